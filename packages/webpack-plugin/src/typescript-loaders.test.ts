import { spawnSync } from 'node:child_process'
import { mkdir, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { callScript } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { TacosmithPlugin } from './index.ts'
import { type BundlerProject, buildOnce, bundlerProject, bundlers } from './testing/bundler-project.ts'

const { resolve } = createRequire(import.meta.url)
const tsLoader = resolve('ts-loader')

const typescript = {
  'connector/tsconfig.json': '{ "extends": "@tacosmith/core/tsconfig.script.json", "include": ["**/*.ts"] }',
  'connector/connectionBuilder.js': undefined,
  'connector/connectionBuilder.ts': [
    'import { defineConnectionBuilder } from "@tacosmith/core/script"',
    'import { one } from "./one"',
    'import { two } from "./two.ts"',
    'import { three } from "./three.js"',
    'export default defineConnectionBuilder((attr) => [one, two, three, attr.server])',
  ].join('\n'),
  'connector/one.ts': 'export const one: string = "one"',
  'connector/two.ts': 'export const two: string = "two"',
  'connector/three.ts': 'export const three: string = "three"',
}

describe.each(bundlers)('$name', (bundler) => {
  let project: BundlerProject
  afterEach(() => project.dispose())

  const start = async (more: Record<string, string> = {}) => {
    project = await bundlerProject(bundler, { ...typescript, ...more })
    await mkdir(join(project.root, 'node_modules/@tacosmith'), { recursive: true })
    const core = dirname(resolve('@tacosmith/core/package.json'))
    await symlink(core, join(project.root, 'node_modules/@tacosmith/core'))
  }
  const build = (rule: object, config: object = {}) =>
    buildOnce(bundler, {
      ...project.config({ plugins: [new TacosmithPlugin()], ...config }),
      resolve: { extensions: ['.ts', '.js'] },
      module: { rules: [rule] },
    })

  it.each<[string, () => object]>([
    ['its loader', () => ({ test: /\.ts$/, loader: tsLoader })],
    ['its options', () => ({ test: /\.ts$/, loader: tsLoader, options: { transpileOnly: true } })],
    ['a name that it uses', () => ({ test: /\.ts$/, use: tsLoader })],
    [
      'a list of loaders',
      () => ({ test: /\.ts$/, use: [{ loader: tsLoader, options: { happyPackMode: false } }] }),
    ],
    ['one of several', () => ({ oneOf: [{ test: /\.ts$/, use: [tsLoader] }] })],
    ['the loader of the bundler', () => bundler.untargetedTypescript()],
  ])('builds with the documented tsconfig.json and ts-loader, given by %s', async (_form, rule) => {
    await start()
    expect(await build(rule())).toMatchObject({ errors: [], warnings: [] })
    const script = await project.readTaco('connectionBuilder.js')
    expect(callScript(script, { server: 'db' })).toEqual(['one', 'two', 'three', 'db'])
    expect(await project.output('connector')).not.toContain('one.js')
  })

  it('leaves the app its own tsconfig.json', async () => {
    await start({
      'tsconfig.json':
        '{ "compilerOptions": { "target": "es2022", "module": "esnext" }, "files": ["src/index.ts"] }',
      'src/index.ts': 'export class App { started = 1 }\nconsole.log(new App())',
    })
    const config = { entry: './src/index.ts', optimization: { minimize: false } }
    expect(await build({ test: /\.ts$/, loader: tsLoader }, config)).toMatchObject({ errors: [] })
    expect(await project.output()).toEqual(['brook_jdbc-v1.0.0.taco', 'main.js'])
  })

  it('says what to do where a function gives ts-loader', async () => {
    await start()
    const { errors } = await build({ test: /\.ts$/, use: () => [{ loader: tsLoader }] })
    expect(errors[0]?.message).toMatch(/emitted no output[\s\S]*compilerOptions: \{ noEmit: false \}/)
  })
})

it.each([
  ['7', '@typescript/native/package.json', 'bin/tsc'],
  ['6', 'typescript/package.json', 'bin/tsc6'],
])('tsc %s checks scripts by it, and writes nothing', async (_, manifest, bin) => {
  const tsc = join(dirname(resolve(manifest)), bin)
  const project = await bundlerProject(bundlers[0]!, typescript)
  try {
    await mkdir(join(project.root, 'node_modules/@tacosmith'), { recursive: true })
    const core = dirname(resolve('@tacosmith/core/package.json'))
    await symlink(core, join(project.root, 'node_modules/@tacosmith/core'))
    const check = () =>
      spawnSync(process.execPath, [tsc, '-p', 'connector', '--pretty', 'false'], {
        cwd: project.root,
      })
    expect(String(check().stdout)).toBe('')
    await project.write({ 'connector/one.ts': 'export const one: string = 1' })
    expect(String(check().stdout)).toContain('connector/one.ts(1,14): error TS2322')
    expect((await project.output('connector')).filter((name) => /one|two|three/.test(name))).toEqual([
      'one.ts',
      'three.ts',
      'two.ts',
    ])
  } finally {
    await project.dispose()
  }
})
