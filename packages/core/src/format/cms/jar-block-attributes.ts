import { type BerElement, berParts, encodeBerElement } from '../der/ber-element.ts'
import { damaged, JarBlockProblem, refused } from './jar-block-problem.ts'
import {
  checkTime,
  distinguishedName,
  expectTag,
  integerOf,
  objectIdentifierOf,
  partsIn,
  partsOf,
  partsUntilError,
  readable,
  TAG,
} from './jar-block-values.ts'
import {
  ALGORITHM_PROTECTION_ATTRIBUTE,
  CONTENT_TYPE_ATTRIBUTE,
  MESSAGE_DIGEST_ATTRIBUTE,
  TIMESTAMP_TOKEN_ATTRIBUTE,
} from './signed-data.ts'

/** Attributes by their object identifiers, each with its values. */
export type BlockAttributes = ReadonlyMap<string, BerElement[]>

const PKCS9 = '1.2.840.113549.1.9.'
const SIGNING_TIME = `${PKCS9}5`
const IA5_STRING = 0x16
const STRINGS = [0x13, 0x14, 0x1e, 0x1c, 0x0c]

/** What Java knows of an attribute. */
interface KnownAttribute {
  single: boolean
  tags: readonly number[]
  check?: (value: BerElement, what: string) => void
}

const KNOWN: Readonly<Record<string, KnownAttribute>> = {
  [`${PKCS9}1`]: { single: false, tags: [IA5_STRING] },
  [`${PKCS9}2`]: { single: false, tags: [IA5_STRING, ...STRINGS] },
  [CONTENT_TYPE_ATTRIBUTE]: { single: true, tags: [TAG.objectIdentifier], check: objectIdentifierOf },
  [MESSAGE_DIGEST_ATTRIBUTE]: { single: true, tags: [TAG.octetString] },
  [SIGNING_TIME]: { single: true, tags: [TAG.utcTime, TAG.generalizedTime], check: checkTime },
  [`${PKCS9}6`]: { single: false, tags: [TAG.sequence], check: refuseRare },
  [`${PKCS9}7`]: { single: true, tags: STRINGS },
  [`${PKCS9}8`]: { single: false, tags: STRINGS },
  [`${PKCS9}14`]: { single: true, tags: [TAG.sequence], check: refuseRare },
  [`${PKCS9}16.2.12`]: { single: true, tags: [TAG.sequence], check: checkSigningCertificate },
  [TIMESTAMP_TOKEN_ATTRIBUTE]: { single: true, tags: [TAG.sequence] },
  [ALGORITHM_PROTECTION_ATTRIBUTE]: { single: true, tags: [TAG.sequence] },
}

/** Java 17 refuses these, newer releases pass over them. */
const READ_BY_SOME: ReadonlySet<string> = new Set([`${PKCS9}9`, `${PKCS9}10`])

/**
 * Reads a set of attributes and checks those that Java checks.
 *
 * @throws JarBlockProblem
 */
export function readBlockAttributes(set: BerElement, what: string): BlockAttributes {
  const attributes = new Map<string, BerElement[]>()
  for (const attribute of partsIn(set, what)) {
    const [type, values, ...others] = partsOf(attribute, TAG.sequence, `an attribute in ${what}`)
    if (values === undefined || others.length > 0)
      damaged(`an attribute in ${what} is not a type and its values`)
    const oid = objectIdentifierOf(type, `the type of an attribute in ${what}`)
    const elements = valuesOf(values, `the attribute ${oid}`)
    checkAttribute(oid, elements)
    if (attributes.has(oid)) damaged(`the attribute ${oid} appears twice`)
    attributes.set(oid, elements)
  }
  return attributes
}

/** A single value may be without a length: Java reads it from bytes of its own. */
function valuesOf(set: BerElement | undefined, what: string): BerElement[] {
  const values = readable(() => berParts(expectTag(set, TAG.set, what)), what)
  return values.length === 1 ? values : partsOf(set, TAG.set, what)
}

function checkAttribute(oid: string, values: readonly BerElement[]): void {
  if (READ_BY_SOME.has(oid))
    refused('rare-attributes', `it has an attribute that not every Java reads (${oid})`)
  const known = KNOWN[oid]
  if (known === undefined) return
  const what = `the attribute ${oid}`
  if (known.single && values.length > 1) damaged(`${what} has ${values.length} values instead of one`)
  if (values.some(({ tag }) => !known.tags.includes(tag))) damaged(`${what} has a value of another type`)
  // Java looks at the first value without a check that there is one.
  if (known.single && values.length === 0) throw new JarBlockProblem('failure', `${what} has no value`)
  for (const value of values) known.check?.(value, what)
}

function refuseRare(_: BerElement, what: string): never {
  return refused('rare-attributes', `${what} is not supported`)
}

const DIRECTORY_NAME = 0xa4

/** ESSCertID (RFC 2634), as far as Java looks: what follows need not be readable. */
function checkSigningCertificate(value: BerElement, what: string): void {
  const [list, policies] = readableParts(value, what)
  for (const one of partsOf(list, TAG.sequence, what)) {
    const [hash, issuerSerial] = readableParts(one, what)
    if (hash === undefined) damaged(`${what} names no certificate`)
    if (issuerSerial !== undefined) checkIssuerSerial(issuerSerial, what)
  }
  if (policies !== undefined) partsOf(policies, TAG.sequence, what)
}

function readableParts(element: BerElement, what: string): BerElement[] {
  const { parts, error } = partsUntilError(element, what)
  if (error !== undefined) refused('rare-attributes', `${what} cannot be read to its end (${error.message})`)
  return parts
}

/** Java reads all kinds of names here; another form than the usual one may be good or bad. */
function checkIssuerSerial(issuerSerial: BerElement, what: string): void {
  try {
    const [names, serial] = partsIn(issuerSerial, what)
    const [name, ...others] = partsOf(names, TAG.sequence, what)
    const [inner, ...more] = partsIn(expectTag(name, DIRECTORY_NAME, what), what)
    integerOf(serial, what)
    distinguishedName(inner, what)
    if (others.length === 0 && more.length === 0 && inner?.tag === TAG.sequence) return
  } catch (error) {
    if (!(error instanceof JarBlockProblem)) throw error
  }
  refused('rare-attributes', `${what} names an issuer in a rare form`)
}

/** The one value of an attribute that Java has read. */
export function singleValue(attributes: BlockAttributes, oid: string): BerElement | undefined {
  return attributes.get(oid)?.[0]
}

/** What is signed: the attributes with the tag of a SET, and the shortest length. */
export function asSignedSet({ content }: BerElement): Uint8Array {
  return encodeBerElement({ tag: TAG.set, content })
}

/** The token of a timestamp among unsigned attributes. */
export function timestampTokenOf(attributes: BlockAttributes): Uint8Array | undefined {
  const token = singleValue(attributes, TIMESTAMP_TOKEN_ATTRIBUTE)
  return token === undefined ? undefined : encodeBerElement(expectTag(token, TAG.sequence, 'the timestamp'))
}
