import { join } from 'node:path'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { type TacosmithRollupOptions, tacosmith } from './rollup.ts'
import { type Bundler, bundlers, connectorProject } from './testing/rollup-project.ts'
import type { ViteProject } from './testing/vite-project.ts'

/** What the builds of a watcher come to. */
function watch(bundler: Bundler, project: ViteProject, options: TacosmithRollupOptions = {}) {
  const outcomes: (string | undefined)[] = []
  let wake = () => {}
  const watcher = bundler.watch({
    plugins: [tacosmith({ root: project.root, ...options }), ...bundler.plugins({})],
    output: { dir: join(project.root, 'dist') },
    watch: { buildDelay: 50 },
  })
  watcher.on('event', (event) => {
    if (event.code === 'BUNDLE_END' || event.code === 'ERROR') event.result?.close()
    if (event.code !== 'BUNDLE_END' && event.code !== 'ERROR') return
    outcomes.push(event.code === 'ERROR' ? `${event.error.message} ${event.error.id}` : undefined)
    wake()
  })
  return {
    /** The error of the next build: undefined for success. */
    async next(): Promise<string | undefined> {
      while (outcomes.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      // A change of several files may give several builds: the last one counts.
      await new Promise((resolve) => setTimeout(resolve, 500))
      return outcomes.splice(0).at(-1)
    },
    /** How many builds there were since the last one that was asked for. */
    more: () => outcomes.length,
    close: () => watcher.close(),
  }
}

describe.each(bundlers)('$name in watch mode', (bundler) => {
  let project: ViteProject
  let watching: ReturnType<typeof watch>
  afterEach(async () => {
    await watching.close()
    await project.dispose()
  })

  const { 'manifest.xml': manifest } = minimalConnector()

  it('does not wake itself up where the output lies inside the connector', async () => {
    project = await connectorProject()
    await project.remove('connector')
    await project.write(minimalConnector())
    watching = watch(bundler, project)
    expect(await watching.next()).toBeUndefined()
    await project.write({ 'manifest.xml': replaceIn(manifest, '"1.0.0"', '"1.0.1"') })
    expect(await watching.next()).toBeUndefined()
    expect(await project.output()).toContain('brook_jdbc-v1.0.1.taco')
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(watching.more()).toBe(0)
  })
})
