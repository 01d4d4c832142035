import { describe, expect, it } from 'vitest'
import type { TacoOptions } from './options.ts'
import { resolveOptions } from './resolve-options.ts'

const resolve = (options: unknown, environment: Record<string, string> = {}) =>
  resolveOptions(options as TacoOptions, environment)

describe('resolveOptions', () => {
  it('fills in every default', () => {
    expect(resolve({})).toEqual({
      connector: undefined,
      outDir: 'dist',
      fileName: '[class]-v[version].taco',
      validate: {
        backwardsCompatible: false,
        schemas: undefined,
        engine: 'auto',
        rules: {},
        warningsAsErrors: false,
        force: false,
        profile: 'default',
      },
      scripts: { target: 'es2016', check: true, trial: true },
      sign: false,
    })
  })

  it.each<[unknown, RegExp, RegExp?]>([
    [{ conector: 'x' }, /unknown option conector/, /Did you mean connector\?/],
    [{ validate: { engin: 'auto' } }, /unknown option engin in validate/, /engine/],
    [{ sign: { keystore: 'k', timestamp: { url: 'x' } } }, /unknown option url in sign.timestamp/],
    [{ sign: { keystore: 'k', timestamp: { urls: [] } } }, /contains no address/],
    [{ outDir: 3 }, /outDir is 3, but should be a string/],
    [{ outDir: '' }, /outDir is empty/],
    [{ validate: [] }, /validate is a list, but should be an object/],
    [{ validate: { force: 'yes' } }, /validate.force is 'yes'/],
    [{ validate: { rules: { 'https-only': 'none' } } }, /validate.rules\['https-only'\] is 'none'/],
    [
      { scripts: { target: 'es2020' } },
      /scripts.target is 'es2020', but should be one of es5, es2015, es2016/,
    ],
    [{ sign: true }, /sign is true/, /development/],
    [{ sign: {} }, /has no key/, /keystore/],
    [{ sign: { keystore: 'a', key: 'b' } }, /has keystore and key; exactly one/],
  ])('refuses %j', (options, message, help) => {
    expect(() => resolve(options)).toThrowError(
      expect.objectContaining({
        code: 'usage',
        message: expect.stringMatching(message),
        ...(help ? { help: expect.stringMatching(help) } : {}),
      }),
    )
  })

  it('gives a timestamp every form it may be written in', () => {
    const timestampOf = (timestamp: unknown) => {
      const { sign } = resolve({ sign: { keystore: 'k', timestamp } })
      return typeof sign === 'object' ? sign.timestamp : undefined
    }
    const resolved = { urls: ['http://a'], timeout: 10_000, retries: 2, optional: false }
    expect(timestampOf('http://a')).toEqual(resolved)
    expect(timestampOf(['http://a'])).toEqual(resolved)
    expect(timestampOf({ urls: ['http://a'], retries: 5 })).toEqual({ ...resolved, retries: 5 })
    expect(timestampOf(false)).toBe(false)
    expect(timestampOf(undefined)).toBe(false)
  })

  describe('the environment', () => {
    const environment = {
      TACOSMITH_KEYSTORE: 'ci.p12',
      TACOSMITH_ALIAS: 'release',
      TACOSMITH_STOREPASS: 'hidden',
      TACOSMITH_TSA: 'http://a http://b',
    }

    it('signs a build that does not mention signing', () => {
      expect(resolve({}, environment).sign).toMatchObject({
        keystore: 'ci.p12',
        alias: 'release',
        storePassword: { env: 'TACOSMITH_STOREPASS' },
        timestamp: { urls: ['http://a', 'http://b'] },
      })
    })

    it('does not overrule what is said', () => {
      expect(resolve({ sign: false }, environment).sign).toBe(false)
      expect(resolve({ sign: 'development' }, environment).sign).toBe('development')
      expect(resolve({ sign: { key: 'k.pem', alias: 'mine' } }, environment).sign).toMatchObject({
        key: 'k.pem',
        alias: 'mine',
      })
    })

    it('names the key where one is required', () => {
      expect(resolve({ sign: 'required' }, environment).sign).toEqual(resolve({ sign: {} }, environment).sign)
      expect(() => resolve({ sign: 'required' }, {})).toThrow("sign is 'required', but there is no key")
    })

    it('keeps the password out of the resolved options', () => {
      expect(JSON.stringify(resolve({}, environment))).not.toContain('hidden')
    })
  })
})
