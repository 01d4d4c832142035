import { createHash, generateKeyPairSync, type KeyObject, randomBytes, webcrypto } from 'node:crypto'
import { BitString, Integer, OctetString, Utf8String } from 'asn1js'
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  ExtKeyUsage,
  PublicKeyInfo,
  type RelativeDistinguishedNames,
} from 'pkijs'
import { type KeyPair, rsaKey } from './rsa-keys.ts'

/** The keys that the authority makes. */
export type KeyKind =
  | 'rsa-512'
  | 'rsa-1024'
  | 'rsa-2048'
  | 'rsa-3072'
  | 'rsa-4096'
  | 'rsa-pss'
  | 'rsa-pss-512'
  | 'p-256'
  | 'p-384'
  | 'p-521'
  | 'ed25519'

/** The first byte of the keyUsage extension. */
export const KEY_USAGE = {
  digitalSignature: 0x80,
  nonRepudiation: 0x40,
  keyEncipherment: 0x20,
  certificates: 0x06,
}

/** Object identifiers for the extendedKeyUsage extension. */
export const EXTENDED_KEY_USAGE = {
  codeSigning: '1.3.6.1.5.5.7.3.3',
  serverAuthentication: '1.3.6.1.5.5.7.3.1',
  timeStamping: '1.3.6.1.5.5.7.3.8',
}

/** A certificate with its key. */
export interface Issued {
  privateKey: KeyObject
  publicKey: KeyObject
  certificate: Uint8Array
  /** The key as PKCS#8. */
  keyPem: string
  certificatePem: string
}

/** What the certificate says; the defaults make a good code signing certificate. */
export interface IssueOptions {
  key?: KeyKind
  /** Takes an existing key instead of making one. */
  keyPair?: KeyPair
  commonName?: string
  /** Default: the intermediate authority. */
  issuer?: Issued
  /** Default: yesterday. */
  notBefore?: Date
  /** Default: in two years. */
  notAfter?: Date
  /** Default: digitalSignature; false leaves the extension out. */
  keyUsage?: number | false
  /** Default: codeSigning; false leaves the extension out. */
  extendedKeyUsage?: string | false
  extendedKeyUsageCritical?: boolean
  authority?: boolean
  /** How many authorities may be below an authority. Default: any number. */
  pathLength?: number
  /** The O of the subject. Default: none. */
  organization?: string
  /** What its issuer signs it with. Default: SHA-256. */
  signatureDigest?: 'SHA-1' | 'SHA-256'
  /** How an issuer with an RSA key signs it. Default: PKCS#1 v1.5. */
  signaturePadding?: 'pss'
  /** A critical extension that nobody knows. */
  unknownCriticalExtension?: boolean
}

const DAY = 24 * 60 * 60 * 1000

/** A root, an intermediate authority under it, and all the certificates that a test asks for. */
export class CertificateAuthority {
  readonly root: Issued
  readonly intermediate: Issued

  private constructor(root: Issued, intermediate: Issued) {
    this.root = root
    this.intermediate = intermediate
  }

  /**
   * Makes a new root and intermediate.
   *
   * @param notBefore since when they are valid. Default: yesterday.
   */
  static async create(name = 'Test', notBefore?: Date): Promise<CertificateAuthority> {
    const authority = {
      key: 'p-256',
      authority: true,
      keyUsage: KEY_USAGE.certificates,
      extendedKeyUsage: false,
      ...(notBefore === undefined ? {} : { notBefore }),
    } as const
    const notAfter = new Date(Date.now() + 3650 * DAY)
    const root = await issue({ ...authority, commonName: `${name} Root`, notAfter }, undefined)
    const intermediate = await issue({ ...authority, commonName: `${name} Intermediate`, notAfter }, root)
    return new CertificateAuthority(root, intermediate)
  }

  /** Issues a certificate for a new key. */
  async issue(options: IssueOptions = {}): Promise<Issued> {
    return await issue(options, options.issuer ?? this.intermediate)
  }

  /** Issues a certificate that may stamp. */
  async issueForTimestamps(options: IssueOptions = {}): Promise<Issued> {
    return await this.issue({
      commonName: 'Test Timestamp Authority',
      key: 'rsa-2048',
      extendedKeyUsage: EXTENDED_KEY_USAGE.timeStamping,
      extendedKeyUsageCritical: true,
      notAfter: new Date(Date.now() + 3000 * DAY),
      ...options,
    })
  }

  /** The signer's certificate and the intermediate's, as one PEM text. */
  chainPem(issued: Issued): string {
    return issued.certificatePem + this.intermediate.certificatePem
  }
}

/** A certificate signed by its own key. */
export async function issueSelfSigned(options: IssueOptions = {}): Promise<Issued> {
  return await issue(options, undefined)
}

