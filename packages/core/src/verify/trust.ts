import { policyHelp } from '../format/zip/index.ts'
import {
  ANY_USAGE,
  type Certificate,
  CODE_SIGNING_USAGE,
  isIssuedBy,
  isRsa,
  type Timestamp,
  type TrustAnchors,
  timestampCertificateProblem,
} from '../keys/index.ts'
import { hasUnknownExtension } from './certificate-checks.ts'
import { isoDay } from './days.ts'
import type { VerifiedSignature } from './signature-block.ts'
import { findTrustPath, type TrustPath } from './trust-path.ts'
import {
  EXIT_CHAIN_OR_DATE,
  EXIT_EXTENDED_KEY_USAGE,
  EXIT_TIMESTAMP,
  EXIT_UNSIGNED,
  type Problem,
  problem,
  warning,
} from './verdict.ts'

/** What the signer's certificate and the timestamp are worth. */
export interface TrustResult {
  problems: Problem[]
  /** The signer's chain as far as it could be built. */
  chain: Certificate[]
  trusted: boolean
  /** A timestamp keeps the signature good. */
  stamped: boolean
  /** When the signature stops being valid. */
  end: Date
}

const MINIMUM_RSA_BITS = 1024
/** Nobody has more authorities of one name. */
const MAXIMUM_ISSUERS = 5
const TRUST_HELP =
  "Sign with a certificate from an authority in Java's truststore, or import its root there on every machine with Tableau."

/** Checks a signature's certificate, chain, dates and timestamp against the anchors at a point in time. */
export function checkTrust(signature: VerifiedSignature, anchors: TrustAnchors, at: Date): TrustResult {
  const { certificate, certificates, timestamp } = signature
  const usable =
    timestamp !== undefined && at <= laterOf(timestamp.notAfter, certificate.notAfter) ? timestamp : undefined
  const signedAt = usable?.time ?? at
  const path = findTrustPath(certificate, certificates, anchors, signedAt)
  const issuers = path.path.slice(1, path.trusted ? -1 : undefined)
  const chainEnd = new Date(Math.min(...[certificate, ...issuers].map(({ notAfter }) => notAfter.getTime())))
  return {
    problems: asJarsignerCounts([
      ...checkUsage(certificate),
      ...checkKeyStrength(signature),
      ...checkDates(certificate, signedAt, timestamp),
      ...pathProblems(path),
      ...checkVouchers([...certificates, ...(timestamp?.certificates ?? [])], anchors),
      ...(timestamp === undefined ? [missingTimestamp(chainEnd)] : checkAuthority(timestamp, anchors)),
    ]),
    chain: path.path,
    trusted: path.trusted,
    stamped: timestamp !== undefined,
    end: timestamp === undefined ? chainEnd : laterOf(timestamp.notAfter, chainEnd),
  }
}

/** A signature that jarsigner does not take for one counts as nothing else. */
function asJarsignerCounts(problems: Problem[]): Problem[] {
  const isSignature = problems.every(({ exit }) => (exit & EXIT_UNSIGNED) === 0)
  return isSignature ? problems : problems.map((one) => ({ ...one, exit: one.exit & EXIT_UNSIGNED }))
}

function laterOf(one: Date, other: Date): Date {
  return one > other ? one : other
}

function checkUsage({ keyUsage, extendedKeyUsage, subject }: Certificate): Problem[] {
  const problems: Problem[] = []
  const report = (exit: number, reason: string): void => {
    const details = { help: 'Sign with a code signing certificate.' }
    problems.push(
      problem('bad-key-usage', exit, 'taco-bad-key-usage', `the certificate "${subject}" ${reason}`, details),
    )
  }
  if (keyUsage !== undefined && !keyUsage.has('digitalSignature')) {
    const exit = keyUsage.has('nonRepudiation') ? EXIT_CHAIN_OR_DATE : EXIT_UNSIGNED
    report(exit, 'must not be used for signatures (keyUsage lacks digitalSignature)')
  }
  const restricted =
    extendedKeyUsage !== undefined &&
    !extendedKeyUsage.has(CODE_SIGNING_USAGE) &&
    !extendedKeyUsage.has(ANY_USAGE)
  if (restricted)
    report(EXIT_EXTENDED_KEY_USAGE, 'was not issued for code signing (extendedKeyUsage lacks codeSigning)')
  return problems
}

