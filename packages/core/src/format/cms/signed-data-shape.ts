import { dottedOid } from '../der/asn1-values.ts'
import { type Asn1Node, childrenOf } from '../der/der-reader.ts'
import { checkOid } from '../x509/certificate-shape.ts'
import { RSA_PSS_OID } from '../x509/signature-algorithms.ts'

const INTEGER = 0x02
const OCTET_STRING = 0x04
const NULL = 0x05
const SEQUENCE = 0x30
const SET = 0x31
const CONTEXT_0 = 0xa0
const CONTEXT_1 = 0xa1

/** How exactly a SignedData has to be written. */
export interface ShapeOptions {
  /** Some timestamp authorities write BER: lengths without number, octets in pieces. Java reads them. */
  allowBer: boolean
}

/**
 * Checks that a ContentInfo with SignedData (RFC 5652) has every element in its place, of the right type, and nothing
 * besides.
 *
 * The signature covers only some of these bytes. Where a JDK cannot read the others, it treats the file as unsigned, so
 * they must not be read leniently here.
 *
 * @throws Error saying what is out of place
 */
export function checkSignedDataShape(contentInfo: Asn1Node, options: ShapeOptions): void {
  checkLengths(contentInfo, options)
  const [type, explicitContent, ...others] = parts(contentInfo, SEQUENCE, 'ContentInfo')
  checkOid(type)
  const [signedData, ...more] = parts(explicitContent, CONTEXT_0, 'content')
  expectNone([...others, ...more], 'ContentInfo')
  checkSignedData(parts(signedData, SEQUENCE, 'SignedData'), options)
}

function checkSignedData(fields: Asn1Node[], { allowBer }: ShapeOptions): void {
  const [version, digestAlgorithms, encapsulated, ...rest] = fields
  checkVersion(version)
  for (const algorithm of parts(digestAlgorithms, SET, 'digestAlgorithms')) checkAlgorithm(algorithm)
  const [type, content, ...more] = parts(encapsulated, SEQUENCE, 'encapContentInfo')
  checkOid(type)
  expectNone(more, 'encapContentInfo')
  if (content !== undefined) {
    const [octets, ...others] = parts(content, CONTEXT_0, 'eContent')
    expectTag(octets, allowBer ? [OCTET_STRING, OCTET_STRING | 0x20] : OCTET_STRING, 'eContent')
    expectNone(others, 'eContent')
  }
  const certificates = tagOf(rest[0]) === CONTEXT_0 ? rest.shift() : undefined
  // Revocation lists: a block has none, and Java does not look at those of a token.
  if (allowBer && tagOf(rest[0]) === CONTEXT_1) rest.shift()
  const [signerInfos, ...others] = rest
  expectNone(others, 'SignedData')
  for (const signer of parts(signerInfos, SET, 'signerInfos')) checkSigner(signer)
}

function checkSigner(signer: Asn1Node): void {
  const fields = parts(signer, SEQUENCE, 'SignerInfo')
  const [version, identifier, digestAlgorithm] = fields.splice(0, 3)
  checkVersion(version)
  // A key identifier has another tag; that is reported on its own.
  if (tagOf(identifier) === SEQUENCE) {
    const [issuer, serial, ...others] = parts(identifier, SEQUENCE, 'issuerAndSerialNumber')
    expectTag(issuer, SEQUENCE, 'issuer')
    expectTag(serial, INTEGER, 'serialNumber')
    expectNone(others, 'issuerAndSerialNumber')
  }
  checkAlgorithm(digestAlgorithm)
  if (tagOf(fields[0]) === CONTEXT_0) checkAttributes(fields.shift())
  const [signatureAlgorithm, signature] = fields.splice(0, 2)
  checkSignatureAlgorithm(signatureAlgorithm)
  expectTag(signature, OCTET_STRING, 'signature')
  if (tagOf(fields[0]) === CONTEXT_1) checkAttributes(fields.shift())
  expectNone(fields, 'SignerInfo')
}

/** Java reads the versions and does not care what they are. */
function checkVersion(node: Asn1Node | undefined): void {
  expectTag(node, INTEGER, 'version')
  if (node?.content.length !== 1) throw new Error('a version is not one byte')
}

function checkAlgorithm(node: Asn1Node | undefined): void {
  const [oid, parameters, ...others] = parts(node, SEQUENCE, 'an algorithm')
  checkOid(oid)
  expectNone(others, 'an algorithm')
  if (parameters === undefined) return
  expectTag(parameters, NULL, 'parameters of an algorithm')
  if (parameters.content.length > 0) throw new Error('the parameters of an algorithm are not empty')
}

/** RSA-PSS alone has parameters; what is in them is read with the signature. */
function checkSignatureAlgorithm(node: Asn1Node | undefined): void {
  const [oid, parameters, ...others] = parts(node, SEQUENCE, 'an algorithm')
  if (dottedOid(oid) !== RSA_PSS_OID) {
    checkAlgorithm(node)
    return
  }
  checkOid(oid)
  expectTag(parameters, SEQUENCE, 'parameters of an algorithm')
  expectNone(others, 'an algorithm')
}

function checkAttributes(node: Asn1Node | undefined): void {
  for (const attribute of childrenOf(node)) {
    const [oid, values, ...others] = parts(attribute, SEQUENCE, 'an attribute')
    checkOid(oid)
    if (parts(values, SET, 'an attribute').length === 0) throw new Error('an attribute has no value')
    expectNone(others, 'an attribute')
  }
}

function parts(node: Asn1Node | undefined, tag: number, what: string): Asn1Node[] {
  expectTag(node, tag, what)
  return [...childrenOf(node)]
}

function expectTag(node: Asn1Node | undefined, tags: number | number[], what: string): void {
  const found = tagOf(node)
  if (found === undefined || ![tags].flat().includes(found))
    throw new Error(`${what} is missing or of another type`)
}

function expectNone(nodes: readonly Asn1Node[], what: string): void {
  if (nodes.length > 0) throw new Error(`${what} has elements that do not belong there`)
}

/** Identifier octet: class, constructed or not, number. */
function tagOf(node: Asn1Node | undefined): number | undefined {
  return node?.raw[0]
}

/** Java refuses lengths that take more bytes than they need. */
function checkLengths(node: Asn1Node, options: ShapeOptions): void {
  const indefinite = node.raw[1] === 0x80
  if (indefinite && !options.allowBer) throw new Error('it is not DER (an indefinite length)')
  if (!indefinite && node.raw.length - node.content.length !== 1 + lengthBytes(node.content.length)) {
    throw new Error('it is not DER (a length or a tag takes more bytes than it needs)')
  }
  for (const child of node.children) checkLengths(child, options)
}

function lengthBytes(length: number): number {
  if (length < 0x80) return 1
  return 1 + Math.ceil(length.toString(16).length / 2)
}
