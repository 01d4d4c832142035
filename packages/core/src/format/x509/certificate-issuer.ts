import { createHash, type KeyObject, randomBytes, webcrypto } from 'node:crypto'
import { BitString, Integer, OctetString, Utf8String } from 'asn1js'
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Extension,
  ExtKeyUsage,
  Certificate as Pkijs,
  PublicKeyInfo,
  type RelativeDistinguishedNames,
} from 'pkijs'
import { CODE_SIGNING_USAGE } from './certificate.ts'

/** What goes into a certificate that {@link issueCertificate} makes. */
export interface CertificateRequest {
  commonName: string
  publicKey: KeyObject
  kind: 'authority' | 'code-signing'
  notBefore: Date
  notAfter: Date
}

/** Who signs it. */
export interface CertificateIssuer {
  /** An EC key on P-256. */
  privateKey: KeyObject
  /** Undefined for a self-signed certificate. */
  certificate: Uint8Array | undefined
}

const COMMON_NAME = '2.5.4.3'
/** Version 3 is written as 2. */
const X509_VERSION_3 = 2
const KEY_USAGE_DIGITAL_SIGNATURE = 0x80
const KEY_USAGE_CERTIFICATES_AND_REVOCATION_LISTS = 0x06

/**
 * Issues an X.509 certificate for an authority or for code signing.
 *
 * @returns its DER encoding
 */
export async function issueCertificate(
  request: CertificateRequest,
  issuer: CertificateIssuer,
): Promise<Uint8Array> {
  const certificate = new Pkijs({ version: X509_VERSION_3, serialNumber: randomSerial() })
  const issuerCertificate = issuer.certificate === undefined ? undefined : Pkijs.fromBER(issuer.certificate)
  addName(certificate.subject, request)
  if (issuerCertificate === undefined) addName(certificate.issuer, request)
  else certificate.issuer = issuerCertificate.subject
  certificate.notBefore.value = request.notBefore
  certificate.notAfter.value = request.notAfter
  certificate.subjectPublicKeyInfo = PublicKeyInfo.fromBER(spki(request.publicKey))

  const subjectKey = keyIdentifier(certificate)
  const authorityKey = issuerCertificate === undefined ? subjectKey : keyIdentifier(issuerCertificate)
  certificate.extensions = [
    ...usageExtensions(request.kind),
    extension('2.5.29.14', false, new OctetString({ valueHex: subjectKey })),
    extension(
      '2.5.29.35',
      false,
      new AuthorityKeyIdentifier({ keyIdentifier: new OctetString({ valueHex: authorityKey }) }).toSchema(),
    ),
  ]
  await certificate.sign(await toPrivateCryptoKey(issuer.privateKey), 'SHA-256')
  return new Uint8Array(certificate.toSchema(true).toBER())
}

/** 16 random bytes; the first is kept between 1 and 127, so that the number is positive and has no leading zero. */
function randomSerial(): Integer {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x01
  return new Integer({ valueHex: Uint8Array.from(bytes).buffer })
}

function addName(name: RelativeDistinguishedNames, { commonName }: CertificateRequest): void {
  const value = new Utf8String({ value: commonName })
  name.typesAndValues.push(new AttributeTypeAndValue({ type: COMMON_NAME, value }))
}

function usageExtensions(kind: CertificateRequest['kind']): Extension[] {
  const authority = kind === 'authority'
  const constraints = authority
    ? new BasicConstraints({ cA: true, pathLenConstraint: 0 })
    : new BasicConstraints()
  const [usage, unusedBits] = authority
    ? [KEY_USAGE_CERTIFICATES_AND_REVOCATION_LISTS, 1]
    : [KEY_USAGE_DIGITAL_SIGNATURE, 7]
  const keyUsage = new BitString({ valueHex: Uint8Array.of(usage).buffer, unusedBits })
  return [
    extension('2.5.29.19', true, constraints.toSchema()),
    extension('2.5.29.15', true, keyUsage),
    ...(authority
      ? []
      : [extension('2.5.29.37', false, new ExtKeyUsage({ keyPurposes: [CODE_SIGNING_USAGE] }).toSchema())]),
  ]
}

function extension(extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER() })
}

/** SHA-1 of the key: a name for it, not a protection (RFC 5280, 4.2.1.2). */
function keyIdentifier(certificate: Pkijs): ArrayBuffer {
  const key = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView
  return Uint8Array.from(createHash('sha1').update(key).digest()).buffer
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' }

function spki(key: KeyObject): Uint8Array {
  return Uint8Array.from(key.export({ format: 'der', type: 'spki' }))
}

async function toPrivateCryptoKey(key: KeyObject): Promise<webcrypto.CryptoKey> {
  return await webcrypto.subtle.importKey(
    'pkcs8',
    key.export({ format: 'der', type: 'pkcs8' }),
    P256,
    false,
    ['sign'],
  )
}
