import type { KeyObject } from 'node:crypto'
import type { DigestAlgorithm, SignatureAlgorithm } from './algorithm-names.ts'
import { NULL, objectIdentifier, sequence } from './der-writer.ts'

/** What kind of key it is and how strong. */
export interface KeyDescription {
  algorithm: SignatureAlgorithm | 'unsupported'
  /** The size of the RSA modulus or of the curve's field. */
  bits: number
  /** For people: `RSA 3072 bits`, `EC P-256`. */
  text: string
}

/** The curves that every JDK since 8 signs and verifies with, by their OpenSSL names. */
const CURVES: Record<string, { bits: number; text: string }> = {
  prime256v1: { bits: 256, text: 'EC P-256' },
  secp384r1: { bits: 384, text: 'EC P-384' },
  secp521r1: { bits: 521, text: 'EC P-521' },
}

/** Describes a public or private key. */
export function describeKey(key: KeyObject): KeyDescription {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {}
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return { algorithm: 'rsa', bits: modulusLength, text: `RSA ${modulusLength} bits` }
    case 'rsa-pss':
      return { algorithm: 'rsa-pss', bits: modulusLength, text: `RSA-PSS ${modulusLength} bits` }
    case 'ed25519':
      return { algorithm: 'ed25519', bits: 256, text: 'Ed25519' }
    case 'ec': {
      const curve = CURVES[namedCurve]
      if (curve !== undefined) return { algorithm: 'ecdsa', ...curve }
      return { algorithm: 'unsupported', bits: 0, text: `EC ${namedCurve}` }
    }
    default:
      return { algorithm: 'unsupported', bits: 0, text: key.asymmetricKeyType ?? 'unknown' }
  }
}

/** The digest that fits the strength of a key, as jarsigner 17 chooses it. */
export function defaultDigest({ algorithm, bits }: KeyDescription): DigestAlgorithm {
  if (algorithm === 'ed25519') return 'sha512'
  if (algorithm === 'ecdsa') return bits <= 256 ? 'sha256' : bits <= 384 ? 'sha384' : 'sha512'
  return bits <= 3072 ? 'sha256' : bits <= 7680 ? 'sha384' : 'sha512'
}

const DIGEST_OIDS: Record<DigestAlgorithm, string> = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
}

const RSA_SIGNATURE_OIDS: Record<DigestAlgorithm, string> = {
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
}

const ECDSA_SIGNATURE_OIDS: Record<DigestAlgorithm, string> = {
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
}

/** MD2, MD5 and SHA-1 with RSA, DSA or ECDSA: JDKs refuse certificates that are signed with them. */
const WEAK_SIGNATURE_OIDS: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.3.14.3.2.29',
  '1.2.840.10040.4.3',
  '1.2.840.10045.4.1',
])

/** True for the signature algorithms of certificates that no JDK accepts any more. */
export function isWeakSignature(oid: string): boolean {
  return WEAK_SIGNATURE_OIDS.has(oid)
}

const RSA_ENCRYPTION_OID = '1.2.840.113549.1.1.1'
const EC_PUBLIC_KEY_OID = '1.2.840.10045.2.1'

/** How RFC 3447 and RFC 5754 name a digest, parameters included. */
export function digestIdentifier(digest: DigestAlgorithm): Uint8Array {
  return sequence(objectIdentifier(DIGEST_OIDS[digest]), NULL)
}

/** How a signature algorithm is named in a SignerInfo. RSA carries NULL parameters, ECDSA none. */
export function signatureIdentifier(algorithm: 'rsa' | 'ecdsa', digest: DigestAlgorithm): Uint8Array {
  return algorithm === 'rsa'
    ? sequence(objectIdentifier(RSA_SIGNATURE_OIDS[digest]), NULL)
    : sequence(objectIdentifier(ECDSA_SIGNATURE_OIDS[digest]))
}

/** The digest with this object identifier, undefined for SHA-1 and all others that are refused. */
export function digestByOid(oid: string): DigestAlgorithm | undefined {
  return keyOf(DIGEST_OIDS, oid)
}

/**
 * The signature algorithm with this object identifier. `rsaEncryption` and `ecPublicKey` leave the digest to the
 * SignerInfo's digestAlgorithm.
 */
export function signatureByOid(
  oid: string,
): { algorithm: 'rsa' | 'ecdsa'; digest: DigestAlgorithm | undefined } | undefined {
  if (oid === RSA_ENCRYPTION_OID) return { algorithm: 'rsa', digest: undefined }
  if (oid === EC_PUBLIC_KEY_OID) return { algorithm: 'ecdsa', digest: undefined }
  const rsa = keyOf(RSA_SIGNATURE_OIDS, oid)
  if (rsa !== undefined) return { algorithm: 'rsa', digest: rsa }
  const ecdsa = keyOf(ECDSA_SIGNATURE_OIDS, oid)
  return ecdsa === undefined ? undefined : { algorithm: 'ecdsa', digest: ecdsa }
}

function keyOf(table: Record<DigestAlgorithm, string>, oid: string): DigestAlgorithm | undefined {
  return (Object.keys(table) as DigestAlgorithm[]).find((digest) => table[digest] === oid)
}
