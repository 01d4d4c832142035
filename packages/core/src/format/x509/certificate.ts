import { type KeyObject, X509Certificate } from 'node:crypto'
import { TacosmithError } from '../../errors.ts'
import { dottedOid, instant, isTrue } from '../der/asn1-values.ts'
import {
  type Asn1Node,
  childrenOf,
  isContext,
  octets,
  parseAsn1,
  primitiveBytes,
  rawBytes,
} from '../der/der-reader.ts'
import { isWeakSignatureAlgorithm } from './algorithms.ts'
import { type CertificateReading, readCertificateAsJava } from './certificate-reading.ts'
import { NO_KEY, toKeyObject } from './public-key-reading.ts'

/** What a key may be used for, by the names of RFC 5280. */
export type KeyUsage =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign'

/** An X.509 certificate, read once. */
export interface Certificate {
  /** The bytes as issued. */
  der: Uint8Array
  x509: X509Certificate
  publicKey: KeyObject
  /** RFC 4514 order: the common name first. */
  subject: string
  issuer: string
  /** Hexadecimal, upper case. */
  serial: string
  notBefore: Date
  notAfter: Date
  /** SHA-256 of the certificate, hexadecimal with colons. */
  fingerprint: string
  /** The encoded parts that a SignerInfo refers to. */
  subjectDer: Uint8Array
  issuerDer: Uint8Array
  serialDer: Uint8Array
  /** Its issuer signed it with SHA-1 or an older digest, which no JDK accepts. */
  signedWeakly: boolean
  /** Subject and issuer are the same, and its own key signed it. */
  selfSigned: boolean
  /** basicConstraints says that it may issue certificates. */
  isAuthority: boolean
  /** The longest chain of authorities below it; undefined without a limit. */
  pathLength: number | undefined
  /** Undefined when the certificate does not restrict it. */
  keyUsage: ReadonlySet<KeyUsage> | undefined
  /** Object identifiers; undefined when the certificate does not restrict it. */
  extendedKeyUsage: ReadonlySet<string> | undefined
  /** All extensions, and those that are marked critical, by object identifier. */
  extensionOids: ReadonlySet<string>
  criticalExtensions: ReadonlySet<string>
  /** What Java reads in it. Throws where Java cannot read it. */
  readonly reading: CertificateReading
}

export const EXTENDED_KEY_USAGE_EXTENSION = '2.5.29.37'
const KEY_USAGE_EXTENSION = '2.5.29.15'
const BASIC_CONSTRAINTS_EXTENSION = '2.5.29.19'

export const CODE_SIGNING_USAGE = '1.3.6.1.5.5.7.3.3'
export const TIME_STAMPING_USAGE = '1.3.6.1.5.5.7.3.8'
export const ANY_USAGE = '2.5.29.37.0'

/** In the order of the bits in the extension. */
export const KEY_USAGES: readonly KeyUsage[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
]

/**
 * Reads a certificate that somebody signs with, or trusts.
 *
 * @param der the encoded certificate
 * @param origin names where it came from in messages
 * @throws TacosmithError `certificate` when the bytes are not a certificate.
 */
export function readCertificate(der: Uint8Array, origin: string): Certificate {
  try {
    return toCertificate(new Uint8Array(der))
  } catch (cause) {
    throw new TacosmithError('certificate', `${origin} holds a certificate that cannot be read`, {
      help: 'Export the certificate again as PEM or DER (X.509).',
      cause,
    })
  }
}

function toCertificate(der: Uint8Array): Certificate {
  const x509 = new X509Certificate(der)
  const [tbs, signatureAlgorithm] = childrenOf(parseAsn1(der))
  const { serialDer, issuerDer, subjectDer, notBefore, notAfter } = readFields(childrenOf(tbs))
  const extensions = readExtensions(childrenOf(tbs))
  const extensionValue = (oid: string): Uint8Array | undefined => extensions.get(oid)?.value
  const publicKey = publicKeyOf(x509, der)
  let reading: CertificateReading | undefined
  return {
    der,
    x509,
    publicKey,
    subject: formatName(x509.subject),
    issuer: formatName(x509.issuer),
    serial: x509.serialNumber,
    notBefore,
    notAfter,
    fingerprint: x509.fingerprint256,
    subjectDer,
    issuerDer,
    serialDer,
    signedWeakly: isWeakSignatureAlgorithm(signatureAlgorithm),
    selfSigned: Buffer.compare(subjectDer, issuerDer) === 0 && x509.verify(publicKey),
    ...readBasicConstraints(extensionValue(BASIC_CONSTRAINTS_EXTENSION)),
    keyUsage: readKeyUsage(extensionValue(KEY_USAGE_EXTENSION)),
    extendedKeyUsage: readExtendedKeyUsage(extensionValue(EXTENDED_KEY_USAGE_EXTENSION)),
    extensionOids: new Set(extensions.keys()),
    criticalExtensions: new Set([...extensions].flatMap(([oid, { critical }]) => (critical ? [oid] : []))),
    get reading() {
      reading ??= readCertificateAsJava(der)
      return reading
    },
  }
}

