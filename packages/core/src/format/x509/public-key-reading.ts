import { createPublicKey, type KeyObject } from 'node:crypto'
import { element, integer, NULL, objectIdentifier, sequence } from '../der/der-writer.ts'
import { readMaskedBits } from '../der/element-values.ts'
import { type LazyElement, MalformedElement } from '../der/lazy-element.ts'
import {
  type AlgorithmIdentifier,
  curveBits,
  type PssReading,
  readAlgorithm,
  readPss,
} from './algorithm-identifier.ts'
import { readDsaKey } from './dsa-key.ts'
import { isEdwardsPoint, isLowOrderOfEd448 } from './edwards-point.ts'
import { RefusedByPolicy } from './policy.ts'

/** The key of a certificate as Java reads it. */
export interface PublicKeyReading {
  algorithm: 'rsa' | 'rsa-pss' | 'ec' | 'dsa' | 'ed25519' | 'ed448' | 'other'
  /** Of the modulus, or of the curve's field. */
  bits: number
  /** What an RSA-PSS key is bound to. */
  pss: PssReading | undefined
  /** Equal for equal keys. */
  encoded: Uint8Array
  /** The key as OpenSSL reads it, where that differs. */
  forOpenssl?: Uint8Array
  /** Of an RSA key of either kind: RSAPublicKey (RFC 8017, appendix A.1.1). */
  rsa?: Uint8Array
  /** Of Ed25519 and Ed448: the point. */
  point?: Uint8Array
  /** Java signs and verifies with it. */
  isUsable: boolean
  /** What is odd about it, where OpenSSL does not verify as Java does. */
  unclear?: string
}

const RSA_OID = '1.2.840.113549.1.1.1'
/** Java takes the name of the standard for that of the key. */
const PKCS1_OID = '1.2.840.113549.1.1'
/** X.509 of 1988 called RSA so. */
const OLD_RSA_OID = '2.5.8.1.1'
const RSA_PSS_OID = '1.2.840.113549.1.1.10'
const EC_OID = '1.2.840.10045.2.1'
const DSA_OID = '1.2.840.10040.4.1'
const OLD_DSA_OID = '1.3.14.3.2.12'
const ED_OIDS: Readonly<Record<string, { algorithm: 'ed25519' | 'ed448' | 'other'; bits: number }>> = {
  '1.3.101.110': { algorithm: 'other', bits: 256 },
  '1.3.101.111': { algorithm: 'other', bits: 448 },
  '1.3.101.112': { algorithm: 'ed25519', bits: 256 },
  '1.3.101.113': { algorithm: 'ed448', bits: 456 },
}
/** Keys for key agreement and of algorithms that only the newest JDKs know. */
const OTHER_KEYS =
  /^1\.2\.840\.(?:113549\.1\.3|10046\.2)\.1$|^2\.16\.840\.1\.101\.3\.4\.[34]\.|^1\.2\.840\.113549\.1\.9\.16\.3\.17$/
const UNCOMPRESSED = 4
const SMALLEST_MODULUS = 512
const LARGEST_MODULUS = 16_384
const LARGEST_MODULUS_WITH_ANY_EXPONENT = 3072
const LARGEST_EXPONENT = 64
/** P-256, P-384 and P-521. */
const USABLE_CURVES: ReadonlySet<string> = new Set([
  '06082a8648ce3d030107',
  '06052b81040022',
  '06052b81040023',
])

/** @throws Error where Java cannot read it */
export function readPublicKey(node: LazyElement): PublicKeyReading {
  const [algorithmNode, keyNode, ...others] = node.expect(0x30).children()
  if (algorithmNode === undefined || keyNode === undefined || others.length > 0)
    throw new Error('a public key is incomplete')
  const algorithm = readAlgorithm(algorithmNode)
  const { length, bytes } = readMaskedBits(keyNode)
  // Newer JDKs take two such keys for different ones, older ones for the same, when they look for the anchor.
  if (length % 8 !== 0) throw new RefusedByPolicy('a public key is not a whole number of bytes')
  switch (algorithm.oid) {
    case RSA_OID:
    case PKCS1_OID:
    case OLD_RSA_OID:
    case RSA_PSS_OID:
      return readRsaKey(node, algorithm, bytes)
    case EC_OID:
      return readEcKey(algorithm, bytes)
    case DSA_OID:
    case OLD_DSA_OID:
      return {
        ...{ algorithm: 'dsa', pss: undefined, encoded: comparedKey(algorithm, bytes), forOpenssl: node.raw },
        ...readDsaKey(node, algorithm, bytes),
      }
    default:
      return readOtherKey(node, algorithm, length, bytes)
  }
}

function broken(): never {
  throw new Error('a public key is broken')
}

