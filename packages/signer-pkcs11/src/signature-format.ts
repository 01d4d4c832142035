import { createHash } from 'node:crypto'
import type { DigestAlgorithm } from '@tacosmith/core/signer'

/** Everything of a DigestInfo (RFC 8017, section 9.2) that comes before the digest. */
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
