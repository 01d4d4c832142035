import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { Session } from '../session.ts'
import { checkConfig } from './check-config.ts'
import { checkOptions } from './check-options.ts'
import { optionsJsonSchema } from './generators/json-schema.ts'
import type { TacoOptions } from './options.ts'

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(optionsJsonSchema())

function isAccepted(options: unknown): boolean {
  try {
    checkOptions(options as TacoOptions, 'configuration')
    return true
  } catch {
    return false
  }
}

const right = [
  {},
  { connector: 'c', outDir: 'out', fileName: '[class].taco' },
  { validate: { engine: 'auto', rules: { 'https-only': 'off' }, force: true } },
  { scripts: { target: 'es5', check: false, trial: false } },
  { sign: false },
  { sign: 'development' },
  { sign: 'required' },
  { sign: { keystore: 'k.p12', storePassword: '', timestamp: 'http://a' } },
  { sign: { key: 'k.pem', keyPassword: { env: 'PW' }, timestamp: ['HTTPS://a', 'http://b/c?d'] } },
  { sign: { storePassword: { file: 'f' }, timestamp: { urls: ['http://a'], retries: 0, timeout: 1 } } },
  { sign: { timestamp: false, signatureName: 'A_b-1', digest: 'sha512', includeRoot: true } },
]

const wrong = [
  [],
  'x',
  { conector: 'x' },
  { outDir: '' },
  { outDir: ' ' },
  { outDir: 3 },
  { outDir: null },
  { validate: [] },
  { validate: { force: 'yes' } },
  { validate: { rules: { 'http-only': 'off' } } },
  { validate: { rules: { 'https-only': 'none' } } },
  { scripts: { target: 'es2020' } },
  { sign: true },
  { sign: 'developement' },
  { sign: { keystroe: 'k' } },
  { sign: { storePassword: 5 } },
  { sign: { storePassword: { environment: 'PW' } } },
  { sign: { storePassword: { env: 'PW', file: 'f' } } },
  { sign: { keyPassword: { env: '' } } },
  { sign: { signer: 'aws' } },
  { sign: { signatureName: 'ü' } },
  { sign: { timestamp: true } },
  { sign: { timestamp: 'example.com' } },
  { sign: { timestamp: [] } },
  { sign: { timestamp: {} } },
  { sign: { timestamp: { urls: ['ftp://a'] } } },
  { sign: { timestamp: { urls: ['http://a'], retries: -1 } } },
  { sign: { timestamp: { urls: ['http://a'], retries: 1.5 } } },
  { sign: { timestamp: { urls: ['http://a'], timeout: 0 } } },
  { sign: { timestamp: { urls: ['http://a'], optional: 'no' } } },
]

describe('the JSON Schema of the options', () => {
  it.each(right)('takes %j, as our own check does', (options) => {
    expect(validate(options), JSON.stringify(validate.errors)).toBe(true)
    expect(isAccepted(options)).toBe(true)
  })

  it.each(wrong.map((options) => [options]))('refuses %j, as our own check does', (options) => {
    expect(validate(options)).toBe(false)
    expect(isAccepted(options)).toBe(false)
  })

  it('tells editors what an option is for, and its default', () => {
    expect(optionsJsonSchema()).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      properties: {
        outDir: { default: 'dist', description: expect.stringMatching(/^Where the/) },
        scripts: { properties: { target: { enum: ['es5', 'es2015', 'es2016'], default: 'es2016' } } },
      },
    })
  })
})

describe('what only a configuration file may say', () => {
  it.each(['./shared.ts', '@acme/shared', ['./a', './b']])('extends %j', (value) => {
    expect(validate({ extends: value })).toBe(true)
    expect(checkConfig({ extends: value, outDir: 'x' })).toEqual({
      bases: [value].flat(),
      options: { outDir: 'x' },
    })
  })

  it.each([3, '', [], [''], ['./a', 3], {}, null, true])('not extends %j', (value) => {
    expect(validate({ extends: value })).toBe(false)
    expect(() => checkConfig({ extends: value } as never)).toThrow(/^extends/)
  })

  it('is refused where a program or a bundler gives options, with another way', async () => {
    const options = { extends: './shared.ts' } as TacoOptions
    const refused = {
      code: 'usage',
      message: 'the option extends only works in a tacosmith.config file',
      help: expect.stringContaining('spread its options'),
    }
    await expect(new Session(options).read()).rejects.toMatchObject(refused)
    await expect(new Session(options).open()).rejects.toMatchObject(refused)
  })
})
