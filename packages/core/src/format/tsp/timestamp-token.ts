import { createHash } from 'node:crypto'
import { TacosmithError } from '../../errors.ts'
import {
  checkSignature,
  readSignedData,
  type SignerInfo,
  signerCertificate,
} from '../cms/signed-data-reader.ts'
import { bigInteger, dottedOid, instant } from '../der/asn1-values.ts'
import { childrenOf, isUniversal, octets, parseAsn1, UNIVERSAL } from '../der/der-reader.ts'
import type { SignatureAlgorithm } from '../x509/algorithm-names.ts'
import {
  type Certificate,
  commonName,
  EXTENDED_KEY_USAGE_EXTENSION,
  TIME_STAMPING_USAGE,
} from '../x509/certificate.ts'
import { buildChain, type CertificateChain } from '../x509/chain.ts'
import { digestByOid } from '../x509/digest-identifiers.ts'
import { isVerifiedByEveryJdk } from '../x509/signature-algorithms.ts'

/** A checked RFC 3161 timestamp. */
export interface Timestamp {
  /** The encoded token, as it goes into a signature. */
  token: Uint8Array
  /** When the authority saw the signature. */
  time: Date
  /** The name of the authority. */
  authority: string
  /** How the authority signed it. */
  algorithm: SignatureAlgorithm
  /** When the authority's certificate expires. */
  notAfter: Date
  chain: CertificateChain
  /** All certificates of the token. */
  certificates: Certificate[]
  /** What is wrong with how the token names its certificate, which Java never looks at; undefined when nothing is. */
  namingProblem: string | undefined
  /** What RFC 3161 asks for and Java does not. */
  oddities: readonly string[]
}

const PKCS9_ATTRIBUTES = '1.2.840.113549.1.9.'
const TST_INFO_TYPE = '1.2.840.113549.1.9.16.1.4'
const SIGNING_CERTIFICATE_ATTRIBUTE = '1.2.840.113549.1.9.16.2.12'
const SIGNING_CERTIFICATE_V2_ATTRIBUTE = '1.2.840.113549.1.9.16.2.47'

/**
 * Checks a timestamp token: that it stamps these bytes, answers this request, and is properly signed by a certificate
 * for timestamps that was valid at the time it names. Whether the authority is trusted is another question.
 *
 * @param stamped the bytes whose digest is stamped: the signature value of a SignerInfo
 * @param nonce what the request carried; undefined when the request is not known
 * @throws TacosmithError `timestamp` with the reason
 */
export function checkTimestampToken(token: Uint8Array, stamped: Uint8Array, nonce?: bigint): Timestamp {
  const timestamp = readTimestampToken(token, stamped, nonce)
  const problem =
    timestamp.namingProblem ??
    timestamp.oddities[0] ??
    timestampCertificateProblem(timestamp) ??
    newerAlgorithm(timestamp)
  if (problem !== undefined) throw rejected(problem)
  return timestamp
}

/**
 * As {@link checkTimestampToken}, but what Java judges otherwise is left to the caller: `namingProblem` and
 * {@link timestampCertificateProblem}.
 *
 * @throws TacosmithError `timestamp` with the reason
 */
export function readTimestampToken(token: Uint8Array, stamped: Uint8Array, nonce?: bigint): Timestamp {
  const { info, certificates, content, signer } = parseToken(token)
  checkImprint(info, stamped)
  if (nonce !== undefined && info.nonce !== nonce) {
    throw rejected('it answers another request (the nonce differs)')
  }
  const certificate = signerCertificate(signer, certificates)
  if (certificate === undefined) throw rejected('it does not hold the certificate that signed it')
  const check = checkSignature(signer, certificate, TST_INFO_TYPE, content)
  if (!check.ok) throw rejected(`its signature is not valid: ${check.problem}`)
  const named = nameProblems(signer, certificate)
  return {
    token,
    time: info.time,
    authority: commonName(certificate.subject),
    algorithm: check.algorithm,
    notAfter: certificate.notAfter,
    chain: buildChain(certificate, certificates, info.time),
    certificates,
    namingProblem: named.problem,
    oddities: [...named.oddities, ...certificateOddities(certificate, info.time)],
  }
}

/** A JRE that cannot read the timestamp treats the whole file as unsigned. */
function newerAlgorithm({ algorithm }: Timestamp): string | undefined {
  if (isVerifiedByEveryJdk(algorithm)) return undefined
  return 'it is signed with RSA-PSS or Ed25519, which only JDK 16 and newer verify'
}

/** What of a TSTInfo (RFC 3161, section 2.4.2) is of interest. */
interface TimestampInfo {
  imprintDigestOid: string
  imprint: Uint8Array
  time: Date
  nonce: bigint | undefined
}

