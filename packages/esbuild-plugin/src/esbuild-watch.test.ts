import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  callScript,
  minimalConnector,
  readTacoEntry,
  replaceIn,
  type TemporaryProject,
} from '@tacosmith/test-kit'
import type * as newest from 'esbuild'
import { afterEach, describe, expect, it } from 'vitest'
import { tacosmith } from './index.ts'
import { connectorProject } from './testing/connector-project.ts'
import { type Esbuild, releases } from './testing/releases.ts'

/** What the builds of a watching esbuild come to. */
async function watch(
  esbuild: Esbuild,
  project: TemporaryProject,
  more: newest.BuildOptions,
  before: newest.Plugin[] = [],
) {
  const outcomes: string[][] = []
  let wake = () => {}
  const told: newest.Plugin = {
    name: 'told',
    setup(build) {
      build.onEnd(({ errors }) => {
        outcomes.push(errors.map(({ text, location }) => `${location?.file}:${location?.line} ${text}`))
        wake()
      })
    },
  }
  const context = await esbuild.context({
    absWorkingDir: project.root,
    logLevel: 'silent',
    ...more,
    plugins: [...before, tacosmith(), told, ...(more.plugins ?? [])],
  })
  await context.watch()
  return {
    /** The errors of the next build. */
    async next(): Promise<string[]> {
      while (outcomes.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      // A change of several files may give several builds: the last one counts.
      await new Promise((resolve) => setTimeout(resolve, 300))
      return outcomes.splice(0).at(-1) ?? []
    },
    /** How many builds there were since the last one that was asked for. */
    more: () => outcomes.length,
    close: () => context.dispose(),
  }
}

/** A plugin that loads some modules itself. */
function loading(filter: string): newest.Plugin {
  return {
    name: 'loading',
    setup: ({ onLoad }) =>
      onLoad({ filter: new RegExp(filter) }, ({ path }) => ({
        contents: 'import "./src/shared.js"',
        resolveDir: dirname(path),
      })),
  }
}

describe.each(releases)('esbuild %s in watch mode', (_name, esbuild) => {
  let project: TemporaryProject
  let watching: Awaited<ReturnType<typeof watch>>
  afterEach(async () => {
    await watching.close()
    await project.dispose()
  })

  const start = async (files = {}, more: newest.BuildOptions = {}) => {
    project = await connectorProject(files)
    await project.write({ 'app.js': 'export {}' })
    watching = await watch(esbuild, project, more)
    return watching.next()
  }
  const { 'manifest.xml': manifest, 'connection-resolver.tdr': resolver } = minimalConnector()

  it.each([
    ['alone', {}],
    ['beside an app', { entryPoints: ['app.js'], outfile: 'out/app.js' }],
  ])('follows changes, new and removed references, and survives errors, %s', async (_kind, app) => {
    expect(await start({}, app)).toEqual([])
    const folder = 'outfile' in app ? 'out' : 'dist'
    const tacos = async () => (await project.output(folder)).filter((file) => file.endsWith('.taco'))

    // A changed file.
    await project.write({ 'connector/manifest.xml': replaceIn(manifest, '"1.0.0"', '"1.0.1"') })
    expect(await watching.next()).toEqual([])
    expect(await tacos()).toEqual(['brook_jdbc-v1.0.0.taco', 'brook_jdbc-v1.0.1.taco'])

    // A broken file: what was made before stays, then it is mended.
    await project.write({ 'connector/manifest.xml': replaceIn(manifest, '</connector-plugin>', '') })
    expect((await watching.next()).join()).toContain('connector/manifest.xml:')
    expect(await tacos()).toEqual(['brook_jdbc-v1.0.0.taco', 'brook_jdbc-v1.0.1.taco'])
    await project.remove(folder)
    await project.write({ 'connector/manifest.xml': manifest ?? '' })
    expect(await watching.next()).toEqual([])
    expect(await tacos()).toEqual(['brook_jdbc-v1.0.0.taco'])

    // A reference to a file that is missing, until it is made, in a folder of its own.
    const moved = replaceIn(resolver, 'connectionBuilder.js', 'scripts/builder.js')
    await project.write({ 'connector/connection-resolver.tdr': moved })
    expect((await watching.next()).join()).toMatch(/resolver\.tdr:5 .*scripts\/builder\.js/)
    await project.write({ 'connector/scripts/builder.ts': 'export default () => ["new"]' })
    expect(await watching.next()).toEqual([])
    expect(callScript(await project.readTaco('scripts/builder.js', folder), {})).toEqual(['new'])
  })

  it('follows the modules of scripts, those that are broken or missing too', async () => {
    expect(await start({ 'connectionBuilder.ts': 'export default () => ["first"]' })).toEqual([])
    const script = async () => callScript(await project.readTaco('connectionBuilder.js'), {})

    await project.write({
      'connector/connectionBuilder.ts': 'import { word } from "./lib/word"\nexport default () => [word]',
    })
    expect((await watching.next()).join()).toMatch(/connectionBuilder\.ts:1 .*lib\/word/)
    await project.write({ 'connector/lib/word.ts': 'export const word = "made"' })
    expect(await watching.next()).toEqual([])
    expect(await script()).toEqual(['made'])

    await project.write({ 'connector/lib/word.ts': 'export const word = "broken' })
    expect((await watching.next()).join()).toMatch(/lib\/word\.ts:1/)
    expect(await script()).toEqual(['made'])
    await project.write({ 'connector/lib/word.ts': 'export const word = "mended"' })
    expect(await watching.next()).toEqual([])
    expect(await script()).toEqual(['mended'])

    await project.remove('connector/connectionBuilder.ts')
    expect((await watching.next()).join()).toMatch(/resolver\.tdr:5/)
    await project.write({ 'connector/connectionBuilder.js': '(function (attr) { return ["plain"] })' })
    expect(await watching.next()).toEqual([])
    expect(await script()).toEqual(['plain'])
  })

  it('notices what changes while it reads', async () => {
    const moved = replaceIn(resolver, 'connectionBuilder.js', 'scripts/builder.js')
    const plain = (word: string) => `(function (attr) { return ["${word}"] })`
    let isMoved = false
    const mover: newest.Plugin = {
      name: 'mover',
      setup(build) {
        build.onLoad({ filter: /connectionBuilder\.ts$/ }, async () => {
          if (!isMoved) {
            isMoved = true
            await project.write({
              'connector/scripts/builder.js': plain('first'),
              'connector/connection-resolver.tdr': moved,
            })
          }
          return undefined
        })
      },
    }
    const typescript = { 'connectionBuilder.ts': 'export default () => ["typescript"]' }
    expect(await start(typescript, { plugins: [mover] })).toEqual([])
    const script = async () => callScript(await project.readTaco('scripts/builder.js'), {})
    expect(await script()).toEqual(['first'])
    await project.write({ 'connector/scripts/builder.js': plain('second') })
    expect(await watching.next()).toEqual([])
    expect(await script()).toEqual(['second'])
  })

  it.each<[string, newest.Plugin[], newest.Plugin[]]>([
    ['before it', [loading('app\\.js$')], []],
    ['after it', [], [loading('app\\.js$')]],
    ['that looks on', [], [{ name: 'looks-on', setup: ({ onLoad }) => onLoad({ filter: /./ }, () => null) }]],
    ['of its own kind', [], [tacosmith({ fileName: 'second.taco' })]],
  ])('follows changes beside an app with a plugin %s', async (_which, before, after) => {
    project = await connectorProject({ 'connectionBuilder.ts': 'export default () => ["first"]' })
    await project.write({ 'app.js': 'export {}', 'src/shared.js': 'export {}' })
    const app = { entryPoints: ['app.js'], bundle: true, outdir: 'out', plugins: after }
    watching = await watch(esbuild, project, app, before)
    expect(await watching.next()).toEqual([])
    await project.write({ 'connector/connectionBuilder.ts': 'export default () => ["second"]' })
    expect(await watching.next()).toEqual([])
    for (const name of (await project.output('out')).filter((file) => file.endsWith('.taco'))) {
      const taco = await readFile(join(project.root, 'out', name))
      expect(callScript(await readTacoEntry(taco, 'connectionBuilder.js'), {})).toEqual(['second'])
    }
  })

  it('builds once more where an error was mended before esbuild took note', async () => {
    let isMended = false
    const mender: newest.Plugin = {
      name: 'mender',
      setup(build) {
        build.onLoad({ filter: /./, namespace: 'tacosmith:connector-0' }, async () => {
          if (!isMended) {
            isMended = true
            await project.write({ 'connector/connectionBuilder.ts': 'export default () => ["mended"]' })
          }
          return undefined
        })
      },
    }
    project = await connectorProject({ 'connectionBuilder.ts': 'export default () => ["broken' })
    watching = await watch(esbuild, project, {}, [mender])
    let errors = await watching.next()
    if (errors.length > 0) errors = await watching.next()
    expect(errors).toEqual([])
    expect(callScript(await project.readTaco('connectionBuilder.js'), {})).toEqual(['mended'])
  })

  it('waits for a connector, and does not wake itself up', async () => {
    project = await connectorProject()
    await project.remove('connector')
    watching = await watch(esbuild, project, {})
    expect((await watching.next()).join()).toMatch(/manifest\.xml/)
    // The whole project is the connector, its output lies inside.
    await project.write(minimalConnector())
    await project.write({ 'connectionBuilder.ts': 'export default () => []' })
    for (let errors = ['']; errors.length > 0; ) errors = await watching.next()
    expect(await project.output()).toEqual(['brook_jdbc-v1.0.0.taco'])
    // What it wrote into the watched folder may give it a build or two, which write nothing new.
    let rounds = 0
    for (let before = -1; before !== watching.more() && rounds < 5; rounds++) {
      before = watching.more()
      await new Promise((resolve) => setTimeout(resolve, 2000))
    }
    expect(rounds).toBeLessThan(5)
  })
})
