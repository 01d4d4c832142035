import { twosComplement } from '../der/asn1-values.ts'
import { type BerElement, encodeBerElement, NestsTooDeep, readableBerParts } from '../der/ber-element.ts'
import { type Asn1Node, parseAsn1 } from '../der/der-reader.ts'
import { context, integer, NULL, objectIdentifier, sequence } from '../der/der-writer.ts'
import { dottedIdentifier, isWholeIdentifier } from '../der/dotted-identifier.ts'
import { decodesParameters } from '../x509/decoded-parameters.ts'
import { DIGEST_OIDS } from '../x509/digest-identifiers.ts'
import type { PssParameters } from '../x509/rsa-pss.ts'
import { RSA_PSS_OID, readSignatureAlgorithm } from '../x509/signature-algorithms.ts'
import { damaged, refused } from './jar-block-problem.ts'

/** Identifier octets. */
export const TAG = {
  integer: 0x02,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  primitive0: 0x80,
  primitive1: 0x81,
  context0: 0xa0,
  context1: 0xa1,
} as const

/** An AlgorithmIdentifier as Java compares them: parameters that are NULL are none. */
export interface BlockAlgorithm {
  oid: string
  parameters: BerElement | undefined
}

/** Java does not read longer ones. */
const LONGEST_OID_BYTES = 4096
/** Numbers of any size take long to print. */
const LONGEST_PRINTED_OID_BYTES = 100

/** @throws JarBlockProblem for an element that is missing or of another type */
export function expectTag(element: BerElement | undefined, tag: number, what: string): BerElement {
  if (element === undefined) return damaged(`${what} is missing`)
  if (element.tag !== tag) return damaged(`${what} is of another type`)
  return element
}

/** The parts of an element with this tag. */
export function partsOf(element: BerElement | undefined, tag: number, what: string): BerElement[] {
  return partsIn(expectTag(element, tag, what), what)
}

/** The parts of an element, whatever its tag. Java 17 loses what follows a part without a length. */
export function partsIn(element: BerElement, what: string): BerElement[] {
  const { parts, error } = partsUntilError(element, what)
  return error === undefined ? parts : damaged(`${what} cannot be read (${error.message})`)
}

/** Those up to the first one that Java cannot read, and what is wrong with it: Java may have enough by then. */
export function partsUntilError(element: BerElement, what: string): ReturnType<typeof readableBerParts> {
  const read = readable(() => readableBerParts(element), what)
  if (read.parts.some(({ indefinite }) => indefinite))
    refused('nested-ber', `a part of ${what} has no length`)
  return read
}

/** Turns an error of the reader into a problem that names the place. */
export function readable<Value>(read: () => Value, what: string): Value {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof NestsTooDeep) return refused('nested-ber', `${what} is nested too deeply`)
    return damaged(`${what} cannot be read (${(cause as Error).message})`)
  }
}

/** The dotted form of an OBJECT IDENTIFIER. Java refuses incomplete numbers and those that take too many bytes. */
export function objectIdentifierOf(element: BerElement | undefined, what: string): string {
  const { content } = expectTag(element, TAG.objectIdentifier, what)
  if (!isWholeIdentifier(content) || content.length > LONGEST_OID_BYTES) damaged(`${what} is broken`)
  if (content.length > LONGEST_PRINTED_OID_BYTES) return `0x${Buffer.from(content).toString('hex')}`
  return dottedIdentifier(content)
}

/** An INTEGER of any size. */
export function integerOf(element: BerElement | undefined, what: string): bigint {
  const { content } = expectTag(element, TAG.integer, what)
  if (content.length === 0) damaged(`${what} is empty`)
  return twosComplement(content)
}

/** An AlgorithmIdentifier, whatever its tag. */
export function algorithmOf(element: BerElement, what: string): BlockAlgorithm {
  const [type, parameters, ...others] = partsIn(element, what)
  const oid = objectIdentifierOf(type, what)
  if (others.length > 0) damaged(`${what} has elements that do not belong there`)
  if (parameters === undefined || parameters.tag === TAG.null) {
    if (parameters !== undefined && parameters.content.length > 0)
      damaged(`${what} has parameters that are broken`)
    return { oid, parameters: undefined }
  }
  if (decodesParameters(oid))
    refused('rare-algorithm', `${what} has parameters that are not supported (${oid})`)
  const isBadPss = oid === RSA_PSS_OID && !isPlainPss(identifierOf({ oid, parameters }))
  if (isBadPss) refused('rare-algorithm', `${what} has parameters that are not supported (${oid})`)
  return { oid, parameters }
}

/** Written as usual: Java checks more of the parameters than their reader here. */
function isPlainPss(identifier: Asn1Node): boolean {
  const pss = readSignatureAlgorithm(identifier)?.pss
  return pss !== undefined && usualPss(pss).some((one) => Buffer.compare(one, identifier.raw) === 0)
}

