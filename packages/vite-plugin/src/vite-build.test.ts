import { checkScript } from '@tacosmith/core/adapter'
import { callScript, minimalConnector } from '@tacosmith/test-kit'
import * as vite8 from 'vite'
import * as vite7 from 'vite7'
import { afterEach, describe, expect, it } from 'vitest'
import { tacosmith } from './index.ts'
import { type ViteModule, type ViteProject, viteProject } from './testing/vite-project.ts'

const majors: [string, ViteModule][] = [
  ['Vite 7', vite7 as unknown as ViteModule],
  ['Vite 8', vite8 as unknown as ViteModule],
]

const attr = { server: 'db', port: '1', username: 'ada', password: 'secret' }

describe.each(majors)('%s', (name, vite) => {
  let project: ViteProject
  afterEach(() => project.dispose())

  const withScripts = async (scripts: Record<string, string>) => {
    const {
      'connectionBuilder.js': builder,
      'connectionProperties.js': properties,
      ...rest
    } = minimalConnector()
    const plain = { 'connectionBuilder.js': builder ?? '', 'connectionProperties.js': properties ?? '' }
    const kept = Object.entries(plain).filter(
      ([script]) => scripts[script.replace(/js$/, 'ts')] === undefined,
    )
    const files = { ...rest, ...Object.fromEntries(kept), ...scripts }
    return viteProject(
      Object.fromEntries(
        Object.entries(files).map(([path, text]) => [
          path.startsWith('../') ? path.slice(3) : `connector/${path}`,
          text,
        ]),
      ),
    )
  }

  const build = (more: object = {}, options = {}) =>
    vite.build(project.config({ plugins: [tacosmith(options)], ...more } as never))

  it('is the major version that it should be', async () => {
    project = await withScripts({})
    expect(`Vite ${vite.version.split('.')[0]}`).toBe(name)
  })

  it('emits nothing but the .taco, plain scripts byte for byte', async () => {
    project = await withScripts({})
    await build()
    expect(await project.output()).toEqual(['brook_jdbc-v1.0.0.taco'])
    expect(await project.readTaco('connectionBuilder.js')).toBe(minimalConnector()['connectionBuilder.js'])
    expect(project.log.warn).toEqual([])
  })

  it('bundles scripts in TypeScript that share a module, each for itself', async () => {
    project = await withScripts({
      'shared.ts': 'export const port = (attr: Record<string, string>) => attr.port ?? "5432"',
      'connectionBuilder.ts':
        'import { port } from "./shared.ts"\nexport default (attr: Record<string, string>) => [`jdbc:x://${attr.server}:${port(attr)}`]',
      'connectionProperties.ts':
        'import { port } from "./shared.ts"\nexport default (attr: Record<string, string>) => ({ user: attr.username, port: port(attr) })',
    })
    await build()
    expect(await project.output()).toEqual(['brook_jdbc-v1.0.0.taco'])
    const builder = await project.readTaco('connectionBuilder.js')
    expect(builder).toMatch(/^\(function dsbuilder\(attr\) \{\n/)
    expect(callScript(builder, attr)).toEqual(['jdbc:x://db:1'])
    const properties = await project.readTaco('connectionProperties.js')
    expect(properties).toMatch(/^\(function propertiesbuilder\(attr\) \{\n/)
    expect(callScript(properties, attr)).toEqual({ user: 'ada', port: '1' })
  })

  it("uses the user's aliases, defines and plugins", async () => {
    project = await withScripts({
      '../src/name.ts': 'export const name: string = "aliased"',
      'connectionBuilder.ts':
        'import { name } from "~/name.ts"\nimport made from "virtual:made"\nexport default () => [name, made, __VERSION__]',
    })
    await build({
      resolve: { alias: { '~': `${project.root}/src` } },
      define: { __VERSION__: '"9.9"' },
      plugins: [
        tacosmith(),
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
    ])
  })

  it.each(['es2016', 'es2015', 'es5'] as const)('lowers scripts to %s', async (target) => {
    project = await withScripts({
      'connectionBuilder.ts':
        'export default (attr: { server?: string }) => { const all = { ...attr }; class A { x = all?.server ?? "none" } return [new A().x] }',
    })
    await build({}, { scripts: { target } })
    const script = await project.readTaco('connectionBuilder.js')
    expect(script).not.toMatch(/\?\.|\.\.\.attr/)
    expect(checkScript('connectionBuilder.js', new TextEncoder().encode(script), target)).toEqual([])
    expect(callScript(script, attr)).toEqual(['db'])
  })

  it('signs with the development certificate, and says what that is worth', async () => {
    project = await withScripts({})
    const before = process.env.TACOSMITH_HOME
    process.env.TACOSMITH_HOME = `${project.root}/../${Date.now()}-home`
    try {
      await build({}, { sign: 'development' })
    } finally {
      if (before === undefined) delete process.env.TACOSMITH_HOME
      else process.env.TACOSMITH_HOME = before
    }
    expect(project.log.info.join('\n')).toContain('Tableau')
  })

  describe('a failing build', () => {
    const failure = async (more: object = {}, options = {}): Promise<Error & { loc?: object; id?: string }> =>
      build(more, options).then(
        () => expect.unreachable('the build succeeded'),
        (error) => error,
      )

    it('names every finding with file, line and code frame, and leaves no .taco', async () => {
      project = await withScripts({})
      await build()
      const manifest = minimalConnector()['manifest.xml'] ?? ''
      await project.write({
        'connector/manifest.xml': manifest.replace('superclass=', 'superklass='),
        'connector/dialect.tdd': '<dialect name="x" class="other" version="1.0"/>',
      })
      const error = await failure()
      expect(error.message).toMatch(/manifest\.xml:\d+:\d+/)
      expect(error.message).toMatch(/superklass/)
      expect(error.message).toMatch(/\^/)
      expect(await project.output()).toEqual([])
    })

    it('names the syntax error of a script', async () => {
      project = await withScripts({})
      await build()
      await project.remove('connector/connectionBuilder.js')
      await project.write({ 'connector/connectionBuilder.ts': 'export default (attr) => [\n' })
      const error = await failure()
      expect(`${error.message} ${error.id}`).toContain('connectionBuilder.ts')
      expect(await project.output()).toEqual([])
    })

    it('names a missing script at its place in the resolver', async () => {
      project = await withScripts({})
      await project.remove('connector/connectionBuilder.js')
      const error = await failure()
      expect(error.message).toMatch(/connection-resolver\.tdr:\d+:\d+/)
      expect(error.message).toContain('connectionBuilder.js')
    })

    it('wants a default export', async () => {
      project = await withScripts({ 'connectionBuilder.ts': 'export const builder = () => []' })
      expect((await failure()).message).toMatch(/connectionBuilder\.ts has no default export/)
    })

    it('names the source line of what the engine lacks, in every module', async () => {
      project = await withScripts({
        'shared.ts':
          'export type Unused = string\n\nexport const log = (text: string) =>\n  console.log(text.trimStart())\n',
        'connectionBuilder.ts':
          'import { log } from "./shared.ts"\ninterface Attributes { server: string }\nexport default (attr: Attributes) => {\n  log(attr.server)\n  return [/(?<host>.+)/.exec(attr.server)?.[0] ?? ""]\n}',
      })
      const { message } = await failure()
      expect(message).toMatch(/`console`[\s\S]*shared\.ts:4:3/)
      expect(message).toMatch(/`trimStart`[\s\S]*shared\.ts:4:15/)
      expect(message).toMatch(/a named group[\s\S]*connectionBuilder\.ts:5:11/)
    })

    it.each([
      ['async', 'export default async () => []', /async function/],
      ['an async declaration', 'export default async function builder() { return [] }', /async function/],
      ['two', 'export default () => []\nexport default () => []', /default/],
    ])('refuses a default export that is %s', async (_kind, script, message) => {
      project = await withScripts({ 'connectionBuilder.ts': script })
      expect((await failure()).message).toMatch(message)
    })

    it('names a package that is not installed, which the configuration leaves out too', async () => {
      project = await withScripts({
        'connectionBuilder.ts': 'import x from "left-out"\nexport default () => [x]',
      })
      const error = await failure({ build: { rollupOptions: { external: ['left-out'] } } })
      expect(error.message).toMatch(
        /connectionBuilder\.ts: cannot find "left-out": the package left-out is not installed/,
      )
    })

    it('names the folder where there is no connector', async () => {
      project = await viteProject({})
      expect((await failure()).message).toMatch(/manifest\.xml/)
    })

    it('refuses an option that does not exist', async () => {
      project = await withScripts({})
      expect((await failure({}, { conector: 'x' })).message).toMatch(
        /unknown option conector[\s\S]*connector/,
      )
    })
  })

  describe('beside an app', () => {
    const app = {
      'index.html': '<script type="module" src="/main.ts"></script>',
      'main.ts': 'import { port } from "./connector/shared.ts"\ndocument.title = port({})',
      'connector/shared.ts': 'export const port = (attr: Record<string, string>) => attr.port ?? "5432"',
      'connector/connectionBuilder.ts':
        'import { port } from "./shared.ts"\nexport default (attr: Record<string, string>) => [port(attr)]',
    }

    it('builds both when asked to', async () => {
      project = await withScripts({})
      await project.remove('connector/connectionBuilder.js')
      await project.write(app)
      await build({}, { app: true })
      const output = await project.output()
      expect(output).toContain('brook_jdbc-v1.0.0.taco')
      expect(output).toContain('index.html')
      expect(output.filter((file) => file.endsWith('.js')).join()).not.toContain('connectionBuilder')
      expect(callScript(await project.readTaco('connectionBuilder.js'), attr)).toEqual(['1'])
    })

    it('refuses to swallow a library that the configuration builds', async () => {
      project = await withScripts({})
      await project.write(app)
      await expect(build({ build: { lib: { entry: 'main.ts', formats: ['es'] } } })).rejects.toThrow(
        /build\.lib/,
      )
    })
  })
})