function readRsaKey(
  node: LazyElement,
  { oid, parameters }: AlgorithmIdentifier,
  bytes: Uint8Array,
): PublicKeyReading {
  const [modulusNode, exponentNode, ...others] = node.inner(bytes).expect(0x30).children()
  if (modulusNode === undefined || exponentNode === undefined || others.length > 0) return broken()
  const [modulus, exponent] = [unsigned(modulusNode), unsigned(exponentNode)]
  const bits = bitLength(modulus)
  const rounded = Math.ceil(bits / 8) * 8
  const isLong = rounded > LARGEST_MODULUS_WITH_ANY_EXPONENT && bitLength(exponent) > LARGEST_EXPONENT
  if (
    rounded < SMALLEST_MODULUS ||
    rounded > LARGEST_MODULUS ||
    exponent < 3n ||
    exponent >= modulus ||
    isLong
  )
    throw new Error('an RSA key has a size or an exponent that Java refuses')
  const rsa = sequence(integer(modulus), integer(exponent))
  const isPss = oid === RSA_PSS_OID
  const isBound = isPss && parameters !== undefined
  const unbound = isPss ? [] : [NULL]
  // Java overlooks the parameters of plain keys, but takes one with others for another key.
  const identifier = sequence(
    objectIdentifier(oid),
    ...(parameters === undefined ? unbound : [parameters.raw]),
  )
  // Java, not OpenSSL, decides what a key that is bound to parameters verifies.
  const plain = sequence(objectIdentifier(isPss ? RSA_PSS_OID : RSA_OID), ...unbound)
  return {
    ...{ algorithm: isPss ? 'rsa-pss' : 'rsa', bits, rsa, isUsable: true },
    pss: isBound ? readPss(parameters) : undefined,
    // Numbers that are written otherwise make another key to Java, which verifies with it all the same.
    encoded: sequence(identifier, bitString(bytes)),
    forOpenssl: sequence(plain, bitString(rsa)),
    ...(modulus % 2n === 0n && { unclear: 'an RSA key with an even modulus' }),
  }
}

/** Java takes a negative number for the positive one of the same bytes. */
function unsigned({ tag, content }: LazyElement): bigint {
  if (tag !== 0x02 || content.length === 0 || content.length > LARGEST_MODULUS) return broken()
  return BigInt(`0x${Buffer.from(content).toString('hex')}`)
}

function bitLength(number: bigint): number {
  return number === 0n ? 0 : number.toString(2).length
}

function readEcKey({ oid, parameters }: AlgorithmIdentifier, bytes: Uint8Array): PublicKeyReading {
  if (parameters === undefined) return broken()
  const bits = curveBits(parameters)
  // A byte more does not matter to Java, unless it compares the key with that of a root.
  const pointBytes = 1 + Math.ceil(bits / 8) * 2
  if (bytes[0] !== UNCOMPRESSED || (bytes.length !== pointBytes && bytes.length !== pointBytes + 1))
    return broken()
  const curve = Buffer.from(parameters.raw).toString('hex')
  const identifier = sequence(objectIdentifier(oid), parameters.raw)
  return {
    ...{ algorithm: 'ec', bits, pss: undefined, isUsable: USABLE_CURVES.has(curve) },
    encoded: sequence(identifier, bitString(bytes)),
    forOpenssl: sequence(identifier, bitString(bytes.subarray(0, pointBytes))),
  }
}

function readOtherKey(
  node: LazyElement,
  { oid, parameters }: AlgorithmIdentifier,
  length: number,
  bytes: Uint8Array,
): PublicKeyReading {
  const known = ED_OIDS[oid]
  if (known === undefined) {
    if (OTHER_KEYS.test(oid)) throw new RefusedByPolicy(`a certificate has a key that does not sign (${oid})`)
    const encoded = comparedKey({ oid, parameters }, bytes)
    return { algorithm: 'other', bits: 0, pss: undefined, encoded, forOpenssl: node.raw, isUsable: false }
  }
  // Ed25519 and Ed448 keys without a byte make Java fail in a way of its own.
  if (length === 0) throw new MalformedElement('a public key is empty')
  if (length !== known.bits) broken()
  const { algorithm } = known
  return {
    ...{ ...known, pss: undefined, point: bytes },
    isUsable: algorithm !== 'other' && isEdwardsPoint(algorithm, bytes),
    ...(algorithm === 'ed448' && isLowOrderOfEd448(bytes) && { unclear: 'an Ed448 key of low order' }),
    encoded: comparedKey({ oid, parameters }, bytes),
    // Java overlooks parameters.
    forOpenssl: sequence(sequence(objectIdentifier(oid)), bitString(bytes)),
  }
}

/** Only to be compared: parameters that are NULL are none, and an identifier may be longer than anybody decodes. */
function comparedKey({ oid, parameters }: AlgorithmIdentifier, bytes: Uint8Array): Uint8Array {
  return sequence(Buffer.from(oid), ...(parameters === undefined ? [] : [parameters.raw]), bitString(bytes))
}

function bitString(bytes: Uint8Array): Uint8Array {
  return element(0x03, Buffer.from([0]), bytes)
}

/** The key, to verify with; undefined for one that OpenSSL cannot read. */
export function toKeyObject({ encoded, forOpenssl = encoded }: PublicKeyReading): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(forOpenssl), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

/** A key for X25519, which signs nothing. */
export const NO_KEY: KeyObject = createPublicKey({
  key: Buffer.from(`302a300506032b656e032100${'09'.padEnd(64, '0')}`, 'hex'),
  format: 'der',
  type: 'spki',
})
