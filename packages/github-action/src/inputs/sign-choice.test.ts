import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { resolveSignOptions } from '@tacosmith/core/adapter'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { tacoDescription } from '../../../core/src/build/options/description.ts'
import { everyOption } from '../../../core/src/build/options/walk.ts'
import type { Inputs } from './inputs.ts'
import { chooseSigning } from './sign-choice.ts'

const place = { keystore: undefined, workspace: '/checkout' }

function inputs(changes: Partial<Inputs>): Inputs {
  return { sign: 'auto', timestampUrls: [], secrets: {}, ...changes } as Inputs
}

describe('chooseSigning', () => {
  it('takes paths from the root of the checkout', () => {
    const given = inputs({ keystore: 'k.p12', certificates: 'c.pem', timestampUrls: ['http://a'] })
    expect(Object.entries(chooseSigning(given, undefined, place) ?? {})).toEqual([
      ['keystore', '/checkout/k.p12'],
      ['certificates', '/checkout/c.pem'],
      ['timestamp', ['http://a']],
    ])
  })

  it('has messages call options as the inputs are called', () => {
    const secrets = { storePassword: 'x' } as Inputs['secrets']
    const given = inputs({ secrets })
    const chosen = chooseSigning(given, undefined, { ...place, keystore: '/tmp/keystore' })
    const { names } = resolveSignOptions(typeof chosen === 'object' ? chosen : {}, {})
    expect(names).toMatchObject({
      ...{ keystore: 'keystore-base64', keystoreFile: 'the keystore in keystore-base64' },
      ...{ storePassword: 'store-password', alias: 'alias', timestamp: 'timestamp-url' },
    })
  })

  it('fails without a key where the configuration requires one, except for a file that is there', () => {
    expect(() => chooseSigning(inputs({}), 'required', place)).toThrow(
      'sign is required in the configuration, but there is no key',
    )
    expect(chooseSigning(inputs({ taco: 'a.taco' }), 'required', place)).toBe(false)
    expect(chooseSigning(inputs({ keystore: 'k.p12' }), 'required', place)).toMatchObject({
      keystore: '/checkout/k.p12',
    })
    expect(chooseSigning(inputs({ sign: 'false' }), 'required', place)).toBe(false)
  })

  it('refuses inputs for a keystore beside a configured signer', () => {
    const never = () => Promise.reject(new Error('it was asked'))
    const signer = { certificates: never, sign: never }
    const given = inputs({ keystore: 'k.p12', alias: 'release' })
    expect(() => chooseSigning(given, { signer }, place)).toThrowError(
      expect.objectContaining({
        code: 'usage',
        message: 'keystore and alias cannot be combined with sign.signer of the configuration',
      }),
    )
    const chosen = chooseSigning(inputs({ timestampUrls: ['http://a'] }), { signer }, place)
    expect(chosen).toMatchObject({ signer, timestamp: ['http://a'] })
  })

  it('tells a wrong value by the name of its input', () => {
    const given = inputs({ keystore: 'k.p12', timestampUrls: ['http://a', 'timestamp.example.com'] })
    expect(() => chooseSigning(given, undefined, place)).toThrowError(
      expect.objectContaining({
        code: 'usage',
        message: "timestamp-url is 'timestamp.example.com', but should be an http or https address",
      }),
    )
  })
})

it('the inputs that the description of the options names exist', async () => {
  const file = await readFile(join(import.meta.dirname, '../..', 'action.yml'), 'utf8')
  const { inputs: known } = parse(file) as { inputs: Record<string, object> }
  const named = everyOption(tacoDescription).flatMap(({ facts }) => facts.input ?? [])
  expect(named.length).toBeGreaterThan(8)
  expect(Object.keys(known)).toEqual(expect.arrayContaining(named))
})
