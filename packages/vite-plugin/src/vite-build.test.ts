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

    it('names a package that is not installed, which the configuration leaves out too', async () => {
      project = await withScripts({
        'connectionBuilder.ts': 'import x from "left-out"\nexport default () => [x]',
      })
      const error = await failure({ build: { rollupOptions: { external: ['left-out'] } } })
      expect(error.message).toMatch(
        /connectionBuilder\.ts:1:\d+: cannot find "left-out": the package left-out is not installed/,
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
