import { constants, type KeyObject, sign, type VerifyKeyObjectInput, verify } from 'node:crypto'
import { dottedOid } from '../der/asn1-values.ts'
import { type Asn1Node, childrenOf } from '../der/der-reader.ts'
import { NULL, objectIdentifier, sequence } from '../der/der-writer.ts'
import type { DigestAlgorithm, SignatureAlgorithm } from './algorithm-names.ts'
import { DIGESTS } from './digest-identifiers.ts'
import { encodePssParameters, type PssParameters, pssParameters, readPssParameters } from './rsa-pss.ts'

/** A signature algorithm as a structure names it. */
export interface SignatureScheme {
  algorithm: SignatureAlgorithm
  /** Undefined where the structure names the digest elsewhere. */
  digest: DigestAlgorithm | undefined
  /** For RSA-PSS alone. */
  pss?: PssParameters
}

const RSA_OIDS: Record<DigestAlgorithm, string> = {
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
}

const ECDSA_OIDS: Record<DigestAlgorithm, string> = {
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
}

/** rsaEncryption and ecPublicKey: the name of the key stands for the algorithm. */
const KEY_OIDS: Record<string, SignatureAlgorithm> = {
  '1.2.840.113549.1.1.1': 'rsa',
  '1.2.840.10045.2.1': 'ecdsa',
}
export const RSA_PSS_OID = '1.2.840.113549.1.1.10'
const ED25519_OID = '1.3.101.112'
const SEQUENCE = 0x30

/** How a signature algorithm is named in a SignerInfo. RSA carries NULL parameters, ECDSA and Ed25519 none. */
export function signatureIdentifier(algorithm: SignatureAlgorithm, digest: DigestAlgorithm): Uint8Array {
  switch (algorithm) {
    case 'rsa':
      return sequence(objectIdentifier(RSA_OIDS[digest]), NULL)
    case 'ecdsa':
      return sequence(objectIdentifier(ECDSA_OIDS[digest]))
    case 'rsa-pss':
      return sequence(objectIdentifier(RSA_PSS_OID), encodePssParameters(pssParameters(digest)))
    case 'ed25519':
      return sequence(objectIdentifier(ED25519_OID))
  }
}

/**
 * Reads an AlgorithmIdentifier of a signature.
 *
 * @returns undefined for SHA-1 and all others that are refused, and for parameters that do not belong there
 */
export function readSignatureAlgorithm(node: Asn1Node | undefined): SignatureScheme | undefined {
  const [type, parameters] = childrenOf(node)
  const oid = dottedOid(type)
  if (oid === RSA_PSS_OID) {
    const pss = readPssParameters(parameters)
    return pss === undefined ? undefined : { algorithm: 'rsa-pss', digest: pss.digest, pss }
  }
  if (parameters?.raw[0] === SEQUENCE) return undefined
  // RFC 8419 leaves no room for parameters, and for no digest but SHA-512.
  if (oid === ED25519_OID)
    return parameters === undefined ? { algorithm: 'ed25519', digest: 'sha512' } : undefined
  const byKey = KEY_OIDS[oid]
  if (byKey !== undefined) return { algorithm: byKey, digest: undefined }
  const rsa = DIGESTS.find((digest) => RSA_OIDS[digest] === oid)
  if (rsa !== undefined) return { algorithm: 'rsa', digest: rsa }
  const ecdsa = DIGESTS.find((digest) => ECDSA_OIDS[digest] === oid)
  return ecdsa === undefined ? undefined : { algorithm: 'ecdsa', digest: ecdsa }
}

/** JDKs sign and verify JAR files with RSA-PSS and Ed25519 since 16 (JDK-8242068); older ones call such a file unsigned. */
export function isVerifiedByEveryJdk(algorithm: SignatureAlgorithm): boolean {
  return algorithm === 'rsa' || algorithm === 'ecdsa'
}

/** OpenSSL's names of the keys that an algorithm works with. A plain RSA key can do both kinds of RSA. */
const KEY_TYPES: Record<SignatureAlgorithm, readonly string[]> = {
  rsa: ['rsa'],
  'rsa-pss': ['rsa-pss', 'rsa'],
  ecdsa: ['ec'],
  ed25519: ['ed25519'],
}

/** True when a key can make signatures of this algorithm. */
export function fitsKey(algorithm: SignatureAlgorithm, key: KeyObject): boolean {
  return KEY_TYPES[algorithm].includes(key.asymmetricKeyType ?? '')
}

/** What is asked of a key. */
export interface SignatureRequest {
  algorithm: SignatureAlgorithm
  digest: DigestAlgorithm
  /** Default: a salt as long as the digest. */
  pss?: PssParameters
}

/** Signs with a key in memory. */
export async function signWith(
  key: KeyObject,
  data: Uint8Array,
  request: SignatureRequest,
): Promise<Uint8Array> {
  return await new Promise((resolve, reject) => {
    sign(digestName(request), data, keyInput(key, request), (error, signature) => {
      if (error === null) resolve(signature)
      else reject(error)
    })
  })
}

/** Checks a signature; ECDSA signatures in DER form. */
export function verifyWith(
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
  request: SignatureRequest,
): boolean {
  try {
    return verify(digestName(request), data, keyInput(key, request), signature)
  } catch {
    // A key that is bound to other parameters.
    return false
  }
}

/** Ed25519 takes no digest: it digests by itself. */
function digestName({ algorithm, digest }: SignatureRequest): string | null {
  return algorithm === 'ed25519' ? null : digest
}

function keyInput(key: KeyObject, { algorithm, digest, pss }: SignatureRequest): VerifyKeyObjectInput {
  if (algorithm !== 'rsa-pss') return { key, dsaEncoding: 'der' }
  const { saltLength } = pss ?? pssParameters(digest)
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }
}