/** Makes a key pair, new in this process. */
export function generateKey(kind: KeyKind): KeyPair {
  switch (kind) {
    case 'p-256':
    case 'p-384':
    case 'p-521':
      return generateKeyPairSync('ec', { namedCurve: kind.toUpperCase() })
    case 'ed25519':
      return generateKeyPairSync('ed25519')
    case 'rsa-pss':
      return rsaKey('rsa-pss', 2048)
    case 'rsa-pss-512':
      return rsaKey('rsa-pss', 512)
    default:
      return rsaKey('rsa', Number(kind.slice('rsa-'.length)))
  }
}

async function issue(options: IssueOptions, issuer: Issued | undefined): Promise<Issued> {
  const { privateKey, publicKey } = options.keyPair ?? generateKey(options.key ?? 'p-256')
  const certificate = new Certificate({ version: 2, serialNumber: serialNumber() })
  const commonName = options.commonName ?? 'Test Signer'
  addCommonName(certificate.subject, commonName)
  if (options.organization !== undefined) addName(certificate.subject, '2.5.4.10', options.organization)
  const issuerCertificate = issuer === undefined ? undefined : Certificate.fromBER(issuer.certificate)
  if (issuerCertificate === undefined) addCommonName(certificate.issuer, commonName)
  else certificate.issuer = issuerCertificate.subject
  certificate.notBefore.value = options.notBefore ?? new Date(Date.now() - DAY)
  certificate.notAfter.value = options.notAfter ?? new Date(Date.now() + 730 * DAY)
  certificate.subjectPublicKeyInfo = PublicKeyInfo.fromBER(
    Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' })),
  )
  certificate.extensions = extensions(options, certificate, issuerCertificate ?? certificate)
  const signingKey = await toCryptoKey(issuer?.privateKey ?? privateKey, options)
  await certificate.sign(signingKey, options.signatureDigest ?? 'SHA-256')
  const der = new Uint8Array(certificate.toSchema(true).toBER())
  return {
    privateKey,
    publicKey,
    certificate: der,
    keyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    certificatePem: toPem(der),
  }
}

function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

function serialNumber(): Integer {
  const bytes = randomBytes(12)
  bytes[0] = 0x41
  return new Integer({ valueHex: Uint8Array.from(bytes).buffer })
}

function addCommonName(name: RelativeDistinguishedNames, value: string): void {
  addName(name, '2.5.4.3', value)
}

function addName(name: RelativeDistinguishedNames, type: string, value: string): void {
  name.typesAndValues.push(new AttributeTypeAndValue({ type, value: new Utf8String({ value }) }))
}

function extensions(options: IssueOptions, subject: Certificate, issuer: Certificate): Extension[] {
  const { authority = false, keyUsage = KEY_USAGE.digitalSignature } = options
  const { extendedKeyUsage = EXTENDED_KEY_USAGE.codeSigning, extendedKeyUsageCritical = false } = options
  const limit = options.pathLength === undefined ? {} : { pathLenConstraint: options.pathLength }
  const basicConstraints = new BasicConstraints(authority ? { cA: true, ...limit } : {})
  const result = [
    extension('2.5.29.19', true, basicConstraints.toSchema()),
    extension('2.5.29.14', false, new OctetString({ valueHex: keyIdentifier(subject) })),
    extension(
      '2.5.29.35',
      false,
      new AuthorityKeyIdentifier({
        keyIdentifier: new OctetString({ valueHex: keyIdentifier(issuer) }),
      }).toSchema(),
    ),
  ]
  if (keyUsage !== false) {
    const unusedBits = 31 - Math.clz32(keyUsage & -keyUsage)
    result.push(
      extension('2.5.29.15', true, new BitString({ valueHex: Uint8Array.of(keyUsage).buffer, unusedBits })),
    )
  }
  if (extendedKeyUsage !== false) {
    const purposes = new ExtKeyUsage({ keyPurposes: [extendedKeyUsage] })
    result.push(extension('2.5.29.37', extendedKeyUsageCritical, purposes.toSchema()))
  }
  if (options.unknownCriticalExtension) {
    result.push(extension('1.3.6.1.4.1.99999.1', true, new Utf8String({ value: 'x' })))
  }
  return result
}

function extension(extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER() })
}

function keyIdentifier(certificate: Certificate): ArrayBuffer {
  const key = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView
  return Uint8Array.from(createHash('sha1').update(key).digest()).buffer
}

const CURVES: Record<string, string> = { secp384r1: 'P-384', secp521r1: 'P-521' }

async function toCryptoKey(
  key: KeyObject,
  { signatureDigest: digest = 'SHA-256', signaturePadding }: IssueOptions,
): Promise<webcrypto.CryptoKey> {
  const der = key.export({ format: 'der', type: 'pkcs8' })
  const algorithm =
    key.asymmetricKeyType === 'rsa'
      ? { name: signaturePadding === 'pss' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash: digest }
      : { name: 'ECDSA', namedCurve: CURVES[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? 'P-256' }
  return await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign'])
}
