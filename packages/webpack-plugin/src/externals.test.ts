import { symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { callScript } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { TacosmithPlugin } from './index.ts'
import { type BundlerProject, buildOnce, bundlerProject, bundlers } from './testing/bundler-project.ts'

const require = createRequire(import.meta.url)
const nodeExternals = require('webpack-node-externals') as (options: object) => object
const core = dirname(require.resolve('@tacosmith/core/package.json'))

const packages = {
  'node_modules/some-module/package.json': '{ "name": "some-module", "type": "module", "main": "index.js" }',
  'node_modules/some-module/index.js': 'export const word = "module"',
  'node_modules/@scope/some-commonjs/package.json': '{ "name": "@scope/some-commonjs" }',
  'node_modules/@scope/some-commonjs/index.js': 'exports.word = "commonjs"',
}
const withPackages = [
  'import { defineConnectionBuilder } from "@tacosmith/core/script"',
  'import { word } from "some-module"',
  'import commonjs from "@scope/some-commonjs"',
  'export default defineConnectionBuilder(() => [word, commonjs.word])',
].join('\n')

describe.each(bundlers)('$name', (bundler) => {
  let project: BundlerProject
  afterEach(() => project.dispose())

  const start = async (script: string) => {
    project = await bundlerProject(bundler, {
      ...packages,
      'connector/connectionBuilder.js': undefined,
      'connector/connectionBuilder.ts': script,
      'src/index.ts': 'import { word } from "some-module"\nconsole.log(word)',
    })
    await project.write({ 'node_modules/@tacosmith/README': '' })
    await symlink(core, join(project.root, 'node_modules/@tacosmith/core'))
  }
  const build = (config: object) =>
    buildOnce(bundler, project.config({ plugins: [new TacosmithPlugin()], ...config }))
  const builder = () => project.readTaco('connectionBuilder.js')

  it.each<[string, () => object]>([
    [
      'nodeExternals()',
      () => ({ externals: [nodeExternals({ modulesDir: join(project.root, 'node_modules') })] }),
    ],
    [
      'externals, an object',
      () => ({ externals: { 'some-module': 'SomeModule', '@tacosmith/core/script': 'x' } }),
    ],
    ['externals, a pattern', () => ({ externals: /^[^./]/ })],
    [
      'externals, names',
      () => ({ externals: ['some-module', '@scope/some-commonjs'], externalsType: 'commonjs' }),
    ],
    ['externals, a function', () => ({ externals: isPackage })],
    ['externals, a promise', () => ({ externals: async ({ request = '' }) => /^[^.]/.test(request) })],
    ['externalsPresets', () => ({ externalsPresets: { node: true } })],
    ['target node', () => ({ target: 'node', externals: [/^some/] })],
  ])('bundles packages into scripts in spite of %s', async (_setting, settings) => {
    await start(withPackages)
    const config = { ...settings(), entry: './src/index.ts' }
    expect(await build(config)).toMatchObject({ errors: [], warnings: [] })
    expect(callScript(await builder(), {})).toEqual(['module', 'commonjs'])
    expect(await builder()).not.toContain('require(')
  })

  const isPackage = ({ request = '' }, callback: (error?: null, result?: string) => void) =>
    request.startsWith('.') ? callback() : callback(null, `commonjs ${request}`)

  it.each<[string, unknown]>([
    ['an object', { tableau: 'connectionHelper', 'some-module': 'x' }],
    ['an object with a type', { tableau: 'var connectionHelper' }],
    ['an object with a path', [/^some/, { tableau: ['connectionHelper'] }]],
    [
      'an object for each kind of library',
      { tableau: { root: 'connectionHelper', commonjs: 'x', commonjs2: 'x', amd: 'x' } },
    ],
    [
      'a function',
      ({ request = '' }, callback: (error?: null, result?: string) => void) =>
        request === 'tableau' ? callback(null, 'connectionHelper') : callback(),
    ],
  ])('takes an external for a variable of Tableau, given as %s', async (_form, externals) => {
    await start('import helper from "tableau"\nexport default () => [typeof helper.attributeServer]')
    expect(await build({ externals })).toMatchObject({ errors: [], warnings: [] })
    const script = await builder()
    expect(callScript(`var connectionHelper = { attributeServer: '' };${script}`, {})).toEqual(['string'])
  })

  it.each<[string, unknown]>([
    ['its name', 'logging'],
    ['a pattern', /^(logging|some-module)$/],
  ])('takes an external for a variable of Tableau, given as %s', async (_form, externals) => {
    await start(
      'import { Log } from "logging"\nimport { word } from "some-module"\nexport default () => [typeof Log, word]',
    )
    const { errors } = await build({ externals })
    expect(errors).toEqual([])
    expect(callScript(`var logging = { Log() {} };${await builder()}`, {})).toEqual(['function', 'module'])
  })

  it.each([
    [
      'left-pad/lib',
      'cannot find "left-pad/lib": the package left-pad is not installed',
      'npm install --save-dev left-pad',
    ],
    [
      '@tacosmith/none',
      'the package @tacosmith/none is not installed',
      'npm install --save-dev @tacosmith/none',
    ],
    ['fs', '"fs" is a Node module, which Tableau does not have', 'avoid it'],
    ['node:fs', '"node:fs" is a Node module, which Tableau does not have', 'avoid it'],
  ])('says why %s cannot be imported, whatever is external', async (specifier, reason, help) => {
    await start(`import x from "${specifier}"\nexport default () => [x]`)
    for (const settings of [{}, { externals: [/^[^.]/] }, { target: 'node' }]) {
      const { errors } = await build(settings)
      expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining(reason)])
      expect(errors[0]?.message).toContain(help)
      expect(errors[0]?.file ?? errors[0]?.moduleName).toBe('./connector/connectionBuilder.ts')
    }
  })

  it('leaves it to the bundler to speak of a file that is not there', async () => {
    await start('import x from "./none"\nimport y from "some-module/none"\nexport default () => [x, y]')
    const { errors } = await build({})
    const messages = errors.map(({ message }) => message).join('\n')
    expect(messages).toMatch(
      /Can't resolve '.\/none'[\s\S]*some-module\/none|some-module\/none[\s\S]*Can't resolve '.\/none'/,
    )
    expect(messages).not.toContain('not installed')
  })

  it('refuses a script that another file belongs to', async () => {
    await start('import x from "./x.png"\nexport default () => [x]')
    await project.write({ 'connector/x.png': 'an image' })
    const { errors } = await build({ module: { rules: [{ test: /\.png$/, type: 'asset/resource' }] } })
    expect(errors[0]?.message).toMatch(/connectionBuilder\.ts cannot be built into one script: .*\.png/)
    expect(await project.output()).toEqual([])
  })
})
