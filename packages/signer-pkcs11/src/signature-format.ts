import { createHash } from 'node:crypto'
import type { DigestAlgorithm } from '@tacosmith/core'

/** Everything of a DigestInfo (RFC 8017, section 9.2) that stands before the digest. */
const DIGEST_INFO_PREFIX: Record<DigestAlgorithm, string> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
}

/** What CKM_RSA_PKCS signs. */
export function digestInfo(data: Uint8Array, digest: DigestAlgorithm): Uint8Array {
  return Buffer.concat([Buffer.from(DIGEST_INFO_PREFIX[digest], 'hex'), digestOf(data, digest)])
}

/** What CKM_ECDSA signs. */
export function digestOf(data: Uint8Array, digest: DigestAlgorithm): Uint8Array {
  return createHash(digest).update(data).digest()
}

/** Turns r and s, one behind the other, into `SEQUENCE { INTEGER r, INTEGER s }` (RFC 3279, section 2.2.3). */
export function ecdsaSignatureToDer(concatenated: Uint8Array): Uint8Array {
  const half = concatenated.length / 2
  const content = Buffer.concat([
    derInteger(concatenated.subarray(0, half)),
    derInteger(concatenated.subarray(half)),
  ])
  // P-521 needs the long form of the length.
  const length = content.length < 0x80 ? [content.length] : [0x81, content.length]
  return Buffer.concat([Buffer.from([0x30, ...length]), content])
}

function derInteger(unsigned: Uint8Array): Uint8Array {
  const first = unsigned.findIndex((octet) => octet !== 0)
  const octets = first < 0 ? Buffer.alloc(1) : unsigned.subarray(first)
  const positive = (octets[0] ?? 0) < 0x80 ? octets : Buffer.concat([Buffer.alloc(1), octets])
  return Buffer.concat([Buffer.from([0x02, positive.length]), positive])
}
