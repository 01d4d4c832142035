import { describe, expect, it } from 'vitest'
import type { TacoOptions } from './options.ts'
import { resolveOptions, resolveSignOptions, resolveTimestampOptions } from './resolve-options.ts'
import { mistakeIn, refusal, signRefusal, timestampRefusal } from './testing/refusals.ts'

const signer = { certificates: async () => [], sign: async () => new Uint8Array() }

describe('an option that is undefined', () => {
  it('has its default, at every level', () => {
    const given = {
      connector: undefined,
      outDir: undefined,
      fileName: undefined,
      validate: {
        backwardsCompatible: undefined,
        schemas: undefined,
        engine: undefined,
        profile: undefined,
        rules: undefined,
        warningsAsErrors: undefined,
        force: undefined,
      },
      scripts: { target: undefined, check: undefined, trial: undefined },
      sign: undefined,
    }
    expect(resolveOptions(given as unknown as TacoOptions, {})).toEqual(resolveOptions({}, {}))
    const groups = { validate: undefined, scripts: undefined } as unknown as TacoOptions
    expect(resolveOptions(groups, {})).toEqual(resolveOptions({}, {}))
  })

  it('does not shadow the number of attempts for a timestamp', () => {
    const given = { urls: ['http://a'], timeout: undefined, retries: undefined, optional: undefined }
    expect(resolveTimestampOptions(given as never, {})).toEqual({
      urls: ['http://a'],
      timeout: 10_000,
      retries: 2,
      optional: false,
    })
  })

  it('leaves room for the environment', () => {
    const environment = {
      TACOSMITH_KEYSTORE: 'ci.p12',
      TACOSMITH_ALIAS: 'release',
      TACOSMITH_TSA: 'http://a',
    }
    const given = { keystore: undefined, alias: undefined, timestamp: undefined, includeRoot: undefined }
    expect(resolveSignOptions(given as never, environment)).toMatchObject({
      keystore: 'ci.p12',
      alias: 'release',
      timestamp: { urls: ['http://a'], retries: 2 },
      includeRoot: false,
    })
  })
})

