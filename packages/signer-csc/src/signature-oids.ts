import type { KeyObject } from 'node:crypto'
import type { DigestAlgorithm } from '@tacosmith/core/signer'

/** The digests by their object identifiers. */
export const HASH_OIDS: Record<DigestAlgorithm, string> = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
}

const RSA: Record<DigestAlgorithm, string> = {
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
}
const ECDSA: Record<DigestAlgorithm, string> = {
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
}
/** The names of the keys, which stand for a signature over any digest. */
const RSA_KEY = '1.2.840.113549.1.1.1'
const EC_KEY = '1.2.840.10045.2.1'

/**
 * The digests that a key signs, and what the signature over each is called.
 *
 * @param listed what the service says that the key does; empty where it does not tell
 */
export function signaturesFor(publicKey: KeyObject, listed: readonly string[]): Map<DigestAlgorithm, string> {
  const isRsa = publicKey.asymmetricKeyType === 'rsa'
  if (!isRsa && publicKey.asymmetricKeyType !== 'ec') return new Map()
  const [named, anyDigest] = isRsa ? [RSA, RSA_KEY] : [ECDSA, EC_KEY]
  const found = new Map<DigestAlgorithm, string>()
  for (const [digest, oid] of Object.entries(named) as [DigestAlgorithm, string][]) {
    if (listed.length === 0 || listed.includes(oid)) found.set(digest, oid)
    else if (listed.includes(anyDigest)) found.set(digest, anyDigest)
  }
  return found
}
