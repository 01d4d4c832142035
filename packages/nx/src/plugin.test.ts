import type { NxPlugin } from 'nx/src/devkit-exports.js'
import { expect, it } from 'vitest'
import * as plugin from './index.ts'

it('is what nx takes for a plugin, by the names of all its releases', () => {
  const typed: NxPlugin<plugin.TacosmithNxOptions> = plugin
  expect(typed).toMatchObject({ name: '@tacosmith/nx', createDependencies: expect.any(Function) })
  expect(plugin.createNodes).toBe(plugin.createNodesV2)
})

it('looks for files by a pattern that all releases of nx can read', () => {
  const [pattern] = plugin.createNodesV2
  expect(pattern).toBe(
    '**/{manifest.xml,tacosmith.config.ts,tacosmith.config.mts,tacosmith.config.js,tacosmith.config.mjs}',
  )
})
