import { callScript, minimalConnector, replaceIn, type TemporaryProject } from '@tacosmith/test-kit'
import * as newest from 'esbuild'
import * as oldest from 'esbuild21'
import { afterEach, describe, expect, it } from 'vitest'
import { tacosmith } from './index.ts'
import { connectorProject } from './testing/connector-project.ts'

type Esbuild = typeof newest

const releases: [string, Esbuild][] = [
  ['0.28', newest],
  ['0.21', oldest as unknown as Esbuild],
]

/** What the builds of a watching esbuild come to. */
async function watch(esbuild: Esbuild, project: TemporaryProject, more: newest.BuildOptions) {
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
    plugins: [tacosmith(), told, ...(more.plugins ?? [])],
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

    // A broken file: its .taco is gone, then it is mended.
    await project.write({ 'connector/manifest.xml': replaceIn(manifest, '</connector-plugin>', '') })
    expect((await watching.next()).join()).toContain('connector/manifest.xml:')
    expect(await tacos()).toEqual(['brook_jdbc-v1.0.0.taco'])
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
    expect(await project.output()).toEqual([])
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
