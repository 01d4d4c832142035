import { createHash } from 'node:crypto'
import { dottedOid } from '../der/asn1-values.ts'
import { type Asn1Node, childrenOf, isContext, octets, parseAsn1, rawBytes } from '../der/der-reader.ts'
import type { DigestAlgorithm, SignatureAlgorithm } from '../x509/algorithm-names.ts'
import type { Certificate } from '../x509/certificate.ts'
import { digestByOid } from '../x509/digest-identifiers.ts'
import {
  fitsKey,
  readSignatureAlgorithm,
  type SignatureScheme,
  verifyWith,
} from '../x509/signature-algorithms.ts'
import { readSignedCertificate } from '../x509/signed-certificate.ts'
import {
  ALGORITHM_PROTECTION_ATTRIBUTE,
  CONTENT_TYPE_ATTRIBUTE,
  MESSAGE_DIGEST_ATTRIBUTE,
  SIGNED_DATA_OID,
} from './signed-data.ts'
import { checkSignedDataShape, type ShapeOptions } from './signed-data-shape.ts'

/** One signature in a {@link SignedData}. */
export interface SignerInfo {
  /** Undefined when the signer is named by key identifier, which Java does not accept in a jar. */
  issuerAndSerial: { issuerDer: Uint8Array; serialDer: Uint8Array } | undefined
  /** Object identifiers as they are. */
  digestOid: string
  signatureOid: string
  /** Undefined for an algorithm that is not accepted. */
  scheme: SignatureScheme | undefined
  /** Both algorithms as they are written, for comparison. */
  algorithms: [digest: Asn1Node | undefined, signature: Asn1Node | undefined]
  /** The attributes as the SET that is signed; undefined when there are none. */
  signedAttributesDer: Uint8Array | undefined
  /** The values by object identifier. */
  signedAttributes: ReadonlyMap<string, Asn1Node[]>
  unsignedAttributes: ReadonlyMap<string, Asn1Node[]>
  signature: Uint8Array
}

/** A parsed CMS SignedData (RFC 5652). */
export interface SignedData {
  contentType: string
  /** Undefined when the content is detached. */
  content: Uint8Array | undefined
  certificates: Certificate[]
  signers: SignerInfo[]
}

/**
 * Parses a ContentInfo that holds SignedData.
 *
 * @param origin names where it came from in messages
 * @param options Default: DER only, as jarsigner and we write it
 * @throws Error or TacosmithError saying what is wrong with it
 */
export function readSignedData(
  bytes: Uint8Array,
  origin: string,
  options: ShapeOptions = { allowBer: false },
): SignedData {
  const contentInfo = parseAsn1(bytes)
  checkSignedDataShape(contentInfo, options)
  const [contentType, explicitContent] = childrenOf(contentInfo)
  if (dottedOid(contentType) !== SIGNED_DATA_OID) throw new Error('it is not CMS SignedData')
  const [, , encapsulated, ...rest] = childrenOf(childrenOf(explicitContent)[0])
  const [innerType, innerContent] = childrenOf(encapsulated)
  const certificates = childrenOf(rest.find((field) => isContext(field, 0)))
  const signerInfos = rest.find((field) => field.tagClass === 'universal')
  return {
    contentType: dottedOid(innerType),
    content: innerContent === undefined ? undefined : octets(childrenOf(innerContent)[0]),
    certificates: certificates
      .filter((node) => node.tagClass === 'universal')
      .map((node) => readSignedCertificate(rawBytes(node))),
    signers: childrenOf(signerInfos).map(readSignerInfo),
  }
}

function readSignerInfo(node: Asn1Node): SignerInfo {
  const [, identifier, digestAlgorithm, ...afterDigest] = childrenOf(node)
  const signedAttributes = isContext(afterDigest[0], 0) ? afterDigest[0] : undefined
  const [signatureAlgorithm, signature, unsignedAttributes] =
    signedAttributes === undefined ? afterDigest : afterDigest.slice(1)
  const [issuer, serial] = identifier?.tagClass === 'universal' ? childrenOf(identifier) : []
  if (signature === undefined) throw new Error('a SignerInfo is incomplete')
  return {
    issuerAndSerial:
      issuer === undefined || serial === undefined
        ? undefined
        : { issuerDer: rawBytes(issuer), serialDer: rawBytes(serial) },
    digestOid: dottedOid(childrenOf(digestAlgorithm)[0]),
    signatureOid: dottedOid(childrenOf(signatureAlgorithm)[0]),
    scheme: readSignatureAlgorithm(signatureAlgorithm),
    algorithms: [digestAlgorithm, signatureAlgorithm],
    signedAttributesDer: signedAttributes === undefined ? undefined : asSet(rawBytes(signedAttributes)),
    signedAttributes: readAttributes(signedAttributes),
    unsignedAttributes: isContext(unsignedAttributes, 1) ? readAttributes(unsignedAttributes) : new Map(),
    signature: octets(signature),
  }
}

