import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { mapLocator } from './map-locator.ts'

it('gives the text of files of the project, and of no other that a source map names', async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'locator-')))
  onTestFinished(() => rm(folder, { recursive: true }))
  const connector = join(folder, 'connector')
  const map = {
    ...{ version: 3 as const, names: [], mappings: 'AAAA;ACAA' },
    sources: [join(connector, 'builder.ts'), join(folder, 'secret.ts')],
    sourcesContent: ['own text', 'secret text'],
  }
  const locate = mapLocator(map, connector, '/')
  expect(locate(1, 1)).toEqual({ file: 'builder.ts', line: 1, column: 1, text: 'own text' })
  expect(locate(2, 1)).toEqual({ file: '../secret.ts', line: 1, column: 1, text: undefined })
})
