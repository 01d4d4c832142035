import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRsbuild } from '@rsbuild/core'
import { callScript, minimalConnector } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { TacosmithPlugin } from './index.ts'
import { type BundlerProject, buildOnce, bundlerProject, bundlers } from './testing/bundler-project.ts'
import { tacoName, typescriptScripts } from './testing/typescript-scripts.ts'
import { watch } from './testing/watch.ts'

const otherTaco = 'river_jdbc-v1.0.0.taco'
const app = { 'src/index.ts': 'import { port } from "../connector/shared.ts"\nconsole.log(port({}))' }

/** A second connector, in the folder `other`. */
const other = {
  ...Object.fromEntries(
    Object.entries(minimalConnector()).map(([path, text]) => [
      `other/${path}`,
      text.replaceAll('brook_jdbc', 'river_jdbc'),
    ]),
  ),
  'other/connectionBuilder.js': undefined,
  'other/connectionBuilder.ts': 'import { word } from "../src/word"\nexport default () => [word]',
  'src/word.ts': 'export const word = "other"',
}

describe.each(bundlers)('$name', (bundler) => {
  let project: BundlerProject
  afterEach(() => project.dispose())
  const start = async (more: Record<string, string | undefined> = {}) => {
    project = await bundlerProject(bundler, { ...typescriptScripts, ...app, ...more })
  }
  const build = async (config: object) => {
    expect(await buildOnce(bundler, config)).toMatchObject({ errors: [], warnings: [] })
  }
  const tacos = async () => (await project.output()).filter((name) => name.endsWith('.taco'))
  const both = () => [new TacosmithPlugin(), new TacosmithPlugin({ connector: 'other' })]
  const resolve = { extensions: ['.ts', '.js'] }

  describe('with several connectors', () => {
    it.each<[string, object]>([
      ['alone', {}],
      ['beside an app', { entry: './src/index.ts' }],
      ['into a folder that is cleaned', { output: { clean: true } }],
    ])('builds each, %s', async (_where, config) => {
      await start(other)
      await build(project.config({ resolve, plugins: both(), ...config }))
      expect(await tacos()).toEqual([tacoName, otherTaco])
    })

    it.each(['development', 'production'])('builds one where the other has errors, mode %s', async (mode) => {
      await start(other)
      const config = () => project.config({ mode, resolve, plugins: both(), output: { clean: true } })
      await build(config())
      await project.write({ 'connector/dialect.tdd': '<dialect' })
      const { errors } = await buildOnce(bundler, config())
      expect(new Set(errors.map(({ file }) => file))).toEqual(new Set(['./connector/dialect.tdd']))
      // In production a compilation with errors writes nothing at all.
      expect(await tacos()).toEqual(mode === 'development' ? [otherTaco] : [])
    })

    it('names nothing that the user did not write where one is missing', async () => {
      await start()
      const plugins = [new TacosmithPlugin(), new TacosmithPlugin({ connector: 'connector2' })]
      const missing = (await buildOnce(bundler, project.config({ plugins }))).errors
      await project.remove('connector')
      const none = (await buildOnce(bundler, project.config({ plugins: [new TacosmithPlugin()] }))).errors
      expect(missing.map(({ message }) => message).join()).toContain('connector2')
      expect(none.map(({ message }) => message).join()).toContain('found no connector')
      for (const { message } of [...missing, ...none]) expect(message).not.toContain('tacosmith.config')
    })

    it('follows both in watch mode', async () => {
      await start(other)
      const config = {
        mode: 'development',
        entry: './src/index.ts',
        resolve,
        plugins: both(),
        output: { clean: true },
      }
      const watching = watch(bundler, project.config(config))
      try {
        const bothAreBuilt = async (errors: string) => {
          expect(errors).toBe('')
          expect(await tacos()).toEqual([tacoName, otherTaco])
        }
        await watching.until(bothAreBuilt)
        await project.write({ 'src/word.ts': 'export const word = "changed"' })
        await watching.until(bothAreBuilt)
        await project.write({ 'connector/dialect.tdd': '<dialect' })
        await watching.until(async (errors) => {
          expect(errors).toContain('dialect.tdd')
          expect(await tacos()).toEqual([otherTaco])
          expect(callScript(await project.readTaco('connectionBuilder.js'), {})).toEqual(['changed'])
        })
        await project.write({ 'connector/dialect.tdd': minimalConnector()['dialect.tdd'] })
        await watching.until(bothAreBuilt)
        await bothAreBuilt(await watching.rest())
      } finally {
        await watching.close()
      }
    })
  })

  describe('with several compilers', () => {
    const configOf = (name: string, plugins: object[]) =>
      project.config({
        name,
        entry: './src/index.ts',
        plugins,
        output: { path: join(project.root, 'dist', name) },
      })

    it('builds in the first that has the plugin, where they share it', async () => {
      await start()
      const plugins = [new TacosmithPlugin()]
      await build([configOf('first', []), configOf('second', plugins), configOf('third', plugins)])
      expect(await project.output()).toEqual(expect.arrayContaining(['first/main.js', 'third/main.js']))
      expect(await tacos()).toEqual([`second/${tacoName}`])
    })

    it('builds once where each has one of its own with the same options, and again in the next build', async () => {
      await start()
      for (const _time of [1, 2]) {
        await project.remove('dist')
        await build([configOf('a', [new TacosmithPlugin({})]), configOf('b', [new TacosmithPlugin({})])])
        expect(await tacos()).toEqual([`a/${tacoName}`])
      }
    })

    it('builds each where the options differ, or the compilers do not belong together', async () => {
      await start()
      const named = (fileName: string) => [new TacosmithPlugin({ fileName })]
      await build([configOf('a', named('a.taco')), configOf('b', named('b.taco'))])
      expect(await tacos()).toEqual(['a/a.taco', 'b/b.taco'])
      await project.remove('dist')
      const shared = [new TacosmithPlugin()]
      await Promise.all(['a', 'b'].map((name) => build(configOf(name, shared))))
      expect(await tacos()).toEqual([`a/${tacoName}`, `b/${tacoName}`])
    })
  })
})

describe('Rsbuild', () => {
  let project: BundlerProject
  afterEach(() => project.dispose())

  it.each<[string, () => object]>([
    [
      'in a list',
      () => {
        const plugins = [new TacosmithPlugin()]
        return { plugins }
      },
    ],
    [
      'by a function',
      () =>
        (_config: object, { appendPlugins }: { appendPlugins(plugin: object): void }) => {
          appendPlugins(new TacosmithPlugin())
        },
    ],
  ])('makes one .taco for the environments web and node, the plugin given %s', async (_how, rspack) => {
    project = await bundlerProject(bundlers[1]!, { ...typescriptScripts, ...app })
    const rsbuild = await createRsbuild({
      cwd: project.root,
      config: {
        logLevel: 'silent',
        source: { entry: { index: './src/index.ts' } },
        environments: {
          web: { output: { target: 'web', distPath: { root: 'dist/web' } } },
          node: { output: { target: 'node', distPath: { root: 'dist/node' } } },
        },
        tools: { rspack: rspack() as never },
      },
    })
    const { close } = await rsbuild.build()
    await close()
    const output = await project.output()
    expect(output).toContain('node/index.js')
    expect(output.filter((name) => name.endsWith('.taco'))).toEqual([`web/${tacoName}`])
    expect((await readFile(join(project.root, 'dist/web', tacoName))).length).toBeGreaterThan(500)
  })
})