/** With and without NULL behind the digests, and a salt of 20 bytes told or not. */
function usualPss({ digest, saltLength }: PssParameters): Uint8Array[] {
  const salts = [[context(2, integer(saltLength))], ...(saltLength === DEFAULT_SALT_LENGTH ? [[]] : [])]
  return [[NULL], []].flatMap((end) =>
    salts.map((salt) => {
      const algorithm = sequence(objectIdentifier(DIGEST_OIDS[digest]), ...end)
      const mask = sequence(objectIdentifier(MGF1_OID), algorithm)
      return sequence(
        objectIdentifier(RSA_PSS_OID),
        sequence(context(0, algorithm), context(1, mask), ...salt),
      )
    }),
  )
}

const MGF1_OID = '1.2.840.113549.1.1.8'
const DEFAULT_SALT_LENGTH = 20

/** True where no tag or length takes more bytes than it needs, all the way down. */
export function isDer({ raw, content, children }: Asn1Node): boolean {
  const size = content.length
  const lengthBytes = size < 0x80 ? 1 : 1 + Math.ceil(size.toString(16).length / 2)
  return raw[1] !== 0x80 && raw.length - size === 1 + lengthBytes && children.every(isDer)
}

/** An AlgorithmIdentifier for other readers. */
export function identifierOf({ oid, parameters }: BlockAlgorithm): Asn1Node {
  const encoded = parameters === undefined ? [] : [encodeBerElement(parameters)]
  try {
    return parseAsn1(sequence(objectIdentifier(oid), ...encoded))
  } catch {
    // Java does not look into those of an algorithm that has none.
    return refused('rare-algorithm', `an algorithm has parameters that cannot be read (${oid})`)
  }
}

/** @throws JarBlockProblem for what is no AlgorithmIdentifier */
export function algorithmSequence(element: BerElement | undefined, what: string): BlockAlgorithm {
  return algorithmOf(expectTag(element, TAG.sequence, what), what)
}

export function sameAlgorithm(one: BlockAlgorithm, other: BlockAlgorithm): boolean {
  return (
    one.oid === other.oid &&
    one.parameters?.tag === other.parameters?.tag &&
    Buffer.compare(one.parameters?.content ?? EMPTY, other.parameters?.content ?? EMPTY) === 0
  )
}

const EMPTY = new Uint8Array()
const BMP_STRING = 0x1e

/**
 * A distinguished name, as far as Java checks one.
 *
 * @returns its encoding: Java takes a part alone for a name too
 */
export function distinguishedName(element: BerElement | undefined, what: string): Uint8Array {
  const encoded = element === undefined ? EMPTY : encodeBerElement(element)
  const isPart = element?.tag === TAG.set
  const name = isPart ? { tag: TAG.sequence, content: encoded, indefinite: false } : element
  checkName(name, what)
  return isPart ? encodeBerElement({ tag: TAG.sequence, content: encoded }) : encoded
}

function checkName(element: BerElement | undefined, what: string): void {
  for (const part of partsOf(element, TAG.sequence, what)) {
    for (const pair of partsOf(part, TAG.set, what)) {
      const [type, value, ...others] = partsOf(pair, TAG.sequence, what)
      objectIdentifierOf(type, what)
      if (value === undefined || others.length > 0) damaged(`${what} is broken`)
      if (value?.tag === BMP_STRING && hasSurrogate(value.content))
        refused('certificate-form', `${what} holds half a character, which only some JDKs read`)
    }
  }
}

function hasSurrogate(content: Uint8Array): boolean {
  for (let index = 0; index + 1 < content.length; index += 2) {
    if (((content[index] ?? 0) & 0xf8) === 0xd8) return true
  }
  return false
}

/** Without seconds there is no time zone but Z, and only a GeneralizedTime has fractions. */
const UTC_TIME = /^\d{2}(\d{2})(\d{2})(\d{2})(\d{2})(?:Z|(\d{2})(?:Z|[+-](\d{2})(\d{2})))$/
const GENERALIZED_TIME =
  /^\d{4}(\d{2})(\d{2})(\d{2})(\d{2})(?:Z|(\d{2})(?:[.,]\d+)?(?:Z|[+-](\d{2})(\d{2})))$/

/** A time that Java can read: the 31st of February is one, 60 seconds are not. */
export function checkTime({ tag, content }: BerElement, what: string): void {
  const pattern = tag === TAG.utcTime ? UTC_TIME : GENERALIZED_TIME
  const match = pattern.exec(Buffer.from(content).toString('latin1'))
  if (match === null) damaged(`${what} is broken`)
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHours = 0, zoneMinutes = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0))
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= 31
  const isTime = hour < 24 && minute < 60 && second < 60 && zoneHours < 24 && zoneMinutes < 60
  if (!isDay || !isTime) damaged(`${what} is not a time`)
}
