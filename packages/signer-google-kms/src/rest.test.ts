import { signTaco } from '@tacosmith/core'
import type { RemoteKeySigner } from '@tacosmith/core/signer'
import { UNTIMESTAMPED, unsignedTaco } from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { bench, clientOptions, server, signerFor, version } from './testing/harness.ts'
import { KmsRestServer } from './testing/kms-rest-server.ts'

describe('over REST', () => {
  let rest: KmsRestServer

  beforeAll(async () => {
    rest = await new KmsRestServer(server.keys).listen('localhost')
  })

  afterAll(async () => {
    await rest.stop()
  })

  afterEach(() => rest.forget())

  function restSigner(key = 'p-256'): RemoteKeySigner {
    const options = { ...clientOptions(), fallback: true, protocol: 'http', port: rest.port }
    return signerFor({ keyVersion: version(key), clientOptions: options })
  }

  test('signs the same', async () => {
    const { bytes } = await signTaco(await unsignedTaco(), { signer: restSigner(), ...UNTIMESTAMPED })
    expect(bytes.length).toBeGreaterThan(0)
    expect(rest.count('any')).toBe(2)
  })

  test('tries again after throttling and faults', async () => {
    rest.fail(
      'any',
      { http: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded' },
      { http: 503, status: 'UNAVAILABLE', message: 'Out of order' },
    )
    await restSigner().certificates()
    expect(rest.count('any')).toBe(3)
  })

  test.each([
    [403, 'PERMISSION_DENIED', 'denied', 'do not permit the use of'],
    [400, 'FAILED_PRECONDITION', 'current state is: DISABLED', 'present state'],
    [401, 'UNAUTHENTICATED', 'invalid authentication', 'were rejected'],
  ])('%d %s', async (http, status, text, message) => {
    rest.fail('any', { http, status, message: text })
    expect((await bench.watch.failureOf(restSigner().certificates())).message).toMatch(
      new RegExp(`${message}.*${status}: ${text}`),
    )
  })

  test('a key that does not exist', async () => {
    expect((await bench.watch.failureOf(restSigner('nobody').certificates())).message).toContain(
      'does not exist',
    )
  })

  test('throttling that stays', async () => {
    const fault = { http: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded' }
    rest.keepFailing('any', fault)
    expect(await bench.watch.failureOf(restSigner().certificates())).toMatchObject({
      code: 'signing',
      message: expect.stringContaining('too many of them: RESOURCE_EXHAUSTED: Quota exceeded'),
    })
    expect(rest.count('any')).toBe(5)
  })
})
