import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSigner, type Signer } from '@tacosmith/core'
import { callScript, minimalConnector, replaceIn } from '@tacosmith/test-kit'
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

  const { 'manifest.xml': manifest, 'connection-resolver.tdr': resolver } = minimalConnector()

  it('follows changes, new and removed references, and survives errors', async () => {
    project = await connectorProject()
    watching = watch(bundler, project)
    expect(await watching.next()).toBeUndefined()

    // A changed file.
    await project.write({ 'connector/manifest.xml': replaceIn(manifest, '"1.0.0"', '"1.0.1"') })
    expect(await watching.next()).toBeUndefined()
    expect(await project.output()).toEqual(['brook_jdbc-v1.0.0.taco', 'brook_jdbc-v1.0.1.taco'])

    // A broken file: what was there stays, as all else in a folder that is not emptied; then it is mended.
    await project.write({ 'connector/manifest.xml': replaceIn(manifest, '</connector-plugin>', '') })
    expect(await watching.next()).toContain('manifest.xml')
    expect(await project.output()).toEqual(['brook_jdbc-v1.0.0.taco', 'brook_jdbc-v1.0.1.taco'])
    await project.write({ 'connector/manifest.xml': manifest ?? '' })
    expect(await watching.next()).toBeUndefined()
    await project.remove('dist/brook_jdbc-v1.0.1.taco')

    // A reference to a file that is missing, until it is made, in a folder of its own.
    const moved = replaceIn(resolver, 'connectionBuilder.js', 'scripts/builder.js')
    await project.write({ 'connector/connection-resolver.tdr': moved })
    expect(await watching.next()).toMatch(/resolver\.tdr:5:\d+[\s\S]*scripts\/builder\.js/)
    expect(await project.output()).toEqual(['brook_jdbc-v1.0.0.taco'])
    await project.write({ 'connector/scripts/builder.ts': 'export default () => ["new"]' })
    expect(await watching.next()).toBeUndefined()
    expect(callScript(await project.readTaco('scripts/builder.js'), {})).toEqual(['new'])
  })

  it('follows the modules of scripts, broken ones too', async () => {
    project = await connectorProject({ 'connectionBuilder.ts': 'export default () => ["first"]' })
    watching = watch(bundler, project)
    expect(await watching.next()).toBeUndefined()
    const script = async () => callScript(await project.readTaco('connectionBuilder.js'), {})

    await project.write({ 'connector/lib/word.ts': 'export const word = "made"' })
    await project.write({
      'connector/connectionBuilder.ts': 'import { word } from "./lib/word.ts"\nexport default () => [word]',
    })
    expect(await watching.next()).toBeUndefined()
    expect(await script()).toEqual(['made'])

    await project.write({ 'connector/lib/word.ts': 'export const word = "broken' })
    expect(await watching.next()).toContain('word.ts')
    expect(await script()).toEqual(['made'])
    await project.write({ 'connector/lib/word.ts': 'export const word = "mended"' })
    expect(await watching.next()).toBeUndefined()
    expect(await script()).toEqual(['mended'])

    await project.remove('connector/connectionBuilder.ts')
    expect(await watching.next()).toMatch(/resolver\.tdr:5/)
    await project.write({ 'connector/connectionBuilder.js': '(function (attr) { return ["plain"] })' })
    expect(await watching.next()).toBeUndefined()
    expect(await script()).toEqual(['plain'])
  })

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

  it('signs once what does not change', async () => {
    const home = await mkdtemp(join(tmpdir(), 'tacosmith-home-'))
    process.env.TACOSMITH_HOME = home
    try {
      const { signer: inner } = await createSigner('development')
      let signatures = 0
      const signer: Signer = {
        certificates: () => inner.certificates(),
        sign: (toBeSigned) => {
          signatures += 1
          return inner.sign(toBeSigned)
        },
      }
      project = await connectorProject({ 'connectionBuilder.ts': 'export default () => ["one"]' })
      watching = watch(bundler, project, { sign: { signer, timestamp: false } })
      expect(await watching.next()).toBeUndefined()
      expect(signatures).toBe(1)

      await project.write({ 'connector/connectionBuilder.ts': 'export default () => [ "one" ] // same' })
      expect(await watching.next()).toBeUndefined()
      expect(signatures).toBe(1)
      await project.write({ 'connector/connectionBuilder.ts': 'export default () => ["two"]' })
      expect(await watching.next()).toBeUndefined()
      expect(signatures).toBe(2)
      expect(callScript(await project.readTaco('connectionBuilder.js'), {})).toEqual(['two'])
    } finally {
      delete process.env.TACOSMITH_HOME
      await rm(home, { recursive: true })
    }
  })
})
