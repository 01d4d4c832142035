import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Session } from '@tacosmith/core/adapter'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isPath } from './config-bases.ts'
import { loadConfig } from './config-file.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'extends-')))
})
afterEach(async () => await rm(folder, { recursive: true, force: true }))

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

const { 'manifest.xml': manifest = '' } = minimalConnector()
const config = (options: object) => `export default ${JSON.stringify(options)}`
const optionsOf = async (start = 'a') =>
  (await loadConfig(join(folder, start), { onInput: () => {} })).options

describe('extends', () => {
  it('merges objects, lets the extending one win, and replaces lists', async () => {
    await write({
      'shared.ts': config({
        fileName: 'base.taco',
        validate: { warningsAsErrors: true, rules: { 'https-only': 'warn', 'dialect-default-sql': 'off' } },
        sign: { keystore: 'k.p12', alias: 'a', timestamp: { urls: ['http://a', 'http://b'], retries: 5 } },
      }),
      'a/tacosmith.config.ts': config({
        extends: '../shared.ts',
        fileName: 'own.taco',
        validate: { rules: { 'https-only': 'error' } },
        sign: { timestamp: { urls: ['http://c'] } },
      }),
    })
    expect(await optionsOf()).toEqual({
      fileName: 'own.taco',
      validate: { warningsAsErrors: true, rules: { 'https-only': 'error', 'dialect-default-sql': 'off' } },
      sign: {
        keystore: join(folder, 'k.p12'),
        alias: 'a',
        timestamp: { urls: ['http://c'], retries: 5 },
      },
    })
  })

  it('takes the key of the shared configuration where a signature is required', async () => {
    await write({
      'shared.ts': config({ sign: { keystore: 'k.p12' } }),
      'a/tacosmith.config.ts': config({ extends: '../shared.ts', sign: 'required' }),
      'b/tacosmith.config.ts': config({ extends: './development.ts', sign: 'required' }),
      'b/development.ts': config({ sign: 'development' }),
    })
    expect(await optionsOf()).toEqual({ sign: { keystore: join(folder, 'k.p12') } })
    expect(await optionsOf('b')).toEqual({ sign: 'required' })
  })

  it('takes several, of which the later ones win, and those that extend others', async () => {
    await write({
      'one.mjs': config({ fileName: 'one.taco', scripts: { check: false } }),
      'two.mjs': config({ extends: './three', fileName: 'two.taco' }),
      'three.mjs': config({ fileName: 'three.taco', outDir: 'three' }),
      'a/tacosmith.config.mjs': config({ extends: ['../one.mjs', '../two.mjs'] }),
    })
    expect(await optionsOf()).toEqual({ fileName: 'two.taco', outDir: 'three', scripts: { check: false } })
  })

  it('takes a folder, a package that is installed, and an option that is undefined as not given', async () => {
    await write({
      'tacosmith.config.mts': 'export default { fileName: "root.taco" as string, outDir: "root" }',
      'node_modules/@acme/connectors/package.json':
        '{ "name": "@acme/connectors", "type": "module", "exports": { ".": { "import": "./shared.js" } } }',
      'node_modules/@acme/connectors/shared.js': config({
        fileName: 'acme.taco',
        validate: { schemas: 'xsd' },
      }),
      'a/tacosmith.config.ts':
        'export default { extends: ["..", "@acme/connectors"], fileName: undefined, scripts: undefined }',
    })
    expect(await optionsOf()).toEqual({
      fileName: 'acme.taco',
      outDir: 'root',
      validate: { schemas: join(folder, 'node_modules/@acme/connectors/xsd') },
    })
  })

  it('means the key that the extending configuration names', async () => {
    await write({
      'shared.mjs': config({
        sign: { keystore: 'k.p12', storePassword: { env: 'A' }, timestamp: 'http://a' },
      }),
      'a/tacosmith.config.mjs': config({
        extends: '../shared.mjs',
        sign: { key: 'key.pem', certificates: 'chain.pem', storePassword: { file: 'none.txt' } },
      }),
      'b/tacosmith.config.mjs': config({ extends: '../shared.mjs', sign: false }),
    })
    expect(await optionsOf('a')).toMatchObject({
      sign: {
        key: join(folder, 'a/key.pem'),
        certificates: join(folder, 'a/chain.pem'),
        storePassword: { file: 'none.txt' },
        timestamp: 'http://a',
      },
    })
    expect((await optionsOf('a')).sign).not.toHaveProperty('keystore')
    expect(await optionsOf('b')).toEqual({ sign: false })
  })

  it('looks for a file with a password only beside the configuration that names it', async () => {
    await write({
      'connector/manifest.xml': manifest,
      'a/pw.txt': 'not this one',
      'shared/shared.mjs': config({ sign: { keystore: 'k.p12', storePassword: { file: 'pw.txt' } } }),
      'a/tacosmith.config.mjs': config({ extends: '../shared/shared.mjs' }),
    })
    const options = { ...(await optionsOf()), connector: join(folder, 'connector') }
    const { options: resolved } = await new Session(options, { cwd: join(folder, 'a') }).read()
    expect(resolved.sign).toMatchObject({
      keystore: join(folder, 'shared/k.p12'),
      storePassword: { file: 'pw.txt', folder: join(folder, 'shared') },
    })
  })

  it('changes what a result depends on', async () => {
    await write({
      'connector/manifest.xml': manifest,
      'shared.ts': config({ validate: { rules: { 'https-only': 'warn' } } }),
      'a/tacosmith.config.ts': config({ extends: '../shared.ts', connector: '../connector' }),
    })
    const digest = async () => {
      const snapshot = await new Session(await optionsOf(), { cwd: join(folder, 'a') }).read()
      return snapshot.outside.digest
    }
    const before = await digest()
    expect(await digest()).toBe(before)
    await write({ 'shared.ts': config({ validate: { rules: { 'https-only': 'off' } } }) })
    expect(await digest()).not.toBe(before)
  })

  it('reports each file before it is read, also one that is not there', async () => {
    await write({
      'shared.ts': 'import { name } from "./name"\nexport default { extends: "./none", fileName: name }',
      'name.ts': 'export const name = "x.taco"',
      'a/tacosmith.config.ts': config({ extends: '../shared' }),
    })
    const seen = new Set<string>()
    await expect(loadConfig(join(folder, 'a'), { onInput: (path) => void seen.add(path) })).rejects.toThrow()
    const names = ['a/tacosmith.config.ts', 'shared.ts', 'name.ts', 'none']
    expect([...seen]).toEqual(expect.arrayContaining(names.map((name) => join(folder, name))))
  })
})

