import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { callScript, minimalConnector, replaceIn } from '@tacosmith/test-kit'
import type { Plugin as RolldownPlugin } from 'rolldown'
import type * as rollup from 'rollup'
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest'
import { type TacosmithRollupOptions, tacosmith } from './rollup.ts'
import { bundlers, connectorProject } from './testing/rollup-project.ts'
import type { ViteProject } from './testing/vite-project.ts'

const attr = { server: 'db', port: '1', username: 'ada', password: 'secret' }
const taco = 'brook_jdbc-v1.0.0.taco'

it('is a plugin to the types of both bundlers', () => {
  expectTypeOf(tacosmith()).toExtend<rollup.Plugin>()
  expectTypeOf(tacosmith()).toExtend<RolldownPlugin>()
})

describe.each(bundlers)('$name', (bundler) => {
  let project: ViteProject
  const log: string[] = []
  afterEach(async () => {
    log.length = 0
    await project.dispose()
  })

  interface Settings extends rollup.InputOptions {
    tacosmith?: TacosmithRollupOptions
    alias?: Record<string, string>
    define?: Record<string, string>
    output?: rollup.OutputOptions
    write?: boolean
  }

  const build = ({
    alias = {},
    define = {},
    output,
    write,
    plugins,
    tacosmith: options,
    ...input
  }: Settings = {}) =>
    bundler.build(
      {
        onLog: (level, { message }) => void log.push(`${level} ${message}`),
        plugins: [
          tacosmith({ root: project.root, ...options }),
          ...bundler.plugins({ alias, define }),
          plugins as rollup.Plugin,
        ],
        ...input,
      },
      { dir: join(project.root, 'dist'), ...output },
      write,
    )

  it('emits nothing but the .taco, plain scripts byte for byte', async () => {
    project = await connectorProject()
    await build()
    expect(await project.output()).toEqual([taco])
    expect(await project.readTaco('connectionBuilder.js')).toBe(minimalConnector()['connectionBuilder.js'])
    expect(log).toEqual([])
  })

  it("uses the user's aliases, defines and plugins, JSON and npm packages", async () => {
    project = await connectorProject({
      'numbers.json': '{ "port": 5432 }',
      'connectionBuilder.ts': [
        'import { name } from "~name"',
        'import made from "virtual:made"',
        'import numbers from "./numbers.json"',
        'import { shout } from "shout"',
        'export default () => [name, made, __VERSION__, String(numbers.port), shout("hey")]',
      ].join('\n'),
    })
    await project.write({
      'src/name.ts': 'export const name: string = "aliased"',
      'node_modules/shout/package.json': '{ "name": "shout", "version": "1.0.0", "main": "main.js" }',
      'node_modules/shout/main.js': 'export const shout = (text) => text.toUpperCase()',
    })
    await build({
      alias: { '~name': join(project.root, 'src/name.ts') },
      define: { __VERSION__: '"9.9"' },
      plugins: [
        {
          name: 'made',
          resolveId: (id: string) => (id === 'virtual:made' ? id : undefined),
          load: (id: string) => (id === 'virtual:made' ? 'export default "made"' : undefined),
        },
      ],
    })
    expect(callScript(await project.readTaco('connectionBuilder.js'), attr)).toEqual([
      'aliased',
      'made',
      '9.9',
      '5432',
      'HEY',
    ])
  })

  describe('output', () => {
    it('is generated in memory, under the name that is asked for', async () => {
      project = await connectorProject()
      const output = await build({ write: false, tacosmith: { fileName: 'c.taco' } })
      expect(output.map(({ fileName }) => fileName)).toEqual(['c.taco'])
      expect(output[0]?.source?.length).toBeGreaterThan(1000)
      expect(await project.output()).toEqual([])
    })

    it('goes beside output.file, and is not bound to its format', async () => {
      project = await connectorProject({ 'connectionBuilder.ts': 'export default () => ["x"]' })
      const file = join(project.root, 'dist', 'nothing.js')
      await build({ output: { file, dir: undefined, format: 'iife' } as never })
      expect(await project.output()).toEqual([taco])
      expect(callScript(await project.readTaco('connectionBuilder.js'), {})).toEqual(['x'])
    })

    describe('beside an app', () => {
      const start = async () => {
        project = await connectorProject({
          'shared.ts': 'export const port = (attr: Record<string, string>) => attr.port ?? "5432"',
          'connectionBuilder.ts':
            'import { port } from "./shared.ts"\nexport default (attr: Record<string, string>) => [port(attr)]',
        })
        await project.write({
          'main.ts': 'import { port } from "./connector/shared.ts"\nexport const answer = port({})',
          'other.ts': 'export const other = import("./main.ts")',
        })
        return { main: join(project.root, 'main.ts'), other: join(project.root, 'other.ts') }
      }

      it('keeps the app runnable, and writes nothing else', async () => {
        const input = await start()
        await build({ input })
        const files = await project.output()
        expect(files).toEqual(expect.arrayContaining([taco, 'main.js', 'other.js']))
        expect(files.join()).not.toMatch(/connectionBuilder|\.map|tacosmith/)
        expect(callScript(await project.readTaco('connectionBuilder.js'), attr)).toEqual(['1'])
        const main = join(project.root, 'dist/main.js')
        expect(await readFile(main, 'utf8')).not.toContain('sourceMappingURL')
        await project.write({ 'dist/package.json': '{ "type": "module" }' })
        expect((await import(main)).answer).toBe('5432')
      })

      it("keeps the app's own source maps", async () => {
        const input = await start()
        await build({ input, output: { sourcemap: true } })
        const files = await project.output()
        expect(files).toEqual(expect.arrayContaining([taco, 'main.js', 'main.js.map']))
        expect(files.join()).not.toMatch(/connectionBuilder/)
      })

      it('gives no source maps that nobody asked for', async () => {
        const { main } = await start()
        const output = await build({ input: main, write: false })
        expect(output.map(({ map }) => map ?? null)).toEqual(output.map(() => null))
      })

      it('makes one .taco for several outputs', async () => {
        const { main } = await start()
        const outputs: string[] = []
        const outDirs = [join(project.root, 'dist'), join(project.root, 'dist2')]
        const plugin = tacosmith({ root: project.root })
        // Both bundlers hand the same plugin to each output of a build.
        for (const dir of outDirs) {
          const files = await bundler.build(
            { input: main, plugins: [plugin, ...bundler.plugins({})] },
            { dir },
          )
          outputs.push(...files.map(({ fileName }) => fileName).filter((name) => name.endsWith('.taco')))
        }
        expect(outputs).toEqual([taco, taco])
      })

      it.each([
        ['one file', () => ({ dir: undefined, file: join(project.root, 'dist/app.js') }), 'app.js'],
        ['an immediately called function', () => ({ format: 'iife', name: 'app' }), 'main.js'],
        ['a CommonJS module', () => ({ format: 'cjs' }), 'main.js'],
      ])('stands beside %s', async (_kind, output, app) => {
        const { main } = await start()
        await build({ input: main, output: output() as never })
        expect(await project.output()).toEqual([app, taco].sort())
        expect(callScript(await project.readTaco('connectionBuilder.js'), attr)).toEqual(['1'])
      })
    })
  })

  describe('a failing build', () => {
    const failure = (settings: Settings = {}): Promise<Error & { loc?: object; id?: string }> =>
      build(settings).then(
        () => expect.unreachable('the build succeeded'),
        (error) => error,
      )

    it('names every finding with file, line and code frame, and leaves the last good .taco as all other files', async () => {
      project = await connectorProject()
      await build()
      await project.write({
        'connector/manifest.xml': replaceIn(minimalConnector()['manifest.xml'], 'superclass=', 'superklass='),
        'connector/dialect.tdd': '<dialect name="x" class="other" version="1.0"/>',
      })
      const error = await failure()
      expect(error.message).toMatch(/manifest\.xml:\d+:\d+/)
      expect(error.message).toMatch(/superklass/)
      expect(error.message).toMatch(/dialect\.tdd:\d+:\d+/)
      expect(error.message).toMatch(/\^/)
      expect(await project.output()).toEqual([taco])
    })

    it.runIf(bundler.name === 'Rolldown')('leaves no .taco where the folder is to be emptied', async () => {
      project = await connectorProject()
      await build()
      await project.write({ 'connector/dialect.tdd': '<dialect name="x" class="other" version="1.0"/>' })
      await failure({ output: { cleanDir: true } as rollup.OutputOptions })
      expect(await project.output()).toEqual([])
    })

    it.each([undefined, true, 'inline', 'hidden'] as const)(
      'names the source line of what the engine lacks, in every module, with sourcemap %s',
      async (sourcemap) => {
        project = await connectorProject({
          'shared.ts':
            'export type Unused = string\n\nexport const log = (text: string) =>\n  console.log(text.trimStart())\n',
          'connectionBuilder.ts':
            'import { log } from "./shared.ts"\ninterface Attributes { server: string }\nexport default (attr: Attributes) => {\n  log(attr.server)\n  return [/(?<host>.+)/.exec(attr.server)?.[0] ?? ""]\n}',
        })
        const { message } = await failure({ output: sourcemap === undefined ? {} : { sourcemap } })
        expect(message).toMatch(/`console`[\s\S]*shared\.ts:4:3/)
        expect(message).toMatch(/`trimStart`[\s\S]*shared\.ts:4:15/)
        expect(message).toMatch(/a named group[\s\S]*connectionBuilder\.ts:5:11/)
      },
    )

    it('names a package that is not installed, which the configuration leaves out too', async () => {
      project = await connectorProject({
        'connectionBuilder.ts': 'import x from "left-out"\nexport default () => [x]',
      })
      expect((await failure({ external: ['left-out'] })).message).toMatch(
        /connectionBuilder\.ts:1:\d+: cannot find "left-out": the package left-out is not installed/,
      )
    })
  })
})
