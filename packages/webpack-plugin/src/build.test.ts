import { join } from 'node:path'
import type { RspackOptions } from '@rspack/core'
import { callScript, minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import type { Configuration as WebpackConfiguration } from 'webpack'
import { TacosmithPlugin } from './index.ts'
import { type BundlerProject, buildOnce, bundlerProject, bundlers } from './testing/bundler-project.ts'
import { tacoName, typescriptScripts } from './testing/typescript-scripts.ts'

const attr = { server: 'db', port: '1', username: 'ada', password: 'secret' }
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

  it('emits nothing but the .taco, plain scripts byte for byte', async () => {
    await start()
    await build()
    expect(await project.output()).toEqual([tacoName])
    expect(await project.readTaco('connectionBuilder.js')).toBe(minimalConnector()['connectionBuilder.js'])
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
    expect(await project.output()).toEqual([tacoName])
    expect(await builder()).toEqual(['aliased', 'from JSON', 'from a package', '9.9'])
  })

  it('heeds plugins that say what sources mean', async () => {
    await withBuilder(
      [
        'import { replaced } from "./none.ts"',
        'declare const provided: string',
        'export default () => {',
        '  let ignored = "nothing"',
        '  try { ignored = require("ignored") } catch {}',
        '  return [replaced, provided, ignored]',
        '}',
      ].join('\n'),
      {
        'connector/some.ts': 'export const replaced = "replaced"',
        'connector/provided.ts': 'export const provided = "provided"',
      },
    )
    const { ProvidePlugin, IgnorePlugin, NormalModuleReplacementPlugin } = bundler
    await build({
      plugins: [
        new ProvidePlugin({ provided: [join(project.root, 'connector/provided.ts'), 'provided'] }),
        new IgnorePlugin({ resourceRegExp: /^ignored$/ }),
        new NormalModuleReplacementPlugin(/none\.ts$/, './some.ts'),
        new TacosmithPlugin({ scripts: { check: false } }),
      ],
    })
    expect(await builder()).toEqual(['replaced', 'provided', 'nothing'])
  })

  it('bundles a package in CommonJS', async () => {
    await withBuilder(
      'import { word } from "some-commonjs"\nimport { port } from "./shared.ts"\nexport default () => [word, port({})]',
      {
        'connector/shared.ts': typescriptScripts['connector/shared.ts'],
        'node_modules/some-commonjs/package.json': '{ "name": "some-commonjs" }',
        'node_modules/some-commonjs/index.js': 'undeclared = "sloppy"; module.exports = { word: undeclared }',
      },
    )
    await build()
    expect(await builder()).toEqual(['sloppy', '5432'])
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
        'superclass="mysql_odbc"',
      ),
    })
    await build()
    expect(await project.output()).toEqual([tacoName])
  })

  it('fits the types of both configurations', async () => {
    await start()
    const plugins = [new TacosmithPlugin({ connector: 'connector' })]
    const forWebpack: WebpackConfiguration = project.config({ plugins })
    const forRspack: RspackOptions = project.config({ plugins })
    expect(await buildOnce(bundler, { ...forWebpack, ...forRspack })).toMatchObject({ errors: [] })
  })
})
