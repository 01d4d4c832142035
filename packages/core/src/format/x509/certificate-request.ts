import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import {
  boolean,
  context,
  element,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
} from '../der/der-writer.ts'
import { defaultDigest, describeKey } from './algorithms.ts'
import { type Certificate, CODE_SIGNING_USAGE, EXTENDED_KEY_USAGE_EXTENSION } from './certificate.ts'
import { type SignatureRequest, signatureIdentifier, signWith } from './signature-algorithms.ts'

/** Keys that authorities accept for code signing. */
export type RequestKeyKind = 'rsa-3072' | 'rsa-4096' | 'p-256' | 'p-384'

/** A new key pair. */
export interface KeyPair {
  privateKey: KeyObject
  publicKey: KeyObject
}

const KEY_USAGE_EXTENSION = '2.5.29.15'
const EXTENSION_REQUEST_ATTRIBUTE = '1.2.840.113549.1.9.14'
/** Version 3 is written as 2. */
const X509_VERSION_3 = 2

/** Makes a key pair. */
export function generateRequestKey(kind: RequestKeyKind): KeyPair {
  return kind === 'p-256' || kind === 'p-384'
    ? generateKeyPairSync('ec', { namedCurve: kind.toUpperCase() })
    : generateKeyPairSync('rsa', { modulusLength: Number(kind.slice('rsa-'.length)) })
}

/** What signs a request or a certificate, wherever its key is. */
export interface RequestSigner extends SignatureRequest {
  publicKey: KeyObject
  sign(data: Uint8Array): Promise<Uint8Array>
}

/** Signs with a key in memory, with the digest that fits its strength. */
export function keyPairSigner({ privateKey, publicKey }: KeyPair): RequestSigner {
  const description = describeKey(publicKey)
  const request: SignatureRequest = {
    algorithm: description.algorithm === 'rsa' ? 'rsa' : 'ecdsa',
    digest: defaultDigest(description),
  }
  return { ...request, publicKey, sign: async (data) => await signWith(privateKey, data, request) }
}

/**
 * Makes a certificate request (PKCS#10, RFC 2986) for code signing.
 *
 * @param subject a DER Name
 * @returns DER
 */
export async function createCertificateRequest(
  subject: Uint8Array,
  signer: RequestSigner,
): Promise<Uint8Array> {
  const extensions = sequence(objectIdentifier(EXTENSION_REQUEST_ATTRIBUTE), set(codeSigningExtensions()))
  return await signed(sequence(integer(0), subject, spki(signer.publicKey), context(0, extensions)), signer)
}

/** How long a placeholder would have been valid. */
const PLACEHOLDER_MILLISECONDS = 1000

/**
 * Makes the certificate that stands in for the authority's until it comes: keystores have no keys without one.
 *
 * It has expired from the start, so that nobody signs with it by mistake.
 */
export async function createPlaceholderCertificate(
  subject: Uint8Array,
  keyPair: KeyPair,
  now: Date,
): Promise<Uint8Array> {
  const signer = keyPairSigner(keyPair)
  const expired = new Date(now.getTime() - 1000)
  const contents = sequence(
    context(0, integer(X509_VERSION_3)),
    integer(BigInt(`0x${randomBytes(15).toString('hex')}`) + 1n),
    signatureIdentifier(signer.algorithm, signer.digest),
    subject,
    sequence(utcTime(new Date(expired.getTime() - PLACEHOLDER_MILLISECONDS)), utcTime(expired)),
    subject,
    spki(keyPair.publicKey),
    context(3, codeSigningExtensions()),
  )
  return await signed(contents, signer)
}

/** Whether a certificate is a {@link createPlaceholderCertificate}: no authority issues one for so short a time. */
export function isPlaceholderCertificate({ selfSigned, notBefore, notAfter }: Certificate): boolean {
  return selfSigned && notAfter.getTime() - notBefore.getTime() === PLACEHOLDER_MILLISECONDS
}

function codeSigningExtensions(): Uint8Array {
  // One bit, digitalSignature; the seven after it are unused.
  const keyUsage = element(0x03, Buffer.from([7, 0x80]))
  return sequence(
    sequence(objectIdentifier(KEY_USAGE_EXTENSION), boolean(true), octetString(keyUsage)),
    sequence(
      objectIdentifier(EXTENDED_KEY_USAGE_EXTENSION),
      octetString(sequence(objectIdentifier(CODE_SIGNING_USAGE))),
    ),
  )
}

async function signed(contents: Uint8Array, signer: RequestSigner): Promise<Uint8Array> {
  const bitString = element(0x03, Buffer.from([0]), await signer.sign(contents))
  return sequence(contents, signatureIdentifier(signer.algorithm, signer.digest), bitString)
}

function spki(publicKey: KeyObject): Uint8Array {
  return publicKey.export({ format: 'der', type: 'spki' })
}

/** `YYMMDDhhmmssZ`, for the years until 2049. */
function utcTime(date: Date): Uint8Array {
  const digits = date.toISOString().replaceAll(/\D/g, '').slice(2, 14)
  return element(0x17, Buffer.from(`${digits}Z`, 'latin1'))
}
