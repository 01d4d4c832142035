import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { configKinds, packageOf } from '../testing/config-kinds.ts'
import { importConfig } from './config-import.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'config-kinds-')))
})
afterEach(async () => await rm(folder, { recursive: true, force: true }))
// All that is here is loaded without Babel.
const { cache } = createRequire(import.meta.url)
const loadedOfJiti = () => Object.keys(cache).filter((file) => /[\\/]jiti[\\/]/.test(file))
// Other test files may have been run in this process.
beforeAll(() => loadedOfJiti().forEach((file) => void delete cache[file]))
afterAll(() => {
  expect(loadedOfJiti()).toContainEqual(expect.stringMatching(/jiti\.cjs$/))
  expect(loadedOfJiti()).not.toContainEqual(expect.stringMatching(/babel\.cjs$/))
})

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

const ways = [
  ['once', undefined],
  ['anew each time', () => {}],
] as const

describe.each(ways)('a configuration in TypeScript, loaded %s,', (_, onInput) => {
  it.each(Object.keys(configKinds))('may have %s', async (kind) => {
    const { config = '', files = {}, exported } = configKinds[kind] ?? {}
    for (const type of ['module', 'commonjs']) {
      await write({ ...files, 'tacosmith.config.ts': config, 'package.json': JSON.stringify({ type }) })
      expect(await importConfig(join(folder, 'tacosmith.config.ts'), onInput)).toEqual(exported)
      await rm(folder, { recursive: true })
    }
  })

  it.each([
    ['{ fileName: "x" }', { fileName: 'x' }],
    ['Promise.resolve({ fileName: "x" })', { fileName: 'x' }],
    ['() => ({ fileName: "x" })', expect.any(Function)],
    ['function named(): void {}', expect.any(Function)],
    ['class {}', expect.any(Function)],
    ['null', null],
  ])('may export %s', async (expression, exported) => {
    const file = join(folder, 'tacosmith.config.mts')
    await write({ 'tacosmith.config.mts': `export default ${expression}` })
    // What is no object is refused later.
    const loaded = await importConfig(file, onInput)
    if (exported === null) expect(loaded === null || typeof loaded === 'object').toBe(true)
    else expect(loaded).toEqual(exported)
  })

  it('is the default export of a package in .mts too', async () => {
    await write({
      'tacosmith.config.mts': "import esm from 'esm'\nimport cjs from 'cjs'\nexport default { esm, cjs }",
      ...packageOf('esm', { type: 'module' }, ['export default "esm"']),
      ...packageOf('cjs', {}, ['module.exports = "cjs"']),
    })
    const loaded = await importConfig(join(folder, 'tacosmith.config.mts'), onInput)
    expect(loaded).toEqual({ esm: 'esm', cjs: 'cjs' })
  })

  it('tells where it fails, or what it imports', async () => {
    const thrown = 'interface Long {\n  a: 1\n}\n\n// Here.\nexport default { connector: missing as Long }\n'
    await write({
      'tacosmith.config.ts': thrown,
      'a/tacosmith.config.ts': "import './fails'\n\nexport default {}",
      'a/fails.ts': `type Unused = 1\n\nexport const x: Unused = missing`,
    })
    const file = join(folder, 'tacosmith.config.ts')
    await expect(importConfig(file, onInput)).rejects.toThrow(
      `${file}:6 cannot be loaded: missing is not defined`,
    )
    const failure = await importConfig(join(folder, 'a/tacosmith.config.ts'), onInput).catch(
      (error: Error) => error,
    )
    expect((failure as { cause?: Error }).cause?.stack).toContain(`${join(folder, 'a/fails.ts')}:3:`)
  })
})

describe.each(ways)('a configuration in JavaScript, loaded %s,', (_, onInput) => {
  it.each([
    ['module', "import { a } from './a.mjs'\nexport default Promise.resolve({ a })"],
    ['commonjs', "const { a } = require('./a.cjs')\nmodule.exports = { a }"],
  ])('is a %s', async (type, text) => {
    await write({
      'package.json': JSON.stringify({ type }),
      'tacosmith.config.js': text,
      'a.mjs': 'export const a = 1',
      'a.cjs': 'exports.a = 1',
    })
    expect(await importConfig(join(folder, 'tacosmith.config.js'), onInput)).toEqual({ a: 1 })
  })
})

describe('a configuration that is loaded once', () => {
  it('imports files that have places of their own', async () => {
    await write({
      'tacosmith.config.ts':
        "import { a } from './sub/a.ts'\nimport { b } from './sub/b.mjs'\nexport default { a, b }",
      'sub/a.ts': 'export const a = [import.meta.filename, import.meta.dirname, __filename]',
      'sub/b.mjs':
        "import { fileURLToPath } from 'node:url'\nexport const b = fileURLToPath(import.meta.url)",
    })
    const [a, b] = ['sub/a.ts', 'sub/b.mjs'].map((name) => join(folder, name))
    expect(await importConfig(join(folder, 'tacosmith.config.ts'), undefined)).toEqual({
      a: [a, join(folder, 'sub'), a],
      b,
    })
  })

  it('has the decorators of TypeScript', async () => {
    await write({
      'tacosmith.config.ts': `const decorated: string[] = []
        const decorate = (_: unknown, name: string) => void decorated.push(name)
        class Decorated { @decorate method() {} }
        export default { decorated }`,
    })
    expect(await importConfig(join(folder, 'tacosmith.config.ts'), undefined)).toEqual({
      decorated: ['method'],
    })
  })

  it('imports a package of the workspace that is not built', async () => {
    await write({
      'tacosmith.config.ts': "import { source } from 'in-typescript'\nexport default { source }",
      'linked/package.json': '{ "type": "module", "exports": "./index.ts" }',
      'linked/index.ts': "import { found } from './source.js'\nexport const source: string = found",
      'linked/source.ts': 'export const found = "typescript" as const',
      'node_modules/.keep': '',
    })
    await symlink(join(folder, 'linked'), join(folder, 'node_modules/in-typescript'), 'junction')
    expect(await importConfig(join(folder, 'tacosmith.config.ts'), undefined)).toEqual({
      source: 'typescript',
    })
  })

  it.each(['js', 'mjs'])(
    'imports others in .%s where @tacosmith/core is not installed',
    async (extension) => {
      const name = `tacosmith.config.${extension}`
      await write({
        'package.json': '{ "type": "module" }',
        [name]: 'import "@tacosmith/core"\nimport { a } from "./a.mjs"\nexport default { a }',
        'a.mjs': 'import { b } from "./b.mjs"\nexport const a = b',
        'b.mjs': 'import "@tacosmith/core"\nexport const b = "b"',
      })
      expect(await importConfig(join(folder, name), undefined)).toEqual({ a: 'b' })
    },
  )
})

describe('a configuration that is loaded anew each time', () => {
  it('has what is on the disk now', async () => {
    const file = join(folder, 'tacosmith.config.ts')
    await write({
      'tacosmith.config.ts': `import ts from './a'\nimport mjs from './b.mjs'\nimport json from './c.json'\nimport cjs from './d.cjs'
        export default { ts, mjs, json, cjs }`,
      'package.json': '{ "type": "module" }',
    })
    for (const value of [1, 2]) {
      await write({
        'a.ts': `export default ${value} as number`,
        'b.mjs': `export default ${value}`,
        'c.json': `${value}`,
        'd.cjs': `module.exports = ${value}`,
      })
      expect(await importConfig(file, () => {})).toEqual({ ts: value, mjs: value, json: value, cjs: value })
    }
  })
})
