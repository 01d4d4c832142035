import { createHash } from 'node:crypto'
import { context, element, integer, objectIdentifier, octetString, sequence, set } from '../der/der-writer.ts'
import type { DigestAlgorithm, SignatureAlgorithm } from '../x509/algorithm-names.ts'
import type { Certificate } from '../x509/certificate.ts'
import { digestIdentifier } from '../x509/digest-identifiers.ts'
import { signatureIdentifier } from '../x509/signature-algorithms.ts'

export const DATA_OID = '1.2.840.113549.1.7.1'
export const SIGNED_DATA_OID = '1.2.840.113549.1.7.2'
export const CONTENT_TYPE_ATTRIBUTE = '1.2.840.113549.1.9.3'
export const MESSAGE_DIGEST_ATTRIBUTE = '1.2.840.113549.1.9.4'
export const ALGORITHM_PROTECTION_ATTRIBUTE = '1.2.840.113549.1.9.52'
export const TIMESTAMP_TOKEN_ATTRIBUTE = '1.2.840.113549.1.9.16.2.14'

/** What a detached signature is made of. */
export interface SignedDataInput {
  /** The signed bytes; they do not go into the result. */
  content: Uint8Array
  /** The signer's certificate first. All of them go into the result. */
  certificates: readonly [Certificate, ...Certificate[]]
  algorithm: SignatureAlgorithm
  digest: DigestAlgorithm
  /** Signs bytes that it digests itself. */
  sign(data: Uint8Array): Promise<Uint8Array>
  /** Gets an RFC 3161 token over the signature; undefined leaves it out. */
  timestamp(signature: Uint8Array): Promise<Uint8Array | undefined>
}

/**
 * Makes a detached CMS SignedData (RFC 5652) that every JDK since 8 reads, and with RSA-PSS or Ed25519 those since 16.
 *
 * The signer is named by issuer and serial number, because Java treats a jar as unsigned when a subjectKeyIdentifier
 * names it. signingTime is left out: nobody reads it, and without it an RSA signature over the same content is the
 * same every time.
 *
 * @returns the encoded ContentInfo
 */
export async function createSignedData(input: SignedDataInput): Promise<Uint8Array> {
  const digestAlgorithm = digestIdentifier(input.digest)
  const signatureAlgorithm = signatureIdentifier(input.algorithm, input.digest)
  const attributes = signedAttributes(input, digestAlgorithm, signatureAlgorithm)
  const signature = await input.sign(set(...attributes))
  const token = await input.timestamp(signature)

  const [signerCertificate] = input.certificates
  const signerInfo = sequence(
    integer(1),
    sequence(signerCertificate.issuerDer, signerCertificate.serialDer),
    digestAlgorithm,
    context(0, ...attributes),
    signatureAlgorithm,
    octetString(signature),
    ...(token === undefined ? [] : [context(1, attribute(TIMESTAMP_TOKEN_ATTRIBUTE, token))]),
  )
  const signedData = sequence(
    integer(1),
    set(digestAlgorithm),
    sequence(objectIdentifier(DATA_OID)),
    context(0, ...input.certificates.map(({ der }) => der)),
    set(signerInfo),
  )
  return sequence(objectIdentifier(SIGNED_DATA_OID), context(0, signedData))
}

/** Sorted as the SET that is signed: the SignerInfo repeats them in the same order. */
function signedAttributes(
  input: SignedDataInput,
  digestAlgorithm: Uint8Array,
  signatureAlgorithm: Uint8Array,
): Uint8Array[] {
  const messageDigest = createHash(input.digest).update(input.content).digest()
  // [1] IMPLICIT replaces the tag of the AlgorithmIdentifier (RFC 6211).
  const implicitSignatureAlgorithm = Buffer.from(signatureAlgorithm)
  implicitSignatureAlgorithm[0] = 0xa1
  return [
    attribute(CONTENT_TYPE_ATTRIBUTE, objectIdentifier(DATA_OID)),
    attribute(ALGORITHM_PROTECTION_ATTRIBUTE, sequence(digestAlgorithm, implicitSignatureAlgorithm)),
    attribute(MESSAGE_DIGEST_ATTRIBUTE, octetString(messageDigest)),
  ].toSorted(Buffer.compare)
}

function attribute(oid: string, value: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(oid), element(0x31, value))
}
