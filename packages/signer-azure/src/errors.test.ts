import { toBeSigned } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { authority, server, signerFor, throttling, vault, watch } from './testing/harness.ts'
import { type Fault, VaultServer } from './testing/vault-server.ts'

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
    expect(await watch.failureOf(signer.sign(toBeSigned))).toMatchObject({
      code,
      message: expect.stringMatching(new RegExp(`${message}.*because`)),
    })
    expect(server.count('sign')).toBe(1)
    await signer.sign(toBeSigned)
    expect(server.count('keys')).toBe(1)
  })

  test('a key that does not exist', async () => {
    expect(await watch.failureOf(signerFor({ keyName: 'nobody' }).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining(`the key nobody in ${server.url} does not exist`),
    })
  })
})

describe('trouble that passes', () => {
  test.each<[string, Fault]>([
    ['throttling', throttling],
    ['throttling with advice', { ...throttling, headers: { 'retry-after': '0' } }],
    ['a fault of the service', { status: 500, code: 'InternalServerError' }],
    ['a gateway', { status: 503, code: 'ServiceUnavailable' }],
    ['a broken connection', 'drop'],
  ])('%s is tried again', async (_, fault) => {
    server.fail('keys', fault, fault)
    const signer = signerFor()
    await signer.certificates()
    expect(server.count('keys')).toBe(3)
    server.fail('sign', fault, fault)
    await signer.sign(toBeSigned)
    expect(server.count('sign')).toBe(3)
  })

  test.each<[string, Fault, string]>([
    ['throttling', throttling, 'there are too many'],
    ['throttling with advice', { ...throttling, headers: { 'retry-after-ms': '5' } }, 'there are too many'],
    ['a fault of the service', { status: 500, code: 'InternalServerError' }, 'unavailable'],
    ['a broken connection', 'drop', 'cannot be reached'],
  ])('%s that stays ends after five attempts', async (_, fault, message) => {
    const signer = signerFor()
    await signer.certificates()
    server.fail('sign', ...Array.from({ length: 40 }, () => fault))
    expect(await watch.failureOf(signer.sign(toBeSigned))).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(message),
    })
    expect(server.count('sign')).toBe(5)
  })

  test('no service at all, and one that nobody vouches for', async () => {
    const gone = await VaultServer.start(await authority.issue({ commonName: 'localhost' }))
    const { url } = gone
    await gone.stop()
    expect(await watch.failureOf(signerFor({ vaultUrl: url }).certificates())).toMatchObject({
      code: 'signing',
      message: expect.stringMatching(/cannot be reached: .*ECONNREFUSED/),
      help: expect.stringContaining('HTTPS_PROXY'),
    })
    const { tlsOptions: _, ...strangers } = vault().clientOptions!
    expect(await watch.failureOf(signerFor({ clientOptions: strangers }).certificates())).toMatchObject({
      code: 'signing',
      message: expect.stringContaining('cannot be reached'),
      help: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    })
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['half of it', Buffer.alloc(32, 1)],
    ['something else of the right length', Buffer.alloc(64, 1)],
  ])('an answer that holds %s as the signature', async (_, signature) => {
    server.fail('sign', { signature })
    expect(await watch.failureOf(signerFor().sign(toBeSigned))).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(`(${signature.length} bytes) is not a signature made with it`),
    })
  })
})
