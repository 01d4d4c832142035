import { type BerElement, berOctets, encodeBerElement, readBerElement } from '../der/ber-element.ts'
import { MalformedElement } from '../der/lazy-element.ts'
import type { JavaPolicyName } from '../jar-manifest/java-policies.ts'
import type { Certificate } from '../x509/certificate.ts'
import { RefusedByPolicy } from '../x509/policy.ts'
import { readSignedCertificate } from '../x509/signed-certificate.ts'
import {
  asSignedSet,
  type BlockAttributes,
  readBlockAttributes,
  singleValue,
  timestampTokenOf,
} from './jar-block-attributes.ts'
import { damaged, JarBlockProblem, refused } from './jar-block-problem.ts'
import {
  algorithmOf,
  algorithmSequence,
  type BlockAlgorithm,
  distinguishedName,
  expectTag,
  integerOf,
  objectIdentifierOf,
  partsIn,
  partsOf,
  partsUntilError,
  readable,
  sameAlgorithm,
  TAG,
} from './jar-block-values.ts'
import {
  ALGORITHM_PROTECTION_ATTRIBUTE,
  DATA_OID,
  SIGNED_DATA_OID,
  TIMESTAMP_TOKEN_ATTRIBUTE,
} from './signed-data.ts'

/** The signature block of a JAR file: the one signature in it, and what Java overlooks. */
export interface JarBlock {
  certificates: Certificate[]
  /** The signature file inside, if there is one. */
  content: Uint8Array | undefined
  /** Undefined when there is none, see {@link signerOf}. */
  signer: JarSigner | undefined
  /** What Java accepts and tacosmith does not. */
  refusals: JarRefusal[]
}

/** Something that Java accepts and tacosmith does not. */
export interface JarRefusal {
  policy: JavaPolicyName
  problem: string
}

/** The SignerInfo of a block. */
export interface JarSigner {
  issuer: Uint8Array
  serial: bigint
  digest: BlockAlgorithm
  algorithm: BlockAlgorithm
  /** Undefined when the signature is over the signature file itself. */
  attributes: { signed: Uint8Array; values: BlockAttributes } | undefined
  signature: Uint8Array
  /** A timestamp token, whatever is in it. */
  token: Uint8Array | undefined
}

const OLD_SIGNED_DATA_OID = '1.2.840.1113549.1.7.2'
const NETSCAPE_CERTIFICATES_OID = '2.16.840.1.113730.2.5'

/**
 * Reads a signature block as Java does: DER and BER, and nothing but what Java looks at.
 *
 * @throws JarBlockProblem saying what is wrong, and what Java does about it
 */
export function readJarBlock(bytes: Uint8Array): JarBlock {
  const refusals: JarRefusal[] = []
  const leftOver = (problem: string): void => {
    refusals.push({ policy: 'block-form', problem })
  }
  const { element, size } = readable(() => readBerElement(bytes), 'the block')
  if (size < bytes.length) leftOver(`${bytes.length - size} bytes follow the signature`)
  const { parts, error } = signedDataFields(element)
  const [version, algorithms, encapsulated, ...rest] = parts
  integerOf(version, 'the version')
  for (const one of partsOf(algorithms, TAG.set, 'digestAlgorithms'))
    algorithmSequence(one, 'digestAlgorithms')
  const content = readContent(encapsulated)
  // JDK 17 does not read the block then, JDK 25 does.
  if (rest[0]?.tag === TAG.primitive0) refused('block-form', 'its certificates have a primitive tag')
  const certificates = rest[0]?.tag === TAG.context0 ? readBlockCertificates(rest.shift(), leftOver) : []
  if (isContext(rest[0], 1)) refused('block-form', 'it contains revocation lists')
  const [infos, ...others] = rest
  if (others.length > 0 || error !== undefined) leftOver('something follows the signature')
  const signers = partsOf(infos, TAG.set, 'signerInfos')
  const read = signers.map((info) => readSigner(info, refusals))
  const [signer] = read
  if (read.length > 1)
    refused('several-signers-in-a-block', `it contains ${read.length} signatures instead of one`)
  return { certificates, content, signer, refusals }
}

/**
 * The signature of a block, asked for as late as Java does.
 *
 * @throws JarBlockProblem where there is none
 */
export function signerOf({ signer }: JarBlock): JarSigner {
  if (signer === undefined) throw new JarBlockProblem('failure', 'it contains no signature')
  return signer
}

/** The fields of SignedData. Java does not look at what follows the last one that it needs. */
export function signedDataFields(element: BerElement): ReturnType<typeof partsUntilError> {
  const [type, wrapped, ...others] = partsOf(element, TAG.sequence, 'the block')
  const oid = objectIdentifierOf(type, 'the type of the block')
  if (oid === OLD_SIGNED_DATA_OID) refused('block-form', 'it has the form of JDK 1.1')
  if (oid === NETSCAPE_CERTIFICATES_OID) refused('block-form', 'it is a list of certificates')
  if (oid !== SIGNED_DATA_OID) damaged('it is not CMS SignedData')
  if (wrapped === undefined || others.length > 0) return damaged('it is not a type and its content')
  if (wrapped.tag === TAG.sequence) refused('block-form', 'it has the form of JDK 1.1')
  const [signedData, ...more] = partsIn(wrapped, 'the block')
  if (more.length > 0) damaged('it has elements that do not belong there')
  if (signedData?.tag !== TAG.sequence && signedData?.tag !== TAG.set)
    return damaged('SignedData is of another type')
  return partsUntilError(signedData, 'SignedData')
}

