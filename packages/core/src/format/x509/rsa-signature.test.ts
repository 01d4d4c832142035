import {
  constants,
  createHash,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  type RSAPSSKeyPairKeyObjectOptions,
  sign,
} from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { NULL, objectIdentifier, octetString, sequence } from '../der/der-writer.ts'
import { DIGEST_NAMES, digestOid } from './java-digests.ts'
import { allowsPss, verifyPkcs1, verifyPss } from './rsa-signature.ts'

const SIZE = 128
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: SIZE * 8 })
const rsa = publicKey.export({ format: 'der', type: 'pkcs1' })
const data = Buffer.from('what is signed')

function encrypted(block: Uint8Array): Uint8Array {
  return privateEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, block)
}

function info(digest: string, ...parameters: Uint8Array[]): Uint8Array {
  const algorithm = sequence(objectIdentifier(digestOid(digest) ?? ''), ...parameters)
  return sequence(algorithm, octetString(createHash(digest).update(data).digest()))
}

function padded(content: Uint8Array, { fill = 0xff, type = 1, behind = 0 } = {}): Uint8Array {
  const padding = Buffer.alloc(SIZE - 3 - content.length - behind, fill)
  return Buffer.concat([Buffer.from([0, type]), padding, Buffer.from([0]), content, Buffer.alloc(behind, 1)])
}

describe('PKCS #1 v1.5', () => {
  test.each(Object.values(DIGEST_NAMES))('%s with and without NULL', (digest) => {
    expect(verifyPkcs1(publicKey, digest, data, sign(digest, data, privateKey))).toBe(true)
    expect(verifyPkcs1(publicKey, digest, data, encrypted(padded(info(digest))))).toBe(true)
    expect(verifyPkcs1(publicKey, digest, Buffer.from('other'), encrypted(padded(info(digest))))).toBe(false)
  })

  const good = info('sha256')
  test.each([
    ['other bytes in the padding', padded(good, { fill: 0xfe })],
    ['zeros in the padding', padded(good, { fill: 0 })],
    ['the padding of encryption', padded(good, { type: 2 })],
    ['bytes behind the digest', padded(good, { behind: 60 })],
    ['bytes behind the digest with NULL', padded(info('sha256', NULL), { behind: 58 })],
    ['other parameters', padded(info('sha256', octetString(Buffer.alloc(0))))],
    ['the digest alone', padded(createHash('sha256').update(data).digest())],
    ['another digest', padded(info('sha384'))],
  ])('refuses %s', (_, block) => {
    expect(verifyPkcs1(publicKey, 'sha256', data, encrypted(block))).toBe(false)
  })

  test('refuses a signature of another length, and one that is not below the modulus', () => {
    const signature = Buffer.from(encrypted(padded(good)))
    expect(verifyPkcs1(publicKey, 'sha256', data, Buffer.concat([Buffer.of(0), signature]))).toBe(false)
    expect(verifyPkcs1(publicKey, 'sha256', data, signature.subarray(1))).toBe(false)
    expect(verifyPkcs1(publicKey, 'sha256', data, Buffer.alloc(SIZE, 0xff))).toBe(false)
    expect(verifyPkcs1(publicKey, 'sha256', data, Buffer.alloc(0))).toBe(false)
  })
})

const SHA2 = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha512-224', 'sha512-256']
const parameters = (digest: string, mask: string, saltLength = 20) => ({
  ...{ digestOid: digestOid(digest) ?? '', maskDigestOid: digestOid(mask) ?? '', saltLength },
})

describe('RSA-PSS', () => {
  const pairs = SHA2.flatMap((digest) => SHA2.map((mask) => [digest, mask] as const))
  test.each(pairs)('%s with a mask of %s', (digest, mask) => {
    const bound = { modulusLength: 1024, hashAlgorithm: digest, mgf1HashAlgorithm: mask, saltLength: 0 }
    // The types of Node want a text for the length of the salt, and Node a number.
    const pair = generateKeyPairSync('rsa-pss', bound as object as RSAPSSKeyPairKeyObjectOptions)
    const key = { rsa: numbersOf(pair.publicKey), pss: undefined }
    const padding = constants.RSA_PKCS1_PSS_PADDING
    const signature = sign(digest, data, { key: pair.privateKey, padding, saltLength: 20 })
    expect(verifyPss(key, parameters(digest, mask), data, signature)).toBe('holds')
    expect(verifyPss(key, parameters(digest, mask), Buffer.from('other'), signature)).toBe('fails')
    expect(verifyPss(key, parameters(digest, mask, 21), data, signature)).toBe('fails')
    for (const other of SHA2.filter((one) => one !== mask))
      expect(verifyPss(key, parameters(digest, other), data, signature)).toBe('fails')
    for (const other of SHA2.filter((one) => one !== digest))
      expect(verifyPss(key, parameters(other, mask), data, signature)).toBe('fails')
  })

  test('nobody can tell where one of two digests is SHA-3', () => {
    const key = { rsa, pss: undefined }
    expect(verifyPss(key, parameters('sha256', 'sha3-256'), data, Buffer.alloc(SIZE))).toBe('unclear')
    expect(verifyPss(key, parameters('sha3-256', 'sha256'), data, Buffer.alloc(SIZE))).toBe('unclear')
    const padding = constants.RSA_PKCS1_PSS_PADDING
    const signature = sign('sha3-256', data, { key: privateKey, padding, saltLength: 20 })
    expect(verifyPss(key, parameters('sha3-256', 'sha3-256'), data, signature)).toBe('holds')
  })

  test('a key that is bound to parameters allows them, and a longer salt', () => {
    const bound = parameters('sha256', 'sha384')
    expect(allowsPss(undefined, bound)).toBe(true)
    expect(allowsPss(bound, bound)).toBe(true)
    expect(allowsPss(bound, parameters('sha256', 'sha384', 21))).toBe(true)
    expect(allowsPss(bound, parameters('sha256', 'sha384', 19))).toBe(false)
    expect(allowsPss(bound, parameters('sha256', 'sha256'))).toBe(false)
    expect(allowsPss(bound, parameters('sha384', 'sha384'))).toBe(false)
  })
})

/** RSAPublicKey: the end of a SubjectPublicKeyInfo. */
function numbersOf(key: KeyObject): Uint8Array {
  return key.export({ format: 'der', type: 'spki' }).subarray(-rsa.length)
}
