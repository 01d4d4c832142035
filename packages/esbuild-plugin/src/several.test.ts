import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { callScript, minimalConnector, readTacoEntry, type TemporaryProject } from '@tacosmith/test-kit'
import type * as esbuild from 'esbuild'
import { afterEach, describe, expect, it } from 'vitest'
import { tacosmith } from './index.ts'
import { connectorProject } from './testing/connector-project.ts'
import { releases } from './testing/releases.ts'

const tacos = ['brook_jdbc-v1.0.0.taco', 'river_jdbc-v1.0.0.taco']

describe.each(releases)('several connectors with esbuild %s', (_name, { build, context }) => {
  let project: TemporaryProject
  afterEach(() => project.dispose())

  const start = async () => {
    project = await connectorProject({ 'connectionBuilder.ts': 'export default () => ["brook"]' })
    const other = Object.entries(minimalConnector()).map(([path, text]) => [
      `other/${path}`,
      text.replaceAll('brook_jdbc', 'river_jdbc'),
    ])
    await project.write({
      ...Object.fromEntries(other),
      'other/connectionBuilder.ts': 'import { word } from "../src/word"\nexport default () => [word]',
      'src/word.ts': 'export const word = "river"',
      'src/app.ts': 'import { word } from "./word"\nconsole.log(word)',
    })
    await project.remove('other/connectionBuilder.js')
  }
  const settings = (more: esbuild.BuildOptions = {}): esbuild.BuildOptions => ({
    absWorkingDir: project.root,
    logLevel: 'silent',
    outdir: 'dist',
    plugins: [tacosmith(), tacosmith({ connector: 'other' })],
    ...more,
  })
  const builder = async (taco = '') => {
    const script = await readTacoEntry(
      await readFile(join(project.root, 'dist', taco)),
      'connectionBuilder.js',
    )
    return callScript(script, {}) as string[]
  }
  const beside = { entryPoints: ['src/app.ts'], bundle: true }

  it.each<[string, esbuild.BuildOptions, string[]]>([
    ['alone', {}, []],
    ['beside an app', beside, ['app.js']],
  ])('builds each, %s', async (_where, more, own) => {
    await start()
    const { warnings } = await build(settings(more))
    expect(warnings).toEqual([])
    expect(await project.output()).toEqual([...own, ...tacos].sort())
    expect([await builder(tacos[0]), await builder(tacos[1])]).toEqual([['brook'], ['river']])
  })

  it.each<[string, esbuild.BuildOptions]>([
    ['alone', {}],
    ['beside an app', beside],
  ])('follows each in watch mode, %s', async (_where, more) => {
    await start()
    const outcomes: string[][] = []
    const told: esbuild.Plugin = {
      name: 'told',
      setup: ({ onEnd }) => onEnd(({ errors }) => void outcomes.push(errors.map(({ text }) => text))),
    }
    const options = settings(more)
    const watching = await context({ ...options, plugins: [...(options.plugins ?? []), told] })
    const until = async (isReached: () => Promise<boolean> | boolean) => {
      while (!(await isReached())) await new Promise((resolve) => setTimeout(resolve, 50))
    }
    try {
      await watching.watch()
      await until(() => outcomes.length > 0)
      expect(await builder(tacos[1])).toEqual(['river'])
      await project.write({ 'src/word.ts': 'export const word = "sea"' })
      await until(async () => (await builder(tacos[1])).join() === 'sea')
      await project.write({ 'connector/connectionBuilder.ts': 'export default () => ["changed"]' })
      await until(async () => (await builder(tacos[0])).join() === 'changed')
      await project.write({ 'connector/dialect.tdd': '<dialect' })
      await until(() => (outcomes.at(-1) ?? []).length > 0)
      await project.write({ 'connector/dialect.tdd': minimalConnector()['dialect.tdd'] })
      await until(() => outcomes.at(-1)?.length === 0)
    } finally {
      await watching.dispose()
    }
  })

  it('names nothing that the user did not write where one is missing', async () => {
    await start()
    const failed = (more: esbuild.BuildOptions) =>
      build(settings(more)).then(
        () => expect.unreachable('the build succeeded'),
        ({ errors }: esbuild.BuildFailure) =>
          errors.map(({ text, notes }) => [text, ...notes.map((note) => note.text)].join(' ')),
      )
    const missing = await failed({ plugins: [tacosmith(), tacosmith({ connector: 'connector2' })] })
    expect(missing).toEqual([expect.stringContaining('connector2')])
    await project.remove('connector')
    const none = await failed({ plugins: [tacosmith()] })
    expect(none).toEqual([expect.stringContaining('found no connector')])
    expect([...missing, ...none].join()).not.toContain('tacosmith.config')
  })
})
