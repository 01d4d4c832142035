import { createHash, type KeyObject, randomBytes } from 'node:crypto'
import type { Issued } from '@tacosmith/test-kit'
import {
  boolean,
  context,
  element,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
} from '../../../format/der/der-writer.ts'
import { type SignatureChoice, usualChoice } from './signature-choice.ts'

/** An extension, its value already encoded. */
export interface MadeExtension {
  oid: string
  critical?: boolean
  value: Uint8Array
  /** What follows the value, within the extension. */
  behind?: Uint8Array
}

/** What goes into a certificate, as wrong as it is asked for. */
export interface CertificateParts {
  /** As it is written: 2 for version 3; undefined leaves it out. */
  version: number | undefined
  serial: Uint8Array
  issuer: Uint8Array
  subject: Uint8Array
  notBefore: Uint8Array
  notAfter: Uint8Array
  /** SubjectPublicKeyInfo. */
  publicKey: Uint8Array
  issuerUniqueId?: Uint8Array
  subjectUniqueId?: Uint8Array
  /** Undefined leaves the list out. */
  extensions: readonly MadeExtension[] | undefined
}

/** Encodes and signs a certificate. */
export function makeCertificate(
  parts: CertificateParts,
  signer: KeyObject,
  choice: SignatureChoice = usualChoice(signer),
): Uint8Array {
  return signCertificate(encodeParts(parts, choice), signer, choice)
}

function encodeParts(parts: CertificateParts, { identifier }: SignatureChoice): Uint8Array {
  const { version, extensions, issuerUniqueId, subjectUniqueId } = parts
  return sequence(
    ...(version === undefined ? [] : [context(0, integer(version))]),
    parts.serial,
    identifier,
    parts.issuer,
    sequence(parts.notBefore, parts.notAfter),
    parts.subject,
    parts.publicKey,
    ...(issuerUniqueId === undefined ? [] : [element(0x81, issuerUniqueId)]),
    ...(subjectUniqueId === undefined ? [] : [element(0x82, subjectUniqueId)]),
    ...(extensions === undefined ? [] : [context(3, sequence(...extensions.map(encodeExtension)))]),
  )
}

/** As it stands in a certificate or a revocation list. */
export function encodeExtension({ oid, critical = false, value, behind }: MadeExtension): Uint8Array {
  const parts = [objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value)]
  return sequence(...parts, ...(behind === undefined ? [] : [behind]))
}

/** Signs what was changed. */
export function signCertificate(signed: Uint8Array, signer: KeyObject, choice: SignatureChoice): Uint8Array {
  return sequence(signed, choice.identifier, element(0x03, Buffer.from([0]), choice.sign(signed, signer)))
}

/** A certificate with its key, as the rest of the tests takes it. */
export function toIssued(certificate: Uint8Array, privateKey: KeyObject, publicKey: KeyObject): Issued {
  return { certificate, privateKey, publicKey, keyPem: '', certificatePem: toPem(certificate) }
}

export function toPem(der: Uint8Array): string {
  const base64 = Buffer.from(der).toString('base64').replaceAll(/.{64}/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`
}

export const serialNumber = (): Uint8Array => integer(BigInt(`0x41${randomBytes(8).toString('hex')}`))

export function spki(key: KeyObject): Uint8Array {
  return key.export({ format: 'der', type: 'spki' })
}

/** SHA-1 of the key, as authorities name keys. */
export function keyIdentifier(key: KeyObject): Uint8Array {
  return createHash('sha1').update(spki(key)).digest()
}

export function utcTime(date: Date): Uint8Array {
  const digits = date.toISOString().replaceAll(/\D/g, '')
  return element(0x17, Buffer.from(`${digits.slice(2, 14)}Z`))
}

export function generalizedTime(date: Date): Uint8Array {
  const digits = date.toISOString().replaceAll(/\D/g, '')
  return element(0x18, Buffer.from(`${digits.slice(0, 14)}Z`))
}

const NAME_OIDS: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  C: '2.5.4.6',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  DC: '0.9.2342.19200300.100.1.25',
  E: '1.2.840.113549.1.9.1',
  SERIALNUMBER: '2.5.4.5',
}

/** The tags of the types that names are written in. */
export const TEXT_TAGS = {
  utf8: 0x0c,
  printable: 0x13,
  teletex: 0x14,
  ia5: 0x16,
  universal: 0x1c,
  bmp: 0x1e,
} as const

/** A name: the part that names the largest area first. Parts that belong together are joined by `+`. */
export function nameOf(text: string, tag: number = TEXT_TAGS.utf8): Uint8Array {
  const parts =
    text === '' ? [] : text.split(',').map((part) => part.split('+').map((one) => attributeOf(one, tag)))
  return sequence(...parts.map((attributes) => set(...attributes)))
}

function attributeOf(text: string, tag: number): Uint8Array {
  const [key = '', value = ''] = text.split('=')
  return sequence(objectIdentifier(NAME_OIDS[key.trim()] ?? key.trim()), element(tag, encodeText(value, tag)))
}

/** A text as the type of string has it. */
export function encodeText(text: string, tag: number): Uint8Array {
  if (tag === TEXT_TAGS.bmp) return Buffer.from(text, 'utf16le').swap16()
  if (tag !== TEXT_TAGS.universal) return Buffer.from(text)
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0)
  return Buffer.concat(codes.map((code) => Buffer.from([0, code >> 16, (code >> 8) & 0xff, code & 0xff])))
}

export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  privateKeyUsagePeriod: '2.5.29.16',
  subjectAlternativeName: '2.5.29.17',
  issuerAlternativeName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyIdentifier: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extendedKeyUsage: '2.5.29.37',
  freshestCrl: '2.5.29.46',
  inhibitAnyPolicy: '2.5.29.54',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  subjectInfoAccess: '1.3.6.1.5.5.7.1.11',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  netscapeCertificateType: '2.16.840.1.113730.1.1',
  netscapeComment: '2.16.840.1.113730.1.13',
} as const

export const basicConstraints = (authority: boolean, pathLength?: number): MadeExtension => ({
  oid: EXTENSION.basicConstraints,
  critical: true,
  value: sequence(
    ...(authority ? [boolean(true)] : []),
    ...(pathLength === undefined ? [] : [element(0x02, Buffer.from([pathLength & 0xff]))]),
  ),
})

/** @param bits from the left, the first two bytes of them */
export const bitString = (bits: number): Uint8Array => element(0x03, Buffer.from([0, bits & 0xff, bits >> 8]))

export const keyUsage = (bits: number): MadeExtension => ({
  oid: EXTENSION.keyUsage,
  critical: true,
  value: bitString(bits),
})

export const extendedKeyUsage = (...purposes: string[]): MadeExtension => ({
  oid: EXTENSION.extendedKeyUsage,
  value: sequence(...purposes.map(objectIdentifier)),
})

export const subjectKey = (identifier: Uint8Array): MadeExtension => ({
  oid: EXTENSION.subjectKeyIdentifier,
  value: octetString(identifier),
})

export const authorityKey = (identifier: Uint8Array | undefined, serial?: Uint8Array): MadeExtension => ({
  oid: EXTENSION.authorityKeyIdentifier,
  value: sequence(
    ...(identifier === undefined ? [] : [element(0x80, identifier)]),
    ...(serial === undefined ? [] : [element(0x82, serial.subarray(2))]),
  ),
})
