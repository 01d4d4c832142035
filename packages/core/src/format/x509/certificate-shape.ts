import { type Asn1Node, childrenOf, octets, parseAsn1 } from '../der/der-reader.ts'

const BOOLEAN = 0x01
const INTEGER = 0x02
const BIT_STRING = 0x03
const OCTET_STRING = 0x04
const OBJECT_IDENTIFIER = 0x06
const SEQUENCE = 0x30
const SET = 0x31
const UTC_TIME = 0x17
const GENERALIZED_TIME = 0x18
const VERSION = 0xa0
const ISSUER_UNIQUE_ID = 0x81
const SUBJECT_UNIQUE_ID = 0x82
const EXTENSIONS = 0xa3

/** What the extensions hold that a JDK looks into; it refuses a certificate in which it cannot read a critical one. */
const EXTENSION_SHAPES: Record<string, (value: Asn1Node) => void> = {
  // basicConstraints
  '551d13': (value) => {
    const [first, second, ...others] = children(value, SEQUENCE)
    if (first !== undefined) expectTag(first, [BOOLEAN, INTEGER])
    if (second !== undefined) expectTag(second, [INTEGER])
    expectNone(others)
  },
  // keyUsage
  '551d0f': (value) => expectTag(value, [BIT_STRING]),
  // extKeyUsage
  '551d25': (value) => {
    for (const usage of children(value, SEQUENCE)) checkOid(usage)
  },
}

/**
 * Checks that a certificate (RFC 5280) has every element in its place. OpenSSL reads some that a JDK does not, and a JDK
 * treats a file as unsigned when it cannot read all certificates in it, needed or not.
 *
 * @throws Error saying what is out of place
 */
export function checkCertificateShape(certificate: Asn1Node): void {
  const [tbs, algorithm, signature, ...others] = children(certificate, SEQUENCE)
  expectNone(others)
  const fields = children(tbs, SEQUENCE)
  const version = tagOf(fields[0]) === VERSION ? fields.shift() : undefined
  if (version !== undefined) checkVersion(version)
  const [serial, innerAlgorithm, issuer, validity, subject, publicKey, ...rest] = fields
  expectTag(serial, [INTEGER])
  if (serial?.content.length === 0) throw new Error('a certificate has no serial number')
  checkAlgorithm(innerAlgorithm)
  if (Buffer.compare(innerAlgorithm?.raw ?? EMPTY, algorithm?.raw ?? EMPTY) !== 0) {
    throw new Error('a certificate names two different signature algorithms')
  }
  checkName(issuer)
  for (const time of children(validity, SEQUENCE, 2)) expectTag(time, [UTC_TIME, GENERALIZED_TIME])
  checkName(subject)
  const [keyAlgorithm, key] = children(publicKey, SEQUENCE, 2)
  checkAlgorithm(keyAlgorithm)
  checkBitString(key)
  checkBitString(signature)
  checkOptionalFields(rest, version !== undefined)
}

const EMPTY = new Uint8Array()

/** Only version 3 has extensions. */
function checkVersion(node: Asn1Node): void {
  const [number] = children(node, VERSION, 1)
  expectTag(number, [INTEGER])
  const value = number?.content
  if (value?.length !== 1 || (value[0] ?? 3) > 2) throw new Error('a certificate has an unknown version')
}

function checkOptionalFields(fields: Asn1Node[], versioned: boolean): void {
  if (tagOf(fields[0]) === ISSUER_UNIQUE_ID) fields.shift()
  if (tagOf(fields[0]) === SUBJECT_UNIQUE_ID) fields.shift()
  const [extensions, ...others] = fields
  expectNone(others)
  if (extensions === undefined) return
  if (!versioned) throw new Error('a certificate of version 1 has extensions')
  const [list] = children(extensions, EXTENSIONS, 1)
  for (const extension of children(list, SEQUENCE)) checkExtension(extension)
}

function checkExtension(extension: Asn1Node): void {
  const [oid, ...rest] = children(extension, SEQUENCE)
  checkOid(oid)
  const critical = rest.length > 1 ? rest.shift() : undefined
  if (critical !== undefined) {
    expectTag(critical, [BOOLEAN])
    if (critical.content.length !== 1) throw new Error('a certificate has a broken extension')
  }
  const [value, ...others] = rest
  expectTag(value, [OCTET_STRING])
  expectNone(others)
  EXTENSION_SHAPES[Buffer.from(oid?.content ?? EMPTY).toString('hex')]?.(parseAsn1(octets(value)))
}

function checkName(name: Asn1Node | undefined): void {
  for (const part of children(name, SEQUENCE)) {
    const attributes = children(part, SET)
    if (attributes.length === 0) throw new Error('a name in a certificate has an empty part')
    for (const attribute of attributes) {
      const [oid, value] = children(attribute, SEQUENCE, 2)
      checkOid(oid)
      if (value?.constructed) throw new Error('a name in a certificate is not text')
    }
  }
}

function checkAlgorithm(node: Asn1Node | undefined): void {
  const [oid, , ...others] = children(node, SEQUENCE)
  checkOid(oid)
  expectNone(others)
}

function checkBitString(node: Asn1Node | undefined): void {
  expectTag(node, [BIT_STRING])
  if (node?.content[0] !== 0)
    throw new Error('a certificate has a key or signature that does not fill its bytes')
}

/**
 * An OBJECT IDENTIFIER whose parts are complete and take no more bytes than they need.
 *
 * @throws Error when it is none
 */
export function checkOid(node: Asn1Node | undefined): void {
  expectTag(node, [OBJECT_IDENTIFIER])
  const bytes = node?.content ?? EMPTY
  const complete = bytes.length > 0 && (bytes.at(-1) ?? 0x80) < 0x80
  const padded = bytes.some((byte, index) => byte === 0x80 && (index === 0 || (bytes[index - 1] ?? 0) < 0x80))
  if (!complete || padded) throw new Error('an object identifier is broken')
}

function children(node: Asn1Node | undefined, tag: number, count?: number): Asn1Node[] {
  expectTag(node, [tag])
  const nodes = [...childrenOf(node)]
  if (count !== undefined && nodes.length !== count)
    throw new Error('a certificate lacks an element, or has one too many')
  return nodes
}

function expectTag(node: Asn1Node | undefined, tags: number[]): void {
  if (node === undefined || !tags.includes(tagOf(node) ?? -1)) {
    throw new Error('an element of a certificate is missing or of another type')
  }
}

function expectNone(nodes: readonly Asn1Node[]): void {
  if (nodes.length > 0) throw new Error('a certificate has elements that do not belong there')
}

function tagOf(node: Asn1Node | undefined): number | undefined {
  return node?.raw[0]
}
