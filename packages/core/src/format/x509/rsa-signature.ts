import { constants, createHash, createPublicKey, type KeyObject, publicDecrypt, verify } from 'node:crypto'
import {
  context,
  element,
  integer,
  NULL,
  objectIdentifier,
  octetString,
  sequence,
} from '../der/der-writer.ts'
import type { PssReading } from './algorithm-identifier.ts'
import { DIGEST_NAMES, digestOid } from './java-digests.ts'

/** What came of checking a signature. `unclear`: OpenSSL cannot verify it, and Java may. */
export type SignatureAnswer = 'holds' | 'fails' | 'unclear'

const RSA_PSS_OID = '1.2.840.113549.1.1.10'
const MGF1_OID = '1.2.840.113549.1.1.8'
/** RFC 8017, section 9.2. */
const LEAST_PADDING = 8

/**
 * Verifies an RSA signature with the padding of PKCS #1 v1.5. Like Java it takes a digest whose algorithm has no parameters
 * for as good as one whose parameters are NULL; OpenSSL takes the latter alone.
 *
 * @param digest OpenSSL's name
 */
export function verifyPkcs1(
  key: KeyObject,
  digest: string,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (verify(digest, data, key, signature)) return true
  const oid = digestOid(digest)
  const size = Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8)
  if (oid === undefined || signature.length !== size) return false
  const hash = createHash(digest).update(data).digest()
  const info = sequence(sequence(objectIdentifier(oid)), octetString(hash))
  const padding = size - info.length - 3
  if (padding < LEAST_PADDING) return false
  // Every byte is compared, the padding included: a signature that is padded otherwise can be forged.
  const expected = Buffer.concat([
    ...[Buffer.from([0, 1]), Buffer.alloc(padding, 0xff), Buffer.from([0]), info],
  ])
  return expected.equals(decrypted(key, signature))
}

function decrypted(key: KeyObject, signature: Uint8Array): Uint8Array {
  try {
    return publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature)
  } catch {
    // The number is not below the modulus.
    return new Uint8Array()
  }
}

/** True where a key that may be bound to parameters for RSA-PSS verifies signatures with these. */
export function allowsPss(bound: PssReading | undefined, used: PssReading): boolean {
  if (bound === undefined) return true
  return (
    bound.digestOid === used.digestOid &&
    bound.maskDigestOid === used.maskDigestOid &&
    bound.saltLength <= used.saltLength
  )
}

/** An RSA key as OpenSSL and Java read them. */
export interface RsaKey {
  /** RSAPublicKey (RFC 8017, appendix A.1.1), its numbers written as they should be. */
  rsa?: Uint8Array
  /** What it is bound to. */
  pss: PssReading | undefined
}

/** Verifies an RSA-PSS signature. */
export function verifyPss(
  { rsa, pss }: RsaKey,
  used: PssReading,
  data: Uint8Array,
  signature: Uint8Array,
): SignatureAnswer {
  const digest = DIGEST_NAMES[used.digestOid]
  if (rsa === undefined || digest === undefined || !allowsPss(pss, used)) return 'fails'
  const isUsual = used.digestOid === used.maskDigestOid
  if (!isUsual && ![used.digestOid, used.maskDigestOid].every(isKeyDigest)) return 'unclear'
  const { saltLength } = used
  try {
    const key = isUsual ? plainKey(rsa) : boundKey(rsa, used)
    const padding = constants.RSA_PKCS1_PSS_PADDING
    return verify(digest, data, { key, padding, saltLength }, signature) ? 'holds' : 'fails'
  } catch {
    return isUsual ? 'fails' : 'unclear'
  }
}

/** A key for RSA without any restriction. */
export function plainKey(rsa: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(rsa), format: 'der', type: 'pkcs1' })
}

/** Nobody can tell OpenSSL the digest of the mask, but it takes that of a key that is bound to one. */
function boundKey(rsa: Uint8Array, { digestOid: oid, maskDigestOid, saltLength }: PssReading): KeyObject {
  const algorithm = (name: string): Uint8Array => sequence(objectIdentifier(name), NULL)
  const parameters = sequence(
    context(0, algorithm(oid)),
    context(1, sequence(objectIdentifier(MGF1_OID), algorithm(maskDigestOid))),
    context(2, integer(saltLength)),
  )
  const bits = element(0x03, Buffer.from([0]), rsa)
  const key = sequence(sequence(objectIdentifier(RSA_PSS_OID), parameters), bits)
  return createPublicKey({ key: Buffer.from(key), format: 'der', type: 'spki' })
}

/** OpenSSL knows keys that are bound to SHA-1 and SHA-2, but to no other digest. */
function isKeyDigest(oid: string): boolean {
  return /^sha(?:1|224|256|384|512(?:-2\d\d)?)$/.test(DIGEST_NAMES[oid] ?? '')
}
