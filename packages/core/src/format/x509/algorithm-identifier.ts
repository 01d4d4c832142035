import { readInt, readOid } from '../der/element-values.ts'
import type { LazyElement } from '../der/lazy-element.ts'
import { decodesParameters } from './decoded-parameters.ts'
import { RefusedByPolicy } from './policy.ts'

/** An AlgorithmIdentifier (RFC 5280, section 4.1.1.2) as Java reads it. */
export interface AlgorithmIdentifier {
  oid: string
  /** Undefined also for NULL, which is as good as none. */
  parameters: LazyElement | undefined
}

/** RSASSA-PSS-params (RFC 4055, section 3.1), with the values that stand for those left out. */
export interface PssReading {
  digestOid: string
  maskDigestOid: string
  saltLength: number
}

const SEQUENCE = 0x30
const NULL = 0x05
const OBJECT_IDENTIFIER = 0x06
const SHA1_OID = '1.3.14.3.2.26'
const MGF1_OID = '1.2.840.113549.1.1.8'
const RSA_PSS_OID = '1.2.840.113549.1.1.10'
const EC_OID = '1.2.840.10045.2.1'
const DSA_OID = '1.2.840.10040.4.1'
const DEFAULT_SALT_LENGTH = 20
/** MD2 to the digests that Java knows for a mask. */
const MASK_DIGESTS = new Set([
  SHA1_OID,
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((last) => `2.16.840.1.101.3.4.2.${last}`),
])
/** ECDSA with a digest that its parameters name. */
const SPECIFIED_ECDSA_OID = '1.2.840.10045.4.3'

/** @throws Error where Java cannot read it */
export function readAlgorithm(node: LazyElement): AlgorithmIdentifier {
  const [type, parameters, ...others] = node.expect(SEQUENCE).children()
  if (type === undefined || others.length > 0)
    throw new Error('an algorithm has elements that do not belong there')
  const oid = readOid(type)
  if (parameters === undefined) return { oid, parameters: undefined }
  if (parameters.tag === NULL) {
    if (parameters.content.length > 0) throw new Error('the parameters of an algorithm are broken')
    return { oid, parameters: undefined }
  }
  checkParameters(oid, parameters)
  return { oid, parameters }
}

/** True where both name the same algorithm with the same parameters. */
export function sameAlgorithm(one: AlgorithmIdentifier, other: AlgorithmIdentifier): boolean {
  const [left, right] = [one.parameters?.raw ?? EMPTY, other.parameters?.raw ?? EMPTY]
  return one.oid === other.oid && Buffer.compare(left, right) === 0
}

const EMPTY = new Uint8Array()

function checkParameters(oid: string, parameters: LazyElement): void {
  if (oid === RSA_PSS_OID) readPss(parameters)
  else if (oid === EC_OID) curveBits(parameters)
  else if (oid === DSA_OID) {
    const numbers = parameters.expect(SEQUENCE).children()
    if (numbers.length !== 3 || numbers.some(({ tag, content }) => tag !== 0x02 || content.length === 0))
      throw new Error('the parameters of a DSA key are broken')
  } else if (oid === SPECIFIED_ECDSA_OID) {
    throw new RefusedByPolicy(`a certificate names the digest of ECDSA in its parameters (${oid})`)
  } else if (decodesParameters(oid)) {
    throw new RefusedByPolicy(`a certificate uses an algorithm that does not sign (${oid})`)
  }
}

/** @throws Error where Java cannot read it */
export function readPss(parameters: LazyElement): PssReading {
  let [digestOid, maskDigestOid, saltLength] = [SHA1_OID, SHA1_OID, DEFAULT_SALT_LENGTH]
  for (const field of parameters.expect(SEQUENCE).parts()) {
    const [value] = field.parts()
    if (value === undefined) throw new Error('the parameters of RSA-PSS are incomplete')
    if (field.isContext(0)) digestOid = readAlgorithm(value).oid
    else if (field.isContext(1)) maskDigestOid = readMaskDigest(value)
    else if (field.isContext(2)) saltLength = readInt(value)
    else if (!field.isContext(3) || readInt(value) !== 1)
      throw new Error('the parameters of RSA-PSS are broken')
  }
  if (saltLength < 0) throw new Error('the salt of RSA-PSS is negative')
  return { digestOid, maskDigestOid, saltLength }
}

function readMaskDigest(node: LazyElement): string {
  const { oid, parameters } = readAlgorithm(node)
  if (oid !== MGF1_OID || parameters === undefined) throw new Error('the mask of RSA-PSS is not MGF1')
  const digest = readAlgorithm(parameters).oid
  if (!MASK_DIGESTS.has(digest)) throw new Error('the mask of RSA-PSS uses an unknown digest')
  return digest
}

/** The size of the field of a curve, which Java knows by name only. @throws Error for any other */
export function curveBits(parameters: LazyElement): number {
  const oid = parameters.tag === OBJECT_IDENTIFIER ? readOid(parameters) : ''
  const bits = CURVE_BITS.get(oid)
  if (bits === undefined) throw new Error('a key is on a curve that Java does not know')
  return bits
}

const numbered = (prefix: string, sizes: Record<number, number>): [string, number][] =>
  Object.entries(sizes).map(([last, bits]) => [`${prefix}.${last}`, bits])

/** Curves of SEC 2, X9.62 and Brainpool; Java signs and verifies with P-256, P-384 and P-521 only. */
const CURVE_BITS: ReadonlyMap<string, number> = new Map([
  ...numbered('1.3.132.0', {
    1: 163,
    2: 163,
    3: 239,
    4: 113,
    5: 113,
    6: 112,
    7: 112,
    8: 160,
    9: 160,
    10: 256,
  }),
  ...numbered('1.3.132.0', {
    15: 163,
    16: 283,
    17: 283,
    22: 131,
    23: 131,
    24: 193,
    25: 193,
    26: 233,
    27: 233,
  }),
  ...numbered('1.3.132.0', { 28: 128, 29: 128, 30: 160, 31: 192, 32: 224, 33: 224, 34: 384, 35: 521 }),
  ...numbered('1.3.132.0', { 36: 409, 37: 409, 38: 571, 39: 571 }),
  ...numbered('1.2.840.10045.3.1', { 1: 192, 2: 192, 3: 192, 4: 239, 5: 239, 6: 239, 7: 256 }),
  ...numbered('1.2.840.10045.3.0', { 5: 191, 6: 191, 7: 191, 11: 239, 12: 239, 13: 239, 18: 359, 20: 431 }),
  ...numbered('1.3.36.3.3.2.8.1.1', { 1: 160, 3: 192, 5: 224, 7: 256, 9: 320, 11: 384, 13: 512 }),
])
