import { KeyManagementServiceClient } from '@google-cloud/kms'
import { toBeSigned } from '@tacosmith/test-kit'
import { describe, expect, test, vi } from 'vitest'
import { bench, clientOptions, server, signerFor, version } from './testing/harness.ts'

describe('signing', () => {
  test('keeps the connection, however many files', async () => {
    const signer = signerFor()
    for (let count = 0; count < 3; count += 1) await signer.sign(toBeSigned)
    await Promise.all([1, 2, 3, 4].map(() => signer.sign(toBeSigned)))
    expect({ signatures: server.count('AsymmetricSign'), connections: server.connections }).toEqual({
      ...{ signatures: 7, connections: 1 },
    })
  })

  test('sends the digest only, with a token', async () => {
    await signerFor().sign({ ...toBeSigned, data: Buffer.alloc(5_000_000) })
    const { digest, name, authorization } = server.calls.at(-1)!
    expect(name).toBe(version('p-256'))
    expect(Object.keys(digest ?? {})).toEqual(['sha256'])
    expect(digest?.sha256).toHaveLength(32)
    expect(authorization).toMatch(/^Bearer eyJ/)
  })

  test('uses a client of the user, and leaves it alive', async () => {
    const client = new KeyManagementServiceClient(clientOptions())
    const close = vi.spyOn(client, 'close')
    const signer = signerFor({ client, clientOptions: {} })
    await signer.sign(toBeSigned)
    await signer.close()
    expect(close).not.toHaveBeenCalled()
    await client.close()
  })
})

describe('refusals before anything is signed', () => {
  test.each([
    'RSA_DECRYPT_OAEP_3072_SHA256',
    'RSA_SIGN_PSS_3072_SHA256',
    'RSA_SIGN_RAW_PKCS1_3072',
    'EC_SIGN_SECP256K1_SHA256',
    'EC_SIGN_ED25519',
  ])('a key for %s', async (algorithm) => {
    server.keys.set(version('other'), { ...bench.keyOf('rsa-3072'), algorithm })
    expect(
      await bench.watch.failureOf(signerFor({ keyVersion: version('other') }).certificates()),
    ).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining(`is not a signing key: its algorithm is ${algorithm}`),
      help: expect.stringContaining('RSA_SIGN_PKCS1'),
    })
  })

  test('a name without a version, and no name at all', async () => {
    const keyVersion = version('p-256').replace('/cryptoKeyVersions/1', '')
    expect(await bench.watch.failureOf(signerFor({ keyVersion }).certificates())).toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`keyVersion is "${keyVersion}", expected projects/`),
      help: expect.stringContaining('Add the version, such as /cryptoKeyVersions/1'),
    })
    expect(await bench.watch.failureOf(signerFor({ keyVersion: '' }).certificates())).toMatchObject({
      code: 'usage',
    })
    expect(server.calls).toEqual([])
  })

  test('no credentials, and a key of an account that is none', async () => {
    const endpoint = { apiEndpoint: 'localhost', port: server.port }
    expect(await bench.watch.failureOf(signerFor({ clientOptions: endpoint }).certificates())).toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/no credentials were found .* Could not load the default credentials/),
      help: expect.stringContaining('gcloud auth application-default login'),
    })
    const credentials = { client_email: 'signer@test.iam.gserviceaccount.com', private_key: 'no key' }
    expect(
      await bench.watch.failureOf(signerFor({ clientOptions: { ...endpoint, credentials } }).certificates()),
    ).toMatchObject({ code: 'environment', message: expect.stringContaining('were rejected') })
    expect(server.calls).toEqual([])
  })
})
