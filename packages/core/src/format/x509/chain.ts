import { TacosmithError } from '../../errors.ts'
import type { Certificate } from './certificate.ts'
import type { CertificateReading } from './certificate-reading.ts'
import { isSignedWith } from './certificate-signature.ts'

/** A signer's certificate and those above it. */
export interface CertificateChain {
  leaf: Certificate
  /** From the one that issued the leaf upwards, without the root. */
  intermediates: Certificate[]
  /** The self-signed certificate at the top, if it was among those given. */
  root: Certificate | undefined
  /** The name of the issuer at which the chain ends, when its certificate was not given. */
  missingIssuer: string | undefined
  /** Where that issuer publishes its certificate, if the last one of the chain says so. */
  missingIssuerUrl: string | undefined
}

/** No real chain has more, nor has an authority more certificates; with some keys, each signature takes long to verify. */
const MAXIMUM_ISSUERS = 10

/**
 * Puts a signer's chain in order, whatever the order of the certificates.
 *
 * @param leaf the signer's certificate
 * @param others its issuers, and perhaps certificates that do not belong to it
 * @param at where there is a choice, certificates that are valid on this day are taken
 */
export function buildChain(
  leaf: Certificate,
  others: readonly Certificate[],
  at: Date = new Date(),
): CertificateChain {
  const chain: Certificate[] = []
  let current = leaf
  while (!current.selfSigned && chain.length < MAXIMUM_ISSUERS) {
    const issuer = findIssuer(current, others, [leaf, ...chain], at)
    if (issuer === undefined) break
    chain.push(issuer)
    current = issuer
  }
  const root = chain.at(-1)?.selfSigned ? chain.at(-1) : undefined
  return {
    leaf,
    intermediates: root === undefined ? chain : chain.slice(0, -1),
    root,
    missingIssuer: current.selfSigned ? undefined : current.issuer,
    missingIssuerUrl: current.selfSigned ? undefined : issuerUrl(current),
  }
}

/** The caIssuers address of the authorityInfoAccess extension (RFC 5280, 4.2.2.1). */
function issuerUrl(certificate: Certificate): string | undefined {
  try {
    return /^CA Issuers - URI:(https?:\/\/\S+)$/m.exec(certificate.x509.infoAccess ?? '')?.[1]
  } catch {
    // OpenSSL cannot read every certificate that Java can.
    return undefined
  }
}

/**
 * What to do about {@link CertificateChain.missingIssuer}: one sentence.
 *
 * @param option what the user calls the option for certificates; undefined where certificates are imported
 */
export function missingIssuerHelp(
  { missingIssuer, missingIssuerUrl }: CertificateChain,
  option: string | undefined,
): string {
  const place =
    option === undefined
      ? 'the files that are imported'
      : `the file given as ${option}; that option completes a keystore too`
  const where = missingIssuerUrl === undefined ? '' : `, which is published at ${missingIssuerUrl},`
  return `Add the certificate of "${missingIssuer}"${where} to ${place}.`
}

/**
 * Where an authority is both self-signed and cross-signed by another, the cross certificate goes in: it was given on
 * purpose, and the chain then fits the truststores that know either.
 */
function findIssuer(
  subject: Certificate,
  candidates: readonly Certificate[],
  used: readonly Certificate[],
  at: Date,
): Certificate | undefined {
  const issuers: Certificate[] = []
  let asked = 0
  for (const issuer of candidates) {
    if (!isNamedBy(subject, issuer) || used.some((other) => hasSameKey(other, issuer))) continue
    asked += 1
    if (asked > MAXIMUM_ISSUERS) break
    if (!isIssuedBy(subject, issuer)) continue
    if (isValid(issuer) && !issuer.selfSigned) return issuer
    issuers.push(issuer)
  }
  return issuers.find(isValid) ?? issuers[0]

  function isValid({ notBefore, notAfter }: Certificate): boolean {
    return notBefore <= at && at <= notAfter
  }
}

/** True when `issuer` signed `subject`; dates and constraints are not looked at. */
export function isIssuedBy(subject: Certificate, issuer: Certificate): boolean {
  if (!isNamedBy(subject, issuer)) return false
  const [read, readIssuer] = [readingOf(subject), readingOf(issuer)]
  if (read === undefined || readIssuer === undefined) return subject.x509.verify(issuer.publicKey)
  return isSignedWith(read, readIssuer.publicKey)
}

function isNamedBy(subject: Certificate, issuer: Certificate): boolean {
  const [read, readIssuer] = [readingOf(subject), readingOf(issuer)]
  if (read === undefined || readIssuer === undefined)
    return Buffer.compare(subject.issuerDer, issuer.subjectDer) === 0
  return read.issuer.canonical === readIssuer.subject.canonical
}

/** Undefined for a certificate that Java cannot read. */
function readingOf(certificate: Certificate): CertificateReading | undefined {
  try {
    return certificate.reading
  } catch {
    return undefined
  }
}

function hasSameKey(one: Certificate, other: Certificate): boolean {
  return Buffer.compare(one.subjectDer, other.subjectDer) === 0 && one.publicKey.equals(other.publicKey)
}

/**
 * Refuses a chain with a hole in it: authorities were given, yet the one that connects them to the signer is not among
 * them. A chain that just ends below its root is fine, because the root belongs into the truststore.
 *
 * @throws TacosmithError `certificate`, naming the certificate that is missing.
 */
export function refuseBrokenChain(
  chain: CertificateChain,
  given: readonly Certificate[],
  option?: string,
): void {
  if (chain.missingIssuer === undefined) return
  const used = [chain.leaf, ...chain.intermediates]
  const unconnected = given.filter((one) => one.isAuthority && !used.some((other) => hasSameKey(one, other)))
  const [stray] = unconnected
  if (stray === undefined) return
  const top = used.at(-1) ?? chain.leaf
  throw new TacosmithError(
    'certificate',
    `the certificate of "${chain.missingIssuer}", which issued "${top.subject}", is missing; the chain does not reach "${stray.subject}"`,
    { help: missingIssuerHelp(chain, option) },
  )
}