interface ParsedToken {
  info: TimestampInfo
  content: Uint8Array
  certificates: Certificate[]
  signer: SignerInfo
}

function parseToken(token: Uint8Array): ParsedToken {
  try {
    const { contentType, content, certificates, signers } = readSignedData(token, 'the timestamp token', {
      allowBer: true,
    })
    const [signer, ...others] = signers
    if (contentType !== TST_INFO_TYPE || content === undefined) throw new Error('it holds no time')
    if (signer === undefined || others.length > 0) throw new Error(`it has ${signers.length} signatures`)
    // Java reads those that PKCS#9 knows, and gives up on the whole signature if it cannot.
    if ([...signer.unsignedAttributes.keys()].some((oid) => oid.startsWith(PKCS9_ATTRIBUTES))) {
      throw new Error('it carries an unsigned attribute')
    }
    return { info: readInfo(content), content, certificates, signer }
  } catch (cause) {
    throw rejected('it cannot be read', cause)
  }
}

function readInfo(content: Uint8Array): TimestampInfo {
  const [, , messageImprint, , time, ...optional] = childrenOf(parseAsn1(content))
  const [algorithm, imprint] = childrenOf(messageImprint)
  const nonce = optional.find((field) => isUniversal(field, UNIVERSAL.integer))
  return {
    imprintDigestOid: dottedOid(childrenOf(algorithm)[0]),
    imprint: octets(imprint),
    time: instant(time),
    nonce: bigInteger(nonce),
  }
}

function checkImprint({ imprintDigestOid, imprint }: TimestampInfo, stamped: Uint8Array): void {
  const digest = digestByOid(imprintDigestOid)
  if (digest === undefined) throw rejected('it stamps a digest other than SHA-256, SHA-384 or SHA-512')
  const expected = createHash(digest).update(stamped).digest()
  if (Buffer.compare(imprint, expected) !== 0) {
    throw rejected('it stamps other bytes than this signature')
  }
}

/**
 * RFC 3161 has the token name its certificate under the signature, so that nobody can exchange it for another one of
 * the same key. Java does not check this.
 */
function nameProblems(
  signer: SignerInfo,
  certificate: Certificate,
): { problem: string | undefined; oddities: string[] } {
  const [version2] = signer.signedAttributes.get(SIGNING_CERTIFICATE_V2_ATTRIBUTE) ?? []
  const [version1] = signer.signedAttributes.get(SIGNING_CERTIFICATE_ATTRIBUTE) ?? []
  const [first] = childrenOf(childrenOf(version2 ?? version1)[0])
  const fields = childrenOf(first)
  const explicitAlgorithm = version2 !== undefined && childrenOf(fields[0]).length > 0
  const algorithm = explicitAlgorithm ? digestByOid(dottedOid(childrenOf(fields[0])[0])) : 'sha256'
  const named = octets(explicitAlgorithm ? fields[1] : fields[0])
  const digest = version2 === undefined ? 'sha1' : algorithm
  if (digest === undefined || named.length === 0)
    return { problem: undefined, oddities: ['it does not name its certificate (ESSCertID)'] }
  const isSame = Buffer.compare(named, createHash(digest).update(certificate.der).digest()) === 0
  const problem = isSame ? undefined : 'it names another certificate than the one that signed it (ESSCertID)'
  return { problem, oddities: [] }
}

/** What RFC 3161 asks of the certificate, and Java does not. */
function certificateOddities(certificate: Certificate, time: Date): string[] {
  const { subject, extendedKeyUsage, criticalExtensions, notBefore, notAfter } = certificate
  const only = extendedKeyUsage?.size === 1 && criticalExtensions.has(EXTENDED_KEY_USAGE_EXTENSION)
  const isDated = time >= notBefore && time <= notAfter
  return [
    ...(only
      ? []
      : [`the certificate "${subject}" is not for timestamps alone (a critical extendedKeyUsage)`]),
    ...(isDated
      ? []
      : [`the certificate "${subject}" was not valid at ${time.toISOString()}, the time it names`]),
  ]
}

/** Says why the certificate of a timestamp may not stamp; undefined when it may. Whether it is trusted is not asked. */
function timestampCertificateProblem({ chain }: Timestamp): string | undefined {
  const { extendedKeyUsage, subject, signedWeakly } = chain.leaf
  if (!extendedKeyUsage?.has(TIME_STAMPING_USAGE))
    return `the certificate "${subject}" was not issued for timestamps (extendedKeyUsage lacks timeStamping)`
  return signedWeakly ? `the certificate "${subject}" is signed with SHA-1` : undefined
}

function rejected(reason: string, cause?: unknown): TacosmithError {
  return new TacosmithError('timestamp', `the timestamp cannot be used: ${reason}`, {
    help: 'Use another timestamp authority, or report this to the one that issued it.',
    cause,
  })
}
