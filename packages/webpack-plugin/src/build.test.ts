import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkScript, verifyIntegrity } from '@tacosmith/core'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { TacosmithPlugin } from './index.ts'
import {
  type BundlerProject,
  buildOnce,
  bundlerProject,
  bundlers,
  callScript,
} from './testing/bundler-project.ts'

const attr = { server: 'db', port: '1', username: 'ada', password: 'secret' }
const taco = 'brook_jdbc-v1.0.0.taco'

/** Two scripts in TypeScript that share a module. */
const typescript = {
  'connector/connectionBuilder.js': undefined,
  'connector/connectionProperties.js': undefined,
  'connector/shared.ts': 'export const port = (attr: Record<string, string>) => attr?.port ?? "5432"',
  'connector/connectionBuilder.ts':
    'import { port } from "./shared.ts"\nexport default (attr: Record<string, string>) => [`jdbc:x://${attr.server}:${port(attr)}`]',
  'connector/connectionProperties.ts':
    'import { port } from "./shared.ts"\nexport default (attr: Record<string, string>) => ({ user: attr.username, port: port(attr) })',
}

describe.each(bundlers)('$name', (bundler) => {
  let project: BundlerProject
  afterEach(() => project.dispose())

  const start = async (changes: Record<string, string | undefined> = {}) => {
    project = await bundlerProject(bundler, changes)
  }
  /** One script in TypeScript; the other one stays plain. */
  const withBuilder = (text: string, more: Record<string, string | undefined> = {}) =>
    start({ 'connector/connectionBuilder.js': undefined, 'connector/connectionBuilder.ts': text, ...more })

  /** Builds without a word. */
  const build = async (config: object = {}, options = {}) => {
    const stats = await buildOnce(
      bundler,
      project.config({ plugins: [new TacosmithPlugin(options)], ...config }),
    )
    expect(stats).toMatchObject({ errors: [], warnings: [] })
  }
  const builder = async () => callScript(await project.readTaco('connectionBuilder.js'), attr)

  /** That both scripts were built, and nothing but the `.taco` written. */
  const expectBothScripts = async () => {
    expect(await project.output()).toEqual([taco])
    expect(await project.readTaco('connectionBuilder.js')).toMatch(/^\(function dsbuilder\(attr\) \{\n/)
    expect(await builder()).toEqual(['jdbc:x://db:1'])
    const properties = await project.readTaco('connectionProperties.js')
    expect(callScript(properties, attr)).toEqual({ user: 'ada', port: '1' })
  }

  it('emits nothing but the .taco, plain scripts byte for byte', async () => {
    await start()
    await build()
    expect(await project.output()).toEqual([taco])
    expect(await project.readTaco('connectionBuilder.js')).toBe(minimalConnector()['connectionBuilder.js'])
  })

  it.each([
    ['production', undefined],
    ['production', 'source-map'],
    ['development', undefined],
    ['development', false],
    ['development', 'eval'],
    ['development', 'eval-source-map'],
    ['development', 'inline-source-map'],
    ['none', undefined],
  ])('bundles TypeScript that shares a module, mode %s, devtool %s', async (mode, devtool) => {
    await start(typescript)
    await build({ mode, ...(devtool === undefined ? {} : { devtool }) })
    await expectBothScripts()
    expect(await project.readTaco('connectionBuilder.js')).not.toMatch(/eval\(|sourceMappingURL/)
  })

  it.each<[string, object]>([
    ['splitChunks', { optimization: { splitChunks: { chunks: 'all', minSize: 0 } } }],
    ['a runtime chunk', { optimization: { runtimeChunk: 'single' } }],
    [
      'both, in development',
      {
        mode: 'development',
        optimization: { runtimeChunk: 'single', splitChunks: { chunks: 'all', minSize: 0 } },
      },
    ],
    ['file names of its own', { output: { filename: 'x/[contenthash].js', assetModuleFilename: 'y' } }],
    ['a library', { output: { library: { name: 'Lib', type: 'umd' } } }],
    ['ES modules as output', { experiments: { outputModule: true }, output: { module: true } }],
    ['Node as target', { target: 'node' }],
    ['ES5 as target', { target: ['web', 'es5'] }],
  ])('is immune to %s', async (_setting, config) => {
    await start(typescript)
    await build(config)
    await expectBothScripts()
  })

  it('makes the same bytes of the same sources in another folder', async () => {
    await start(typescript)
    await build({ mode: 'development' })
    const bytes = await readFile(join(project.root, 'dist', taco))
    await project.dispose()
    await start(typescript)
    await build({ mode: 'development' })
    expect(bytes.equals(await readFile(join(project.root, 'dist', taco)))).toBe(true)
  })

  it("uses the user's aliases, loaders, defines and packages", async () => {
    await withBuilder(
      [
        'import { name } from "~/name.ts"',
        'import settings from "./settings.json"',
        'import { exported } from "some-module"',
        'declare const __VERSION__: string',
        'export default () => [name, settings.driver, exported(), __VERSION__]',
      ].join('\n'),
      {
        'src/name.ts': 'export const name: string = "aliased"',
        'connector/settings.json': '{ "driver": "from JSON" }',
        'node_modules/some-module/package.json':
          '{ "name": "some-module", "type": "module", "main": "index.js" }',
        'node_modules/some-module/index.js':
          'export const exported = () => "from a package"\nexport const unused = () => fetch("https://example.com")',
      },
    )
    await build({
      resolve: { alias: { '~': join(project.root, 'src') } },
      plugins: [new TacosmithPlugin(), new bundler.DefinePlugin({ __VERSION__: '"9.9"' })],
    })
    expect(await project.output()).toEqual([taco])
    expect(await builder()).toEqual(['aliased', 'from JSON', 'from a package', '9.9'])
  })

  it('bundles a package in CommonJS', async () => {
    await withBuilder(
      'import { word } from "some-commonjs"\nimport { port } from "./shared.ts"\nexport default () => [word, port({})]',
      {
        'connector/shared.ts': typescript['connector/shared.ts'],
        'node_modules/some-commonjs/package.json': '{ "name": "some-commonjs" }',
        'node_modules/some-commonjs/index.js': 'undeclared = "sloppy"; module.exports = { word: undeclared }',
      },
    )
    await build()
    expect(await builder()).toEqual(['sloppy', '5432'])
  })

  it.each(['es2016', 'es2015', 'es5'] as const)('lowers scripts to %s', async (target) => {
    await withBuilder(
      'export default (attr: { server?: string }) => { const all = { ...attr }; class A { x = all?.server ?? "none" } return [new A().x] }',
    )
    await build({}, { scripts: { target } })
    const script = await project.readTaco('connectionBuilder.js')
    expect(checkScript('connectionBuilder.js', new TextEncoder().encode(script), target)).toEqual([])
    expect(await builder()).toEqual(['db'])
  })

  it('builds a script in a sub-folder, and one that is an ES module in JavaScript', async () => {
    const resolver = minimalConnector()['connection-resolver.tdr']
    await start({
      'connector/connection-resolver.tdr': replaceIn(resolver, 'connectionBuilder.js', 'scripts/builder.js'),
      'connector/connectionBuilder.js': undefined,
      'connector/scripts/builder.ts': 'export default () => ["in a folder"]',
      'connector/connectionProperties.js': 'export default () => ({ from: "a module" })',
    })
    await build()
    expect(callScript(await project.readTaco('scripts/builder.js'), {})).toEqual(['in a folder'])
    expect(callScript(await project.readTaco('connectionProperties.js'), {})).toEqual({ from: 'a module' })
  })

  it('builds a connector without scripts', async () => {
    const { 'manifest.xml': manifest } = minimalConnector()
    await start({
      'connector/manifest.xml': replaceIn(
        replaceIn(manifest, '<connection-resolver file="connection-resolver.tdr"/>', ''),
        'superclass="jdbc"',
        'superclass="odbc"',
      ),
    })
    await build()
    expect(await project.output()).toEqual([taco])
  })

  describe('beside an app', () => {
    const app = { 'src/index.ts': 'import { port } from "../connector/shared.ts"\nalert(port({}))' }

    it.each(['development', 'production'])('builds both, in mode %s', async (mode) => {
      await start({ ...typescript, ...app })
      await build({
        mode,
        entry: './src/index.ts',
        optimization: { splitChunks: { chunks: 'all', minSize: 0 } },
      })
      const output = await project.output()
      expect(output).toContain(taco)
      expect(output).toContain('main.js')
      expect(output.join()).not.toContain('connection')
      expect(await builder()).toEqual(['jdbc:x://db:1'])
    })

    it('builds two connectors in one configuration', async () => {
      const files = Object.entries(minimalConnector()).map(([path, text]) => [
        `other/${path}`,
        text.replaceAll('brook_jdbc', 'river_jdbc'),
      ])
      await start({ ...typescript, ...Object.fromEntries(files) })
      await build({ plugins: [new TacosmithPlugin(), new TacosmithPlugin({ connector: 'other' })] })
      expect(await project.output()).toEqual([taco, 'river_jdbc-v1.0.0.taco'])
    })
  })

  it('builds with several compilers in one configuration', async () => {
    await start({ ...typescript, 'src/index.ts': 'alert(1)' })
    const stats = await buildOnce(bundler, [
      project.config({ name: 'app', entry: './src/index.ts' }),
      project.config({
        name: 'connector',
        plugins: [new TacosmithPlugin()],
        output: { path: join(project.root, 'connectors') },
      }),
    ])
    expect(stats).toMatchObject({ errors: [], warnings: [] })
    expect(await project.output()).toEqual(['main.js'])
    expect(await project.output('connectors')).toEqual([taco])
  })

  it('works with a persistent cache, and notices changes behind its back', async () => {
    await start(typescript)
    const config = bundler.persistentCache(join(project.root, 'cache'))
    await build(config)
    expect((await readdir(join(project.root, 'cache'))).length).toBeGreaterThan(0)
    await rm(join(project.root, 'dist'), { recursive: true })
    await build(config)
    await expectBothScripts()
    await project.write({ 'connector/shared.ts': 'export const port = (_attr: object) => "changed"' })
    await build(config)
    expect(await builder()).toEqual(['jdbc:x://db:changed'])
  })

  it('signs with the development certificate', async () => {
    await start(typescript)
    const before = process.env.TACOSMITH_HOME
    // A key never lies inside the project.
    const home = await mkdtemp(join(tmpdir(), 'tacosmith-home-'))
    process.env.TACOSMITH_HOME = home
    try {
      await build({}, { sign: 'development' })
    } finally {
      if (before === undefined) delete process.env.TACOSMITH_HOME
      else process.env.TACOSMITH_HOME = before
      await rm(home, { recursive: true })
    }
    const bytes = await readFile(join(project.root, 'dist', taco))
    expect(bytes.includes('META-INF/MANIFEST.MF')).toBe(true)
    expect(await verifyIntegrity(bytes)).toEqual([])
  })
})
