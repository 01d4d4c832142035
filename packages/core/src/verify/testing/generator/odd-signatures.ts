import { constants, createHash, type KeyObject, privateEncrypt, randomBytes, sign } from 'node:crypto'
import { element, objectIdentifier, octetString, sequence } from '../../../format/der/der-writer.ts'
import { digestOid } from '../../../format/x509/java-digests.ts'

type Sign = (data: Uint8Array, key: KeyObject) => Uint8Array

/** RSA with the padding of PKCS #1 v1.5 around a digest whose algorithm has no parameters, not even NULL. */
export function withoutNull(digest: string, padding = 0xff): Sign {
  return (data, key) => {
    const algorithm = sequence(objectIdentifier(digestOid(digest) ?? ''))
    const info = sequence(algorithm, octetString(createHash(digest).update(data).digest()))
    const length = modulusBytes(key) - info.length - 3
    if (length < 8) throw new Error('the key is too short')
    const fill = Buffer.alloc(length, padding)
    return encrypt(key, Buffer.concat([Buffer.from([0, 1]), fill, Buffer.from([0]), info]))
  }
}

/** ECDSA or DSA, with numbers that never begin with a zero: every other one is negative. */
export function withoutZeros(digest: string): Sign {
  return (data, key) => {
    const both = Buffer.from(sign(digest, data, { key, dsaEncoding: 'ieee-p1363' }))
    const half = both.length / 2
    const numbers = [both.subarray(0, half), both.subarray(half)].map(withoutZero)
    return sequence(...numbers.map((number) => element(0x02, number)))
  }
}

/** The same, where at least one number is negative. Not for P-521, whose numbers leave a bit free. */
export function withNegative(digest: string): Sign {
  return (data, key) => {
    for (;;) {
      const signature = Buffer.from(withoutZeros(digest)(data, key))
      if ((signature[4] ?? 0) >= 0x80) return signature
    }
  }
}

function withoutZero(number: Buffer): Buffer {
  const start = number.findIndex((byte) => byte !== 0)
  return number.subarray(start)
}

/** RSA-PSS (RFC 8017, section 9.1.1) with any two digests. OpenSSL takes no digests of its own choice for the mask. */
export function pssWith(digest: string, mask: string, saltLength: number): Sign {
  return (data, key) => {
    const bits = (key.asymmetricKeyDetails?.modulusLength ?? 0) - 1
    const size = Math.ceil(bits / 8)
    const salt = randomBytes(saltLength)
    const start = Buffer.concat([Buffer.alloc(8), createHash(digest).update(data).digest(), salt])
    const hash = createHash(digest).update(start).digest()
    if (size < hash.length + saltLength + 2) throw new Error('the key is too short')
    const free = Buffer.alloc(size - saltLength - hash.length - 2)
    const block = Buffer.concat([free, Buffer.from([1]), salt])
    const stream = maskOf(hash, block.length, mask)
    const masked = block.map((byte, index) => byte ^ (stream[index] ?? 0))
    masked[0] = (masked[0] ?? 0) & (0xff >> (8 * size - bits))
    const left = Buffer.alloc(modulusBytes(key) - size)
    return encrypt(key, Buffer.concat([left, masked, hash, Buffer.from([0xbc])]))
  }
}

/** MGF1 (RFC 8017, appendix B.2.1). */
function maskOf(seed: Uint8Array, length: number, digest: string): Buffer {
  const parts: Buffer[] = []
  for (let counter = 0; parts.reduce((sum, part) => sum + part.length, 0) < length; counter++) {
    const number = Buffer.alloc(4)
    number.writeUInt32BE(counter)
    parts.push(createHash(digest).update(seed).update(number).digest())
  }
  return Buffer.concat(parts)
}

function modulusBytes(key: KeyObject): number {
  return Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8)
}

function encrypt(key: KeyObject, block: Uint8Array): Uint8Array {
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, block)
}
