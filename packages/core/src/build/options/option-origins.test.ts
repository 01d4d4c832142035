import { describe, expect, test } from 'vitest'
import { laidOver, namesOfOptions, writtenAt } from './option-origins.ts'
import { resolveOptions, resolveSignOptions } from './resolve-options.ts'
import type { SignOptions } from './types.ts'

const atCommandLine = (options: SignOptions): SignOptions => writtenAt('command-line', options)

describe('an option is called as where it was written', () => {
  test('on the command line', () => {
    const options = atCommandLine({ keystore: 'k.p12', storePassword: { env: 'P' } })
    expect(resolveSignOptions(options, {}).names).toMatchObject({
      ...{ keystore: '--keystore', storePassword: '--storepass', alias: '--alias', keyPassword: '--keypass' },
      ...{ certificates: '--certificates', timestamp: '--tsa', digest: '--digest' },
    })
  })

  test('in a configuration, which is what nobody says', () => {
    expect(resolveSignOptions({ keystore: 'k.p12' }, {})).not.toHaveProperty('names')
  })

  test('in the environment, also when it is missing there', () => {
    const { names } = resolveSignOptions({}, { TACOSMITH_KEYSTORE: 'k.p12' })
    expect(names).toMatchObject({
      ...{ keystore: 'TACOSMITH_KEYSTORE', storePassword: 'TACOSMITH_STOREPASS', alias: 'TACOSMITH_ALIAS' },
      timestamp: 'TACOSMITH_TSA',
      // No variable sets these.
      ...{ digest: 'sign.digest', certificates: 'sign.certificates' },
    })
  })

  test('in the inputs of the action, some of which have other names', () => {
    const options = writtenAt(
      'action',
      { keystore: '/tmp/k' },
      { keystore: 'keystore-base64', keystoreFile: 'the keystore in keystore-base64' },
    )
    expect(namesOfOptions(options)).toMatchObject({
      ...{ keystore: 'keystore-base64', keystoreFile: 'the keystore in keystore-base64' },
      ...{ storePassword: 'store-password', keyPassword: 'key-password', timestamp: 'timestamp-url' },
      // The action has no such input.
      digest: 'sign.digest in tacosmith.config',
    })
  })
})

describe('options from several places keep their names', () => {
  test('where the command line adds to a configuration', () => {
    const options = laidOver({ keystore: 'k.p12', timestamp: 'http://t' }, atCommandLine({ alias: 'a' }))
    expect(resolveSignOptions(options, { TACOSMITH_STOREPASS: 'x' }).names).toMatchObject({
      ...{ keystore: 'sign.keystore', timestamp: 'sign.timestamp', alias: '--alias' },
      storePassword: 'TACOSMITH_STOREPASS',
      // Beside its keystore, which is in the configuration.
      keyPassword: 'sign.keyPassword',
    })
  })

  test('through a copy, which is checked with all other options', () => {
    const options = { ...atCommandLine({ keystore: 'k.p12' }) }
    const { sign } = resolveOptions({ sign: options }, {})
    expect(sign).toMatchObject({ names: { storePassword: '--storepass' } })
  })
})

describe('a key that is missing is asked for where options are written', () => {
  test.each([
    ['command-line', 'Give --keystore FILE, or --key FILE'],
    ['action', 'Give the input keystore or keystore-base64'],
    ['configuration', 'as sign.keystore'],
  ] as const)('%s', (door, help) => {
    expect(() => resolveSignOptions(writtenAt(door, {}), {})).toThrowError(
      expect.objectContaining({ code: 'usage', help: expect.stringContaining(help) }),
    )
  })
})