/** What is signed carries the tag of a SET instead of `[0]`. */
function asSet(der: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(der)
  copy[0] = 0x31
  return copy
}

function readAttributes(node: Asn1Node | undefined): Map<string, Asn1Node[]> {
  const attributes = new Map<string, Asn1Node[]>()
  for (const attribute of childrenOf(node)) {
    const [type, values] = childrenOf(attribute)
    const oid = dottedOid(type)
    if (attributes.has(oid)) throw new Error(`the attribute ${oid} appears twice`)
    attributes.set(oid, childrenOf(values))
  }
  return attributes
}

/** The certificate that a SignerInfo names, if it is among those given. */
export function signerCertificate(
  signer: SignerInfo,
  certificates: readonly Certificate[],
): Certificate | undefined {
  const named = signer.issuerAndSerial
  if (named === undefined) return undefined
  return certificates.find(
    ({ issuerDer, serialDer }) =>
      Buffer.compare(issuerDer, named.issuerDer) === 0 && Buffer.compare(serialDer, named.serialDer) === 0,
  )
}

/** How a signature turned out. */
export type SignatureCheck =
  | { ok: true; digest: DigestAlgorithm; algorithm: SignatureAlgorithm }
  | { ok: false; reason: 'algorithm' | 'content' | 'signature'; problem: string }

/**
 * Checks one signature over `content` with the signer's certificate: the digest in the attributes, then the signature
 * itself. SHA-2 with RSA (PKCS#1 v1.5) or ECDSA counts, which is what every JDK since 8 verifies, and RSA-PSS and Ed25519,
 * which those since 16 do.
 */
export function checkSignature(
  signer: SignerInfo,
  certificate: Certificate,
  contentType: string,
  content: Uint8Array,
): SignatureCheck {
  const digest = digestByOid(signer.digestOid)
  const { scheme } = signer
  if (digest === undefined || scheme === undefined || (scheme.digest ?? digest) !== digest) {
    const problem = `it uses an algorithm that JDKs do not verify (${signer.digestOid}, ${signer.signatureOid})`
    return { ok: false, reason: 'algorithm', problem }
  }
  if (!fitsKey(scheme.algorithm, certificate.publicKey)) {
    return {
      ok: false,
      reason: 'signature',
      problem: "it names another algorithm than its certificate's key",
    }
  }
  const problem = checkAttributes(signer, contentType, content, digest)
  if (problem !== undefined) return { ok: false, reason: 'content', problem }
  const signed = signer.signedAttributesDer ?? content
  if (verifyWith(certificate.publicKey, signed, signer.signature, { ...scheme, digest })) {
    return { ok: true, digest, algorithm: scheme.algorithm }
  }
  return { ok: false, reason: 'signature', problem: "it does not verify with the signer's certificate" }
}

function checkAttributes(
  signer: SignerInfo,
  contentType: string,
  content: Uint8Array,
  digest: DigestAlgorithm,
): string | undefined {
  if (signer.signedAttributesDer === undefined) return undefined
  const [messageDigest, ...others] = signer.signedAttributes.get(MESSAGE_DIGEST_ATTRIBUTE) ?? []
  const actual = createHash(digest).update(content).digest()
  if (others.length > 0 || Buffer.compare(octets(messageDigest), actual) !== 0) {
    return 'the digest that it signs is not that of the signed content'
  }
  const [signedType] = signer.signedAttributes.get(CONTENT_TYPE_ATTRIBUTE) ?? []
  if (dottedOid(signedType) !== contentType) return 'it signs another content type'
  return checkProtectedAlgorithms(signer)
}

/** CMSAlgorithmProtection (RFC 6211): the algorithms once more, under the signature. */
function checkProtectedAlgorithms(signer: SignerInfo): string | undefined {
  const [value] = signer.signedAttributes.get(ALGORITHM_PROTECTION_ATTRIBUTE) ?? []
  if (value === undefined) return undefined
  const [digestAlgorithm, signatureAlgorithm] = childrenOf(value)
  const [digest, signature] = signer.algorithms
  const same =
    sameAlgorithm(digestAlgorithm, digest) &&
    isContext(signatureAlgorithm, 1) &&
    sameAlgorithm(signatureAlgorithm, signature)
  return same ? undefined : 'it names other algorithms than those it signs'
}

/** The tag may differ, and parameters that are NULL are as good as none. */
function sameAlgorithm(one: Asn1Node | undefined, other: Asn1Node | undefined): boolean {
  const [[oneType, oneParameters], [otherType, otherParameters]] = [childrenOf(one), childrenOf(other)]
  return (
    dottedOid(oneType) === dottedOid(otherType) &&
    Buffer.compare(oneParameters?.content ?? EMPTY, otherParameters?.content ?? EMPTY) === 0
  )
}

const EMPTY = new Uint8Array()