/** OpenSSL crashes when it computes with negative numbers of a DSA key: as for Java, another key stands for it, or none. */
function publicKeyOf(x509: X509Certificate, der: Uint8Array): KeyObject {
  const key = x509.publicKey
  if (key.asymmetricKeyType !== 'dsa') return key
  const reading = readCertificateAsJava(der).publicKey
  if (!reading.isUsable || reading.unclear !== undefined) return NO_KEY
  const usable = toKeyObject(reading)
  if (usable === undefined) throw new Error('the public key cannot be read')
  return usable
}

interface CertificateFields {
  serialDer: Uint8Array
  issuerDer: Uint8Array
  subjectDer: Uint8Array
  notBefore: Date
  notAfter: Date
}

/** An optional `[0] version` comes first, then serialNumber, signature, issuer, validity, subject. */
function readFields(tbsFields: Asn1Node[]): CertificateFields {
  const [serial, , issuer, validity, subject] = isContext(tbsFields[0], 0) ? tbsFields.slice(1) : tbsFields
  if (serial === undefined || issuer === undefined || subject === undefined)
    throw new Error('fields are missing')
  const [notBefore, notAfter] = childrenOf(validity)
  return {
    serialDer: rawBytes(serial),
    issuerDer: rawBytes(issuer),
    subjectDer: rawBytes(subject),
    notBefore: instant(notBefore),
    notAfter: instant(notAfter),
  }
}

/** By object identifier. */
function readExtensions(tbsFields: Asn1Node[]): Map<string, { critical: boolean; value: Uint8Array }> {
  const extensions = new Map<string, { critical: boolean; value: Uint8Array }>()
  for (const node of childrenOf(childrenOf(tbsFields.find((field) => isContext(field, 3)))[0])) {
    const [type, ...rest] = childrenOf(node)
    const oid = dottedOid(type)
    // Readers disagree on which of two counts, so Java refuses such a certificate.
    if (extensions.has(oid)) throw new Error(`the extension ${oid} appears twice`)
    const critical = isTrue(rest[0])
    extensions.set(oid, { critical, value: octets(rest.at(-1)) })
  }
  return extensions
}

function readBasicConstraints(value: Uint8Array | undefined): {
  isAuthority: boolean
  pathLength: number | undefined
} {
  if (value === undefined) return { isAuthority: false, pathLength: undefined }
  const [authority, pathLength] = childrenOf(parseAsn1(value))
  const length = primitiveBytes(pathLength)
  return {
    isAuthority: isTrue(authority),
    pathLength: pathLength === undefined ? undefined : Buffer.from(length).readUIntBE(0, length.length),
  }
}

function readKeyUsage(value: Uint8Array | undefined): ReadonlySet<KeyUsage> | undefined {
  if (value === undefined) return undefined
  // The first byte of a BIT STRING counts the bits that are not used.
  const [, bits = 0] = primitiveBytes(parseAsn1(value))
  return new Set(KEY_USAGES.filter((_, index) => (bits & (0x80 >> index)) !== 0))
}

function readExtendedKeyUsage(value: Uint8Array | undefined): ReadonlySet<string> | undefined {
  return value === undefined ? undefined : new Set(childrenOf(parseAsn1(value)).map(dottedOid))
}

/** Node lists the parts of a name line by line in the order of encoding, which is the reverse of RFC 4514's. */
export function formatName(lines: string): string {
  return lines.split('\n').toReversed().join(', ')
}

/** The common name of a distinguished name as {@link Certificate} spells it, else the whole of it. */
export function commonName(name: string): string {
  return /(?:^|, )CN=((?:\\.|[^,\\])+)/.exec(name)?.[1] ?? name
}

/** The organisation (O) of a distinguished name as {@link Certificate} spells it; undefined when it names none. */
export function organizationName(name: string): string | undefined {
  const value = /(?:^|, | \+ )O=((?:\\.|[^,+\\])+)/.exec(name)?.[1]
  return value?.trim().replaceAll(/\\(.)/g, '$1')
}
