import { integerText, readBits, readInt, readMaskedBits, readTime } from '../der/element-values.ts'
import { type ElementReading, LazyElement } from '../der/lazy-element.ts'
import { type AlgorithmIdentifier, readAlgorithm, sameAlgorithm } from './algorithm-identifier.ts'
import { type Extensions, NO_EXTENSIONS, readExtensions } from './extensions.ts'
import { type Name, readName } from './name.ts'
import { RefusedByPolicy } from './policy.ts'
import { type PublicKeyReading, readPublicKey } from './public-key-reading.ts'

/**
 * A certificate as Java reads it. Java reads every certificate of a signature, needed or not, and takes the file for
 * unsigned if it cannot.
 */
export interface CertificateReading {
  /** What its issuer signed. */
  signedBytes: Uint8Array
  signatureAlgorithm: AlgorithmIdentifier
  signature: Uint8Array
  /** 1 to 3; Java takes other numbers too. */
  version: number
  /** Equal for equal numbers. */
  serial: string
  issuer: Name
  subject: Name
  notBefore: Date
  notAfter: Date
  publicKey: PublicKeyReading
  extensions: Extensions
  /** As they are encoded. */
  encoded: { serial: Uint8Array; issuer: Uint8Array; subject: Uint8Array }
}

const BIT_STRING = 0x03
const SEQUENCE = 0x30
const EXTENSIONS = 0xa3
/** As the name of a signature, Java takes that of a DSA key for DSA with SHA-1, but not for a weak one. */
const DSA_KEYS: ReadonlySet<string> = new Set(['1.2.840.10040.4.1', '1.3.14.3.2.12'])
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17'

/**
 * Reads a certificate.
 *
 * @throws Error saying why Java cannot read it
 * @throws RefusedByPolicy where Java might, and we do not
 */
export function readCertificateAsJava(der: Uint8Array): CertificateReading {
  const reading: ElementReading = { isDer: true }
  let certificate: CertificateReading | undefined
  try {
    certificate = readWhole(LazyElement.read(der, reading))
  } catch (error) {
    if (reading.isDer) throw error
  }
  if (certificate === undefined || !reading.isDer) throw new RefusedByPolicy('a certificate is not DER')
  return certificate
}

function readWhole(node: LazyElement): CertificateReading {
  const [signed, algorithmNode, signatureNode, ...others] = node.expect(SEQUENCE).children()
  if (signed === undefined || algorithmNode === undefined || signatureNode === undefined || others.length > 0)
    throw new Error('a certificate lacks an element, or has one too many')
  signed.expect(SEQUENCE)
  const signatureAlgorithm = readAlgorithm(algorithmNode)
  if (DSA_KEYS.has(signatureAlgorithm.oid))
    throw new RefusedByPolicy('a certificate is signed by DSA without the name of a digest')
  const signature = readMaskedBits(signatureNode).bytes
  const { innerAlgorithm, ...fields } = readFields(signed)
  if (!sameAlgorithm(signatureAlgorithm, innerAlgorithm))
    throw new Error('a certificate names two different signature algorithms')
  return { signedBytes: signed.raw, signatureAlgorithm, signature, ...fields }
}

type Fields = Omit<CertificateReading, 'signedBytes' | 'signatureAlgorithm' | 'signature'> & {
  innerAlgorithm: AlgorithmIdentifier
}

function readFields(signed: LazyElement): Fields {
  const fields = signed.parts()
  const next = (): LazyElement => {
    const { value } = fields.next()
    if (value === undefined) throw new Error('a certificate is incomplete')
    return value
  }
  const first = next()
  const version = first.isContext(0) ? readVersion(first) : 1
  const serialNode = first.isContext(0) ? next() : first
  const serial = integerText(serialNode)
  const innerAlgorithm = readAlgorithm(next())
  const issuerNode = next()
  const issuer = readName(issuerNode)
  if (issuer.isEmpty) throw new Error('a certificate has no issuer')
  const validity = readValidity(next())
  const subjectNode = next()
  const subject = readName(subjectNode)
  if (version === 1 && subject.isEmpty) throw new Error('a certificate of version 1 has no subject')
  const publicKey = readPublicKey(next())
  const extensions = readOptionalFields(fields, version, subject)
  const encoded = { serial: serialNode.raw, issuer: issuerNode.raw, subject: subjectNode.raw }
  return { version, serial, innerAlgorithm, issuer, subject, ...validity, publicKey, extensions, encoded }
}

function readVersion(node: LazyElement): number {
  if (!node.isConstructed) return 1
  const [number] = node.parts()
  if (number === undefined) throw new Error('a certificate has no version')
  // Java's numbers of 32 bits: beyond the largest comes the smallest.
  return (readInt(number) + 1) | 0
}

function readValidity(node: LazyElement): { notBefore: Date; notAfter: Date } {
  const [notBefore, notAfter, ...others] = node.expect(SEQUENCE).children()
  if (notBefore === undefined || notAfter === undefined || others.length > 0)
    throw new Error('a certificate has no dates')
  return { notBefore: readTime(notBefore), notAfter: readTime(notAfter) }
}

function readOptionalFields(
  fields: Generator<LazyElement, void, undefined>,
  version: number,
  subject: Name,
): Extensions {
  let field = fields.next().value
  if (field === undefined) return NO_EXTENSIONS
  if (version === 1) throw new Error('a certificate of version 1 has more than version 1 knows')
  for (const number of [1, 2]) {
    if (!field.isContext(number)) continue
    readBits(field.as(BIT_STRING))
    field = fields.next().value
    if (field === undefined) return NO_EXTENSIONS
  }
  if (version !== 3) throw new Error(`a certificate of version ${version} has extensions`)
  const extensions = field.tag === EXTENSIONS ? readExtensionList(field) : NO_EXTENSIONS
  if (subject.isEmpty && !extensions.critical.has(SUBJECT_ALTERNATIVE_NAME))
    throw new Error('a certificate has neither a subject nor a critical subjectAltName')
  return extensions
}

function readExtensionList(field: LazyElement): Extensions {
  const [list] = field.parts()
  if (list === undefined) throw new Error('a certificate has an empty list of extensions')
  return readExtensions(list)
}
