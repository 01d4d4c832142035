import { CertificateAuthority, hurry, toBeSigned } from '@tacosmith/test-kit'
import { describe, expect, test, vi } from 'vitest'
import { bench, clientOptions, server, signerFor, throttling, version } from './testing/harness.ts'
import { type Fault, KmsServer } from './testing/kms-server.ts'

describe('what the service refuses', () => {
  test.each<[string, number, string, string, string]>([
    [
      'access',
      7,
      "Permission 'cloudkms.cryptoKeyVersions.useToSign' denied",
      'keystore',
      'do not permit the use of',
    ],
    ['a disabled key', 9, 'is not enabled, current state is: DISABLED.', 'keystore', 'present state'],
    ['another purpose', 9, 'key purpose: ENCRYPT_DECRYPT', 'keystore', 'not a signing key'],
    ['a token', 16, 'Request had invalid authentication credentials.', 'environment', 'were rejected'],
    ['nonsense', 3, 'Request contains an invalid argument.', 'signing', 'refused a request'],
  ])('%s', async (_, code, text, expected, message) => {
    const signer = signerFor()
    await signer.certificates()
    server.fail('AsymmetricSign', { code, message: text })
    expect(await bench.watch.failureOf(signer.sign(toBeSigned))).toMatchObject({
      code: expected,
      message: expect.stringMatching(new RegExp(`${message}.*${text.replaceAll('.', '\\.')}`)),
    })
    expect(server.count('AsymmetricSign')).toBe(1)
    await signer.sign(toBeSigned)
    expect(server.count('GetPublicKey')).toBe(1)
  })
})

describe('trouble that passes', () => {
  test('a pause of the service is tried again', async () => {
    const fault = { code: 14, message: 'The service is currently unavailable.' }
    server.fail('GetPublicKey', fault)
    const signer = signerFor()
    await signer.certificates()
    server.fail('AsymmetricSign', fault)
    await signer.sign(toBeSigned)
    expect(server.count('AsymmetricSign')).toBe(2)
  })

  test.each<[string, Fault, string]>([
    ['throttling', throttling, 'there are too many of them: 8 RESOURCE_EXHAUSTED: Quota exceeded'],
    ['a pause of the service', { code: 14, message: 'unavailable' }, 'unavailable: 14 UNAVAILABLE'],
  ])('%s that stays ends after five attempts', async (_, fault, message) => {
    server.keepFailing('GetPublicKey', fault)
    const failure = await hurry(vi, () => bench.watch.failureOf(signerFor().certificates()))
    expect(failure).toMatchObject({ code: 'signing', message: expect.stringContaining(message) })
    expect(server.count('GetPublicKey')).toBe(5)
  })

  test('a service that nobody vouches for', async () => {
    const unknown = await (await CertificateAuthority.create()).issue({ commonName: 'localhost' })
    const stranger = await new KmsServer(unknown).listen('localhost')
    const signer = signerFor({ clientOptions: { ...clientOptions(), port: stranger.port } })
    const failure = await hurry(vi, () => bench.watch.failureOf(signer.certificates()))
    expect(failure).toMatchObject({
      code: 'signing',
      message: expect.stringContaining('cannot be reached'),
      help: expect.stringContaining('GRPC_DEFAULT_SSL_ROOTS_FILE_PATH'),
    })
    await stranger.stop()
  })

  test.each<[string, string, Fault, string]>([
    ['a digest', 'AsymmetricSign', { answer: { verifiedDigestCrc32c: false } }, 'the digest was changed'],
    [
      'a signature',
      'AsymmetricSign',
      { answer: { signature: Buffer.alloc(71) } },
      'the signature was changed',
    ],
    ['a name', 'AsymmetricSign', { answer: { name: version('p-384') } }, 'answered instead'],
    ['a public key', 'GetPublicKey', { answer: { pem: 'x' } }, 'the checksum of its public key is wrong'],
  ])('%s that changed on its way', async (_, method, fault, message) => {
    server.fail(method, fault)
    expect(await bench.watch.failureOf(signerFor().sign(toBeSigned))).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(message),
    })
  })
})
