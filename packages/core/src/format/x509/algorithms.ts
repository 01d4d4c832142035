import type { KeyObject } from 'node:crypto'
import { dottedOid } from '../der/asn1-values.ts'
import { type Asn1Node, childrenOf } from '../der/der-reader.ts'
import type { DigestAlgorithm, SignatureAlgorithm } from './algorithm-names.ts'
import { readPssParameters } from './rsa-pss.ts'
import { RSA_PSS_OID } from './signature-algorithms.ts'

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
  switch (key.asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss':
      return describeRsaKey(key, key.asymmetricKeyType)
    case 'ed25519':
      return { algorithm: 'ed25519', bits: 256, text: 'Ed25519' }
    case 'ec': {
      const { namedCurve = '' } = key.asymmetricKeyDetails ?? {}
      const curve = CURVES[namedCurve]
      if (curve !== undefined) return { algorithm: 'ecdsa', ...curve }
      return { algorithm: 'unsupported', bits: 0, text: `EC ${namedCurve}` }
    }
    default:
      // Not asked for its details: with some DSA keys, which a certificate may hold, that ends the whole process.
      return { algorithm: 'unsupported', bits: 0, text: key.asymmetricKeyType ?? 'unknown' }
  }
}

function describeRsaKey(key: KeyObject, algorithm: 'rsa' | 'rsa-pss'): KeyDescription {
  const { modulusLength: bits = 0 } = key.asymmetricKeyDetails ?? {}
  return { algorithm, bits, text: `${algorithm.toUpperCase()} ${bits} bits` }
}

/** True for both kinds of RSA key, whose strength is the size of the modulus. */
export function isRsa({ algorithm }: KeyDescription): boolean {
  return algorithm === 'rsa' || algorithm === 'rsa-pss'
}

/** The digest that fits the strength of a key, as jarsigner 17 chooses it. */
export function defaultDigest({ algorithm, bits }: KeyDescription): DigestAlgorithm {
  if (algorithm === 'ed25519') return 'sha512'
  if (algorithm === 'ecdsa') return bits <= 256 ? 'sha256' : bits <= 384 ? 'sha384' : 'sha512'
  return bits <= 3072 ? 'sha256' : bits <= 7680 ? 'sha384' : 'sha512'
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

/**
 * True for a signature algorithm of a certificate that no JDK accepts any more.
 *
 * @param algorithm its AlgorithmIdentifier
 */
export function isWeakSignatureAlgorithm(algorithm: Asn1Node | undefined): boolean {
  const [type, parameters] = childrenOf(algorithm)
  const oid = dottedOid(type)
  // RSA-PSS is as weak as the digest that its parameters name; without any that is SHA-1.
  if (oid === RSA_PSS_OID) return readPssParameters(parameters) === undefined
  return WEAK_SIGNATURE_OIDS.has(oid)
}
