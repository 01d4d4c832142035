import type { KeyObject } from 'node:crypto'
import { dottedOid, smallInteger } from '../der/asn1-values.ts'
import { type Asn1Node, childrenOf, isContext } from '../der/der-reader.ts'
import { context, integer, NULL, objectIdentifier, sequence } from '../der/der-writer.ts'
import type { DigestAlgorithm } from './algorithm-names.ts'
import { DIGEST_OIDS, digestByOid } from './digest-identifiers.ts'

/** How an RSA-PSS signature is made (RFC 8017, section 8.1). The mask function takes the same digest. */
export interface PssParameters {
  digest: DigestAlgorithm
  /** Bytes. */
  saltLength: number
}

const MGF1_OID = '1.2.840.113549.1.1.8'
/** What RFC 4055 says where the field is left out. */
const DEFAULT_SALT_LENGTH = 20
/** A modulus of 16,384 bits, which no JDK exceeds, has no room for more. */
const MAXIMUM_SALT_LENGTH = 2048
const DIGEST_BYTES: Record<DigestAlgorithm, number> = { sha256: 32, sha384: 48, sha512: 64 }

/** The parameters that jarsigner and most others take: a salt as long as the digest. */
export function pssParameters(digest: DigestAlgorithm): PssParameters {
  return { digest, saltLength: DIGEST_BYTES[digest] }
}

/** RSASSA-PSS-params (RFC 4055, section 3.1). */
export function encodePssParameters({ digest, saltLength }: PssParameters): Uint8Array {
  const algorithm = sequence(objectIdentifier(DIGEST_OIDS[digest]), NULL)
  return sequence(
    context(0, algorithm),
    context(1, sequence(objectIdentifier(MGF1_OID), algorithm)),
    context(2, integer(saltLength)),
  )
}

/**
 * Reads RSASSA-PSS-params.
 *
 * @returns undefined where they are not complete, or ask for SHA-1 (which fields that are left out mean), for two different
 * digests, or for anything that nobody uses.
 */
export function readPssParameters(node: Asn1Node | undefined): PssParameters | undefined {
  const [hash, mask, salt, ...others] = childrenOf(node)
  if (node?.raw[0] !== SEQUENCE || !isContext(hash, 0) || !isContext(mask, 1) || others.length > 0)
    return undefined
  const digest = readDigest(only(hash))
  const [maskFunction, maskDigest, ...more] = childrenOf(only(mask))
  const sameDigest = dottedOid(maskFunction) === MGF1_OID && readDigest(maskDigest) === digest
  if (digest === undefined || !sameDigest || more.length > 0) return undefined
  if (salt !== undefined && !isContext(salt, 2)) return undefined
  const saltLength = salt === undefined ? DEFAULT_SALT_LENGTH : smallInteger(only(salt))
  return saltLength <= MAXIMUM_SALT_LENGTH ? { digest, saltLength } : undefined
}

const SEQUENCE = 0x30
const NULL_TAG = 0x05

function only(node: Asn1Node): Asn1Node | undefined {
  const [first, ...others] = childrenOf(node)
  return others.length === 0 ? first : undefined
}

function readDigest(node: Asn1Node | undefined): DigestAlgorithm | undefined {
  const [oid, parameters, ...others] = childrenOf(node)
  const plain =
    parameters === undefined || (parameters.raw[0] === NULL_TAG && parameters.content.length === 0)
  return node?.raw[0] === SEQUENCE && plain && others.length === 0 ? digestByOid(dottedOid(oid)) : undefined
}

/** What an RSA-PSS key allows; undefined for one that does not restrict it. */
export interface PssRestriction {
  /** As OpenSSL calls them. */
  digest: string
  maskDigest: string
  minimumSaltLength: number
}

/** Keys of the type RSA-PSS may be bound to one digest (RFC 4055, section 3.3). */
export function pssRestriction(key: KeyObject): PssRestriction | undefined {
  if (key.asymmetricKeyType !== 'rsa-pss') return undefined
  const { hashAlgorithm, mgf1HashAlgorithm, saltLength = 0 } = key.asymmetricKeyDetails ?? {}
  if (hashAlgorithm === undefined) return undefined
  return {
    digest: hashAlgorithm,
    maskDigest: mgf1HashAlgorithm ?? hashAlgorithm,
    minimumSaltLength: saltLength,
  }
}

/** True when the key makes signatures with {@link pssParameters} of this digest. */
export function allowsPssDigest(key: KeyObject, digest: DigestAlgorithm): boolean {
  const restriction = pssRestriction(key)
  if (restriction === undefined) return true
  const { saltLength } = pssParameters(digest)
  return (
    restriction.digest === digest &&
    restriction.maskDigest === digest &&
    restriction.minimumSaltLength <= saltLength
  )
}
