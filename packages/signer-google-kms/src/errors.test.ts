import { CertificateAuthority, EXTENDED_KEY_USAGE, toBeSigned } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { crc32c } from './crc32c.ts'
import { googleKmsSigner } from './index.ts'
import {
  authority,
  chainFile,
  clientOptions,
  server,
  signerFor,
  throttling,
  version,
  watch,
} from './testing/harness.ts'
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
    expect(await watch.failureOf(signer.sign(toBeSigned))).toMatchObject({
      code: expected,
      message: expect.stringMatching(new RegExp(`${message}.*${text.replaceAll('.', '\\.')}`)),
    })
    expect(server.count('AsymmetricSign')).toBe(1)
    await signer.sign(toBeSigned)
    expect(server.count('GetPublicKey')).toBe(1)
  })

  test('a key that does not exist', async () => {
    expect(await watch.failureOf(signerFor({ keyVersion: version('nobody') }).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining(`the Cloud KMS key ${version('nobody')} does not exist`),
    })
  })
})

describe('trouble that passes', () => {
  test.each<[string, Fault]>([
    ['throttling', throttling],
    ['a fault of the service', { code: 13, message: 'Internal error' }],
    ['a pause of the service', { code: 14, message: 'The service is currently unavailable.' }],
    ['a broken connection', 'drop'],
  ])('%s is tried again', async (_, fault) => {
    server.fail('GetPublicKey', fault)
    const signer = signerFor()
    await signer.certificates()
    server.fail('AsymmetricSign', fault)
    await signer.sign(toBeSigned)
    expect(server.count('AsymmetricSign')).toBe(2)
  })

  test.concurrent.each<[string, Fault, string]>([
    ['throttling', throttling, 'there are too many of them: 8 RESOURCE_EXHAUSTED: Quota exceeded'],
    ['a pause of the service', { code: 14, message: 'unavailable' }, 'unavailable: 14 UNAVAILABLE'],
  ])('%s that stays ends after five attempts', async (_, fault, message) => {
    const own = await KmsServer.start(
      await authority.issue({
        ...{ commonName: 'localhost', issuer: authority.root },
        extendedKeyUsage: EXTENDED_KEY_USAGE.serverAuthentication,
      }),
    )
    own.fail('GetPublicKey', ...Array.from({ length: 20 }, () => fault))
    const signer = googleKmsSigner({
      ...{ keyVersion: version('p-256'), certificates: chainFile },
      clientOptions: { ...clientOptions(), port: own.port },
    })
    expect(await watch.failureOf(signer.certificates())).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(message),
    })
    expect(own.count('GetPublicKey')).toBe(5)
    await signer.close()
    await own.stop()
  })

  test.concurrent('no service at all, and one that nobody vouches for', async () => {
    const stranger = await KmsServer.start(
      await (await CertificateAuthority.create()).issue({ commonName: 'localhost' }),
    )
    const options = { keyVersion: version('p-256'), certificates: chainFile }
    const untrusted = { ...clientOptions(), port: stranger.port }
    expect(
      await watch.failureOf(googleKmsSigner({ ...options, clientOptions: untrusted }).certificates()),
    ).toMatchObject({
      code: 'signing',
      message: expect.stringContaining('cannot be reached'),
      help: expect.stringContaining('GRPC_DEFAULT_SSL_ROOTS_FILE_PATH'),
    })
    await stranger.stop()
    expect(
      await watch.failureOf(googleKmsSigner({ ...options, clientOptions: untrusted }).certificates()),
    ).toMatchObject({
      code: 'signing',
      message: expect.stringMatching(/cannot be reached: .*ECONNREFUSED/),
    })
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
    expect(await watch.failureOf(signerFor().sign(toBeSigned))).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(message),
    })
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['too little', Buffer.alloc(10, 1)],
  ])('an answer that holds %s as the signature, with the right checksum', async (_, signature) => {
    const signatureCrc32c = { value: crc32c(signature) }
    const answer = { signature, signatureCrc32c }
    server.fail('AsymmetricSign', { answer })
    expect(await watch.failureOf(signerFor().sign(toBeSigned))).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(`(${signature.length} bytes) is not a signature made with it`),
    })
  })
})