function checkKeyStrength({ key, certificate }: VerifiedSignature): Problem[] {
  if (!isRsa(key) || key.bits >= MINIMUM_RSA_BITS) return []
  const message = `the certificate "${certificate.subject}" has a weak key (${key.text})`
  const help = 'Sign with an RSA key of at least 3072 bits.'
  return [problem('weak', EXIT_UNSIGNED, 'taco-weak-key', message, { help })]
}

function checkDates(certificate: Certificate, signedAt: Date, timestamp: Timestamp | undefined): Problem[] {
  const { notBefore, notAfter, subject } = certificate
  if (signedAt < notBefore) {
    const message = `the certificate "${subject}" is not valid before ${isoDay(notBefore)}`
    const details = { help: 'Check the clocks of the machines involved, or sign again when it is valid.' }
    return [problem('not-yet-valid', EXIT_CHAIN_OR_DATE, 'taco-cert-not-yet-valid', message, details)]
  }
  if (signedAt <= notAfter) return []
  const stamped =
    timestamp === undefined
      ? ' and there is no timestamp'
      : ', and the timestamp does not prove an earlier signature'
  const message = `the certificate "${subject}" expired on ${isoDay(notAfter)}${stamped}`
  const details = { help: 'Sign again with a valid certificate and a timestamp.' }
  return [problem('expired', EXIT_CHAIN_OR_DATE, 'taco-cert-expired', message, details)]
}

/**
 * Every certificate in the file has to be as its issuer made it, also those that no chain needs: where a JDK cannot read
 * one, it treats the file as unsigned. One whose issuer is unknown cannot be checked.
 */
function checkVouchers(certificates: readonly Certificate[], anchors: TrustAnchors): Problem[] {
  const unique = [...new Map(certificates.map((one) => [one.fingerprint, one])).values()]
  return unique.flatMap((one) => {
    if (one.selfSigned || anchors.has(one)) return []
    const issuers = [...anchors.withSubject(one.issuerDer), ...unique].filter(
      ({ subjectDer }) => Buffer.compare(subjectDer, one.issuerDer) === 0,
    )
    if (issuers.length === 0 || issuers.slice(0, MAXIMUM_ISSUERS).some((issuer) => isIssuedBy(one, issuer)))
      return []
    const message = `the certificate "${one.subject}" in the file is not as its issuer "${one.issuer}" signed it`
    const advice = 'Sign the file again, with the certificates as the authority publishes them.'
    const details = { help: policyHelp('changed-certificate', advice) }
    return [problem('tampered', 0, 'taco-certificate-changed', message, details)]
  })
}

function pathProblems(path: TrustPath): Problem[] {
  if (path.trusted) return []
  const message = `the signer "${path.path[0]?.subject}" is not trusted: ${path.reason}`
  const status = path.weak ? 'weak' : path.expired ? 'expired' : 'untrusted'
  const [leaf] = path.path
  const exit = leaf !== undefined && hasUnknownExtension(leaf) ? EXIT_UNSIGNED : EXIT_CHAIN_OR_DATE
  return [problem(status, exit, 'taco-chain-untrusted', message, { help: TRUST_HELP })]
}

function checkAuthority(timestamp: Timestamp, anchors: TrustAnchors): Problem[] {
  const { chain, certificates, time, authority } = timestamp
  const path = findTrustPath(chain.leaf, certificates, anchors, time)
  const reason = timestampCertificateProblem(timestamp) ?? (path.trusted ? undefined : path.reason)
  if (reason === undefined) return []
  const message = `the timestamp authority "${authority}" is not trusted: ${reason}`
  const details = { help: "Use a timestamp authority in Java's truststore." }
  return [problem('untrusted', EXIT_TIMESTAMP, 'taco-timestamp-untrusted', message, details)]
}

function missingTimestamp(end: Date): Problem {
  return warning(
    'taco-no-timestamp',
    `the signature has no timestamp: Tableau will reject the file from ${isoDay(end)} on, when the certificate expires`,
    'Sign with a timestamp (sign.timestamp).',
  )
}