function readContent(element: BerElement | undefined): Uint8Array | undefined {
  const [type, wrapped, ...others] = partsOf(element, TAG.sequence, 'encapContentInfo')
  const oid = objectIdentifierOf(type, 'the content type')
  if (others.length > 0) damaged('encapContentInfo has elements that do not belong there')
  const parts = wrapped === undefined ? [] : partsIn(wrapped, 'eContent')
  if (wrapped !== undefined && parts.length !== 1) damaged('eContent is not one element')
  if (oid !== DATA_OID) refused('block-form', `its content type is not data (${oid})`)
  const [content] = parts
  return content === undefined ? undefined : readable(() => berOctets(content), 'eContent')
}

/** Java passes over what is no SEQUENCE. */
export function readBlockCertificates(
  element: BerElement | undefined,
  leftOver: (problem: string) => void,
): Certificate[] {
  const all = partsIn(element as BerElement, 'certificates')
  const certificates = all.filter(({ tag }) => tag === TAG.sequence)
  if (certificates.length < all.length) leftOver('among its certificates is something else')
  return certificates.map(readBlockCertificate)
}

function readBlockCertificate(element: BerElement): Certificate {
  try {
    return readSignedCertificate(encodeBerElement(element))
  } catch (cause) {
    if (cause instanceof RefusedByPolicy) return refused('certificate-form', cause.message)
    const message = `a certificate in it cannot be read (${(cause as Error).message})`
    return damaged(message, !(cause instanceof MalformedElement))
  }
}

function isContext(element: BerElement | undefined, number: number): boolean {
  return element !== undefined && (element.tag & 0xdf) === (0x80 | number)
}

export function readSigner(element: BerElement, refusals: JarRefusal[]): JarSigner {
  if (element.tag !== TAG.sequence && element.tag !== TAG.set) damaged('a SignerInfo is of another type')
  // Java reads one after the other, and may give up before it comes to what it cannot read.
  const { parts, error } = partsUntilError(element, 'a SignerInfo')
  const [version, identifier, digestAlgorithm, ...rest] = parts
  integerOf(version, 'the version of a SignerInfo')
  if (identifier?.tag === 0x80) {
    const message = 'it identifies its signer by key identifier, which Java does not support'
    throw new JarBlockProblem('unsupported', message)
  }
  const [issuer, serial, ...others] = partsOf(identifier, TAG.sequence, 'issuerAndSerialNumber')
  if (issuer === undefined || others.length > 0)
    damaged('issuerAndSerialNumber is not an issuer and a number')
  const digest = algorithmSequence(digestAlgorithm, 'digestAlgorithm')
  if (digest.parameters !== undefined) refused('rare-algorithm', 'its digest has parameters')
  const attributes = rest[0]?.tag === TAG.context0 ? rest.shift() : undefined
  const [signatureAlgorithm, signature, ...unsigned] = rest
  const signer: JarSigner = {
    issuer: distinguishedName(issuer, 'the issuer of the signer'),
    serial: integerOf(serial, 'the serial number of the signer'),
    digest,
    attributes: attributes && {
      signed: asSignedSet(attributes),
      values: readBlockAttributes(attributes, 'the signed attributes'),
    },
    algorithm: algorithmSequence(signatureAlgorithm, 'signatureAlgorithm'),
    signature: expectTag(signature, TAG.octetString, 'the signature').content,
    token: readUnsigned(unsigned, refusals),
  }
  if (error !== undefined) damaged(`a SignerInfo cannot be read (${error.message})`)
  checkProtectedAlgorithms(signer)
  return signer
}

function readUnsigned(elements: BerElement[], refusals: JarRefusal[]): Uint8Array | undefined {
  const [set, ...others] = elements
  if (set === undefined) return undefined
  if (set.tag !== TAG.context1 || others.length > 0)
    damaged('a SignerInfo has elements that do not belong there')
  const attributes = readBlockAttributes(set, 'the unsigned attributes')
  const foreign = [...attributes.keys()].find((oid) => oid !== TIMESTAMP_TOKEN_ATTRIBUTE)
  if (foreign !== undefined) {
    refusals.push({
      policy: 'unsigned-data',
      problem: `it contains unsigned data besides a timestamp (${foreign})`,
    })
  }
  return timestampTokenOf(attributes)
}

/** CMSAlgorithmProtection (RFC 6211): the algorithms once more, under the signature. */
function checkProtectedAlgorithms({ attributes, digest, algorithm }: JarSigner): void {
  const value = attributes && singleValue(attributes.values, ALGORITHM_PROTECTION_ATTRIBUTE)
  if (value === undefined) return
  const what = 'CMSAlgorithmProtection'
  const [protectedDigest, protectedSignature, ...others] = partsIn(value, what)
  const signature = isContext(protectedSignature, 1)
    ? protectedSignature
    : damaged(`${what} lacks the signature algorithm`)
  if (others.length > 0) damaged(`${what} has elements that do not belong there`)
  const same =
    sameAlgorithm(algorithmSequence(protectedDigest, what), digest) &&
    sameAlgorithm(algorithmOf(signature as BerElement, what), algorithm)
  if (!same) damaged('it names other algorithms than those it signs')
}
