import { signTaco } from '@tacosmith/core'
import type { RemoteKeySigner } from '@tacosmith/core/signer'
import { UNTIMESTAMPED, unsignedTaco } from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { clientOptions, server, signerFor, version, watch } from './testing/harness.ts'
import { KmsRestServer } from './testing/kms-rest-server.ts'

describe('over REST', () => {
  let rest: KmsRestServer

  beforeAll(async () => {
    rest = await KmsRestServer.start(server.keys)
  })

  afterAll(async () => {
    await rest.stop()
  })

  afterEach(() => {
    rest.faults.length = 0
    rest.requests = 0
  })

  function restSigner(key = 'p-256'): RemoteKeySigner {
    const options = { ...clientOptions(), fallback: true, protocol: 'http', port: rest.port }
    return signerFor({ keyVersion: version(key), clientOptions: options })
  }

  test('signs the same', async () => {
    const { bytes } = await signTaco(await unsignedTaco(), { signer: restSigner(), ...UNTIMESTAMPED })
    expect(bytes.length).toBeGreaterThan(0)
    expect(rest.requests).toBe(2)
  })

  test('tries again after throttling and faults', async () => {
    rest.faults.push(
      { http: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded' },
      { http: 503, status: 'UNAVAILABLE', message: 'Out of order' },
    )
    await restSigner().certificates()
    expect(rest.requests).toBe(3)
  })

  test.each([
    [403, 'PERMISSION_DENIED', 'denied', 'do not permit the use of'],
    [400, 'FAILED_PRECONDITION', 'current state is: DISABLED', 'present state'],
    [401, 'UNAUTHENTICATED', 'invalid authentication', 'were rejected'],
  ])('%d %s', async (http, status, text, message) => {
    rest.faults.push({ http, status, message: text })
    expect((await watch.failureOf(restSigner().certificates())).message).toMatch(
      new RegExp(`${message}.*${status}: ${text}`),
    )
  })

  test('a key that does not exist', async () => {
    expect((await watch.failureOf(restSigner('nobody').certificates())).message).toContain('does not exist')
  })

  test('throttling that stays', async () => {
    const fault = { http: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded' }
    rest.faults.push(...Array.from({ length: 20 }, () => fault))
    expect(await watch.failureOf(restSigner().certificates())).toMatchObject({
      code: 'signing',
      message: expect.stringContaining('too many of them: RESOURCE_EXHAUSTED: Quota exceeded'),
    })
    expect(rest.requests).toBe(5)
  })
})