describe('extends that leads nowhere', () => {
  const failure = async (options: object) => {
    await write({ 'a/tacosmith.config.mjs': config(options) })
    return await optionsOf().catch((error: unknown) => error)
  }

  it.each<[unknown, RegExp, RegExp]>([
    ['./none.ts', /config\.mjs extends \.\/none\.ts, but there is no file .*[\\/]none\.ts$/, /starts in/],
    ['.', /extends itself/, /Remove extends/],
    ['@acme/none', /extends the package @acme\/none, which cannot be found/, /Run npm install/],
    ['acme/sub', /the package acme\/sub/, /Run npm install --save-dev acme in .*\.\/acme\/sub/],
    [3, /extends is 3, but should be a path, the name of a package, or a list/, /Give a path/],
    ['', /extends is empty, but should be a string/, /Give a path/],
    [[], /extends is .*, but should be a path/, /Give a path/],
    [['./x', 5], /extends/, /Give a path/],
    [{ path: './x' }, /extends is .*, but should be a path/, /Give a path/],
  ])('%j is refused', async (value, message, help) => {
    expect(await failure({ extends: value })).toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
      help: expect.stringMatching(help),
    })
  })

  it('tells a circle with its way', async () => {
    await write({
      'one.mjs': config({ extends: './two.mjs' }),
      'two.mjs': config({ extends: './one.mjs' }),
    })
    expect(await failure({ extends: '../one.mjs' })).toMatchObject({
      message: `${join(folder, 'one.mjs')} extends itself:\n  ${['one.mjs', 'two.mjs', 'one.mjs']
        .map((name) => join(folder, name))
        .join('\n  extends ')}`,
    })
  })

  it('names the file in which an option is wrong', async () => {
    await write({ 'one.mjs': config({ fileName: 1 }) })
    const { message } = (await failure({ extends: '../one.mjs' })) as Error
    expect(message).toBe(`${join(folder, 'one.mjs')}: fileName is 1, but should be a string`)
  })

  it('names the extending file for what only both together get wrong', async () => {
    await write({ 'one.mjs': config({ sign: { key: 'k.pem' } }) })
    await write({
      'a/tacosmith.config.mjs': 'export default { extends: ["../one.mjs", "../two.mjs"] }',
      'two.mjs': 'export default { sign: { signer: { sign() {}, certificates() {} } } }',
      'b/tacosmith.config.mjs': config({ extends: '../two.mjs', sign: { keystore: 'k.p12', key: 'x' } }),
    })
    expect(Object.keys((await optionsOf()).sign as object)).toEqual(['signer'])
    await expect(optionsOf('b')).rejects.toThrow(/b[\\/]tacosmith\.config\.mjs: sign has keystore and key/)
  })
})

it.each([
  ['./a', true],
  ['../a', true],
  ['..', true],
  ['.\\a', true],
  ['..\\a\\b.ts', true],
  ['C:\\shared\\a.ts', true],
  ['C:/shared/a.ts', true],
  ['\\\\server\\share\\a.ts', true],
  ['/a', true],
  ['a', false],
  ['@acme/a', false],
  ['.hidden', false],
])('%s is a path: %s', (name, expected) => {
  expect(isPath(name)).toBe(expected)
})

it('takes a path as it is written on Windows', async () => {
  await write({
    'shared.mjs': config({ fileName: 'x.taco' }),
    'a/tacosmith.config.mjs': config({ extends: '..\\shared.mjs' }),
  })
  expect(await optionsOf()).toEqual({ fileName: 'x.taco' })
})