describe('every leaf is checked', () => {
  it.each<[unknown, string]>([
    [null, 'options is null, but should be an object'],
    ['x', "options is 'x', but should be an object"],
    [[], 'options is a list, but should be an object'],
    [{ connector: '' }, 'connector is empty, but should be a string'],
    [{ connector: '  ' }, 'connector is empty, but should be a string'],
    [{ outDir: null }, 'outDir is null, but should be a string'],
    [{ fileName: true }, 'fileName is true, but should be a string'],
    [{ validate: null }, 'validate is null, but should be an object'],
    [{ validate: { schemas: 1 } }, 'validate.schemas is 1, but should be a string'],
    [
      { validate: { backwardsCompatible: 'no' } },
      "validate.backwardsCompatible is 'no', but should be true or false",
    ],
    [{ validate: { warningsAsErrors: 1 } }, 'validate.warningsAsErrors is 1, but should be true or false'],
    [
      { validate: { engine: 'fast' } },
      "validate.engine is 'fast', but should be one of auto, libxmljs2, libxml2-wasm",
    ],
    [{ validate: { profile: true } }, 'validate.profile is true, but should be one of default, gallery'],
    [{ validate: { rules: ['x'] } }, 'validate.rules is a list, but should be an object'],
    [
      { validate: { rules: { 'https-only': 2 } } },
      "validate.rules['https-only'] is 2, but should be one of off, warn, error",
    ],
    [{ scripts: true }, 'scripts is true, but should be an object'],
    [{ scripts: { check: 'false' } }, "scripts.check is 'false', but should be true or false"],
    [{ scripts: { trial: 0 } }, 'scripts.trial is 0, but should be true or false'],
    [
      { sign: 'developement' },
      "sign is 'developement', but should be false, 'development', 'required' or an object",
    ],
    [{ sign: [] }, "sign is a list, but should be false, 'development', 'required' or an object"],
    [{ sign: null }, "sign is null, but should be false, 'development', 'required' or an object"],
  ])('%j', (options, message) => {
    expect(refusal(options)).toMatchObject({ code: 'usage', message, help: expect.stringMatching(/\.$/) })
  })

  it.each<[object, string]>([
    [{ keystore: 5 }, 'sign.keystore is 5, but should be a string'],
    [{ certificates: [] }, 'sign.certificates is a list, but should be a string'],
    [{ alias: '' }, 'sign.alias is empty, but should be a string'],
    [{ digest: 'sha1' }, "sign.digest is 'sha1', but should be one of sha256, sha384, sha512"],
    [{ includeRoot: 'no' }, "sign.includeRoot is 'no', but should be true or false"],
    [{ allowRsaPssAndEd25519: 1 }, 'sign.allowRsaPssAndEd25519 is 1, but should be true or false'],
    [
      { signatureName: 'MÜLLER' },
      `sign.signatureName is 'MÜLLER', but should only contain letters A to Z, digits, "_" and "-"`,
    ],
  ])('sign: %j', (sign, message) => {
    expect(signRefusal(sign)).toMatchObject({ code: 'usage', message })
  })

  it.each<[unknown, string]>([
    [true, ' is true, but should be an address, a list of addresses, an object or false'],
    ['', ' is empty, but should be an http or https address'],
    ['timestamp.example.com', " is 'timestamp.example.com', but should be an http or https address"],
    ['ftp://a', " is 'ftp://a', but should be an http or https address"],
    ['http://[a', " is 'http://[a', but should be an http or https address"],
    [[], ' contains no address'],
    [['http://a', 5], '[1] is 5, but should be an http or https address'],
    [{}, '.urls is missing'],
    [{ urls: 'http://a' }, ".urls is 'http://a', but should be a list of addresses"],
    [{ urls: ['x'] }, ".urls[0] is 'x', but should be an http or https address"],
    [{ urls: ['http://a'], timeout: 0 }, '.timeout is 0, but should be a whole number from 1 to 2147483647'],
    [
      { urls: ['http://a'], timeout: -5 },
      '.timeout is -5, but should be a whole number from 1 to 2147483647',
    ],
    [
      { urls: ['http://a'], timeout: '9' },
      ".timeout is '9', but should be a whole number from 1 to 2147483647",
    ],
    [
      { urls: ['http://a'], timeout: 3e9 },
      '.timeout is 3000000000, but should be a whole number from 1 to 2147483647',
    ],
    [
      { urls: ['http://a'], retries: Number.NaN },
      '.retries is NaN, but should be a whole number from 0 to 10',
    ],
    [
      { urls: ['http://a'], retries: Number.POSITIVE_INFINITY },
      '.retries is Infinity, but should be a whole number from 0 to 10',
    ],
    [{ urls: ['http://a'], retries: -1 }, '.retries is -1, but should be a whole number from 0 to 10'],
    [{ urls: ['http://a'], retries: 1.5 }, '.retries is 1.5, but should be a whole number from 0 to 10'],
    [{ urls: ['http://a'], retries: null }, '.retries is null, but should be a whole number from 0 to 10'],
    [{ urls: ['http://a'], optional: 'no' }, ".optional is 'no', but should be true or false"],
  ])('sign.timestamp: %j', (timestamp, message) => {
    expect(timestampRefusal(timestamp)).toMatchObject({ code: 'usage', message: `sign.timestamp${message}` })
    expect(mistakeIn(() => resolveTimestampOptions(timestamp as never, {}))).toMatchObject({
      message: `sign.timestamp${message}`,
    })
  })

  it.each([
    ['aws', "sign.signer is 'aws', but should be an object with the functions sign and certificates"],
    [{}, 'sign.signer is of type object, but should be an object with the functions sign and certificates'],
    [
      { sign: signer.sign },
      'sign.signer is of type object, but should be an object with the functions sign and certificates',
    ],
    [
      { ...signer, certificates: [] },
      'sign.signer is of type object, but should be an object with the functions sign and certificates',
    ],
  ])('sign.signer: %j', (wrong, message) => {
    expect(refusal({ sign: { signer: wrong } })).toMatchObject({
      message,
      help: expect.stringContaining('@tacosmith/signer-aws-kms'),
    })
  })

  it('takes every right value, and a signer as it is', () => {
    class Token {
      #key = new Uint8Array([1])
      certificates = async () => []
      async sign() {
        return this.#key
      }
    }
    const token = new Token()
    expect(resolveSignOptions({ signer: token }, {}).signer).toBe(token)
    expect(resolveSignOptions({ signer }, {}).signer).toBe(signer)
    const sign = {
      keystore: 'k.p12',
      certificates: 'chain.pem',
      alias: 'a',
      storePassword: '',
      keyPassword: { file: 'pass.txt' },
      digest: 'sha384',
      timestamp: {
        urls: ['HTTPS://user:pw@a/tsa?key=1', 'http://b'],
        timeout: 1,
        retries: 0,
        optional: true,
      },
      signatureName: 'my_NAME-1',
      includeRoot: true,
      allowRsaPssAndEd25519: true,
    } as const
    expect(resolveSignOptions(sign as never, {})).toEqual(sign)
  })
})
