import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
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
import { CODE_SIGNING_USAGE, EXTENDED_KEY_USAGE_EXTENSION } from './certificate.ts'
import { signatureIdentifier } from './signature-algorithms.ts'

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

/**
 * Makes a certificate request (PKCS#10, RFC 2986) for code signing.
 *
 * @param subject a DER Name
 * @returns DER
 */
export function createCertificateRequest(subject: Uint8Array, keyPair: KeyPair): Uint8Array {
  const extensions = sequence(objectIdentifier(EXTENSION_REQUEST_ATTRIBUTE), set(codeSigningExtensions()))
  return signed(
    sequence(integer(0), subject, spki(keyPair.publicKey), context(0, extensions)),
    keyPair.privateKey,
  )
}

/**
 * Makes the certificate that stands in for the authority's until it comes: keystores have no keys without one.
 *
 * It has expired from the start, so that nobody signs with it by mistake.
 */
export function createPlaceholderCertificate(subject: Uint8Array, keyPair: KeyPair, now: Date): Uint8Array {
  const expired = new Date(now.getTime() - 1000)
  const contents = sequence(
    context(0, integer(X509_VERSION_3)),
    integer(BigInt(`0x${randomBytes(15).toString('hex')}`) + 1n),
    signatureAlgorithm(keyPair.privateKey),
    subject,
    sequence(utcTime(new Date(expired.getTime() - 1000)), utcTime(expired)),
    subject,
    spki(keyPair.publicKey),
    context(3, codeSigningExtensions()),
  )
  return signed(contents, keyPair.privateKey)
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

function signed(contents: Uint8Array, privateKey: KeyObject): Uint8Array {
  const signature = sign(defaultDigest(describeKey(privateKey)), contents, privateKey)
  const bitString = element(0x03, Buffer.from([0]), signature)
  return sequence(contents, signatureAlgorithm(privateKey), bitString)
}

function signatureAlgorithm(privateKey: KeyObject): Uint8Array {
  const description = describeKey(privateKey)
  const algorithm = description.algorithm === 'rsa' ? 'rsa' : 'ecdsa'
  return signatureIdentifier(algorithm, defaultDigest(description))
}

function spki(publicKey: KeyObject): Uint8Array {
  return publicKey.export({ format: 'der', type: 'spki' })
}

/** `YYMMDDhhmmssZ`, for the years until 2049. */
function utcTime(date: Date): Uint8Array {
  const digits = date.toISOString().replaceAll(/\D/g, '').slice(2, 14)
  return element(0x17, Buffer.from(`${digits}Z`, 'latin1'))
}
