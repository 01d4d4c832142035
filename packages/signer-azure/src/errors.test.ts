import { toBeSigned } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { bench, server, signerFor, throttling, vault } from './testing/harness.ts'
import type { Fault } from './testing/vault-server.ts'

describe('what the service refuses', () => {
  test.each<[string, Fault, string, string]>([
    [
      'access',
      { status: 403, code: 'Forbidden', inner: 'ForbiddenByRbac' },
      'keystore',
      'do not permit the use of',
    ],
    ['a disabled key', { status: 403, code: 'Forbidden', inner: 'KeyDisabled' }, 'keystore', 'present state'],
    ['nonsense', { status: 400, code: 'BadParameter' }, 'signing', 'refused a request'],
  ])('%s', async (_, fault, code, message) => {
    const signer = signerFor()
    await signer.certificates()
    server.fail('sign', fault)
    expect(await bench.watch.failureOf(signer.sign(toBeSigned))).toMatchObject({
      code,
      message: expect.stringMatching(new RegExp(`${message}.*because`)),
    })
    expect(server.count('sign')).toBe(1)
    await signer.sign(toBeSigned)
    expect(server.count('keys')).toBe(1)
  })
})

describe('trouble that passes', () => {
  test.each<[string, Fault]>([
    ['throttling with advice', { ...throttling, headers: { 'retry-after': '0' } }],
    ['a gateway', { status: 503, code: 'ServiceUnavailable' }],
  ])('%s is tried again', async (_, fault) => {
    server.fail('keys', fault, fault)
    const signer = signerFor()
    await signer.certificates()
    expect(server.count('keys')).toBe(3)
    server.fail('sign', fault, fault)
    await signer.sign(toBeSigned)
    expect(server.count('sign')).toBe(3)
  })

  test('throttling with advice that stays ends after five attempts', async () => {
    const fault: Fault = { ...throttling, headers: { 'retry-after-ms': '5' } }
    const signer = signerFor()
    await signer.certificates()
    server.keepFailing('sign', fault)
    expect(await bench.watch.failureOf(signer.sign(toBeSigned))).toMatchObject({
      code: 'signing',
      message: expect.stringContaining('there are too many'),
    })
    expect(server.count('sign')).toBe(5)
  })

  test('no service at all, and one that nobody vouches for', async () => {
    const absent = signerFor({ vaultUrl: 'https://localhost:1' })
    expect((await bench.watch.failureOf(absent.certificates())).help).toContain('HTTPS_PROXY')
    const { tlsOptions: _, ...strangers } = vault().clientOptions!
    expect(await bench.watch.failureOf(signerFor({ clientOptions: strangers }).certificates())).toMatchObject(
      {
        code: 'signing',
        message: expect.stringContaining('cannot be reached'),
        help: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
      },
    )
  })
})
