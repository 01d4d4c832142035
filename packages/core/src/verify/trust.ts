import { signatureAnswer } from '../format/x509/certificate-signature.ts'
import {
  blockChain,
  type Certificate,
  findTrustedPath,
  type Timestamp,
  type TrustAnchors,
  type TrustedPath,
} from '../keys/index.ts'
import { isEnding, isoDay, NEVER } from './days.ts'
import { hasSeveralRoots, pathPolicyProblem } from './path-policy.ts'
import type { VerifiedSignature } from './signature-block.ts'
import { checkSignerUsage } from './signer-usage.ts'
import { checkTimestampTrust, type TimestampTrust } from './timestamp-trust.ts'
import { EXIT_CHAIN_OR_DATE, type Problem, problem, warning } from './verdict.ts'

/** What the signer's certificate and the timestamp are worth. */
export interface TrustResult {
  problems: Problem[]
  /** The signer's chain as far as it could be built. */
  chain: Certificate[]
  trusted: boolean
  /** The chain ends at a root of the truststore, whether or not it is trusted for that. */
  reachesRoot: boolean
  /** A timestamp keeps the signature good. */
  stamped: boolean
  /** When the signature stops being valid; never, where all certificates are trusted as they are. */
  end: Date
  /** When the first certificate of the signer's chain expires, whatever the timestamp says. */
  chainEnd: Date
  /** The timestamp of an authority that has expired. */
  hasExpiredStamp: boolean
}

const KNOWN_ROOT_HELP =
  'The root is in the truststore, so that importing it changes nothing. Ask the authority for a certificate whose chain Java accepts, and sign again.'
const MISSING_ISSUER_HELP =
  "If that is an intermediate certificate, sign again with the whole chain. If it is a root, import it on every machine with Tableau, or sign with a certificate from an authority in Java's truststore."
const TRUST_HELP =
  "Sign with a certificate from an authority in Java's truststore, or import its root there on every machine with Tableau."

/** Checks a signature's certificate, chain, dates and timestamp against the anchors at a point in time. */
export function checkTrust(signature: VerifiedSignature, anchors: TrustAnchors, at: Date): TrustResult {
  const { certificate, certificates, timestamp } = signature
  const chain = blockChain(certificate, certificates)
  const signedAt = timestamp?.time ?? at
  const path = findTrustedPath(chain, anchors, { validAt: signedAt, signedAt })
  const dated = chain.filter((one) => !anchors.has(one))
  const chainEnd = new Date(Math.min(NEVER.getTime(), ...dated.map(({ notAfter }) => notAfter.getTime())))
  const stamp = timestamp && checkTimestampTrust(timestamp, anchors, at)
  const dates = dated.flatMap((one) => checkDates(one, signedAt, timestamp))
  const problems = [
    ...checkSignerUsage(certificate, path.trusted && path.path.length > 1),
    ...dates,
    ...pathProblems(path, anchors, dates.length > 0),
    ...checkSelfSigned(chain, path),
    ...(stamp === undefined
      ? missingTimestamp(certificate, chainEnd, at)
      : stampProblems(stamp, certificate, chainEnd, at)),
  ]
  return {
    problems,
    chain: path.path,
    trusted: path.trusted,
    reachesRoot: path.trusted || path.failure.isRootKnown === true,
    stamped: timestamp !== undefined,
    end: stamp === undefined || chainEnd > stamp.end ? chainEnd : stamp.end,
    chainEnd,
    hasExpiredStamp: stamp?.isExpired === true,
  }
}

/** jarsigner looks at the dates of all certificates in the chain of a signature, also of those that it would not need. */
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
  return [expired(`the certificate "${subject}" expired on ${isoDay(notAfter)}${stamped}`)]
}

function expired(message: string): Problem {
  const details = { help: 'Sign again with a valid certificate and a timestamp.' }
  return problem('expired', EXIT_CHAIN_OR_DATE, 'taco-cert-expired', message, details)
}

function pathProblems(path: TrustedPath, anchors: TrustAnchors, areDatesReported: boolean): Problem[] {
  if (path.trusted) return []
  const { kind, reason, policy, isRootKnown, isIssuerMissing } = path.failure
  if (areDatesReported && (kind === 'expired' || kind === 'not-yet-valid')) return []
  const message = `the signer "${path.path[0].subject}" is not trusted: ${reason}`
  if (policy !== undefined) {
    return [pathPolicyProblem(policy, { exit: EXIT_CHAIN_OR_DATE, rule: 'taco-chain-untrusted', message })]
  }
  const help = isRootKnown ? KNOWN_ROOT_HELP : isIssuerMissing ? MISSING_ISSUER_HELP : TRUST_HELP
  const untrusted = problem(kind, EXIT_CHAIN_OR_DATE, 'taco-chain-untrusted', message, { help })
  return [hasSeveralRoots(path, anchors) ? { ...untrusted, isExitUnknown: true } : untrusted]
}

/** jarsigner rejects a certificate that signed itself even where it is trusted. */
function checkSelfSigned(chain: readonly [Certificate, ...Certificate[]], path: TrustedPath): Problem[] {
  const [leaf, ...others] = chain
  if (!path.trusted || others.length > 0 || !leaf.selfSigned) return []
  const message = `the signer "${leaf.subject}" has a self-signed certificate, which jarsigner -strict rejects although it is trusted`
  const { reading } = leaf
  if (signatureAnswer(reading, reading.publicKey) === 'unclear') {
    const finding = { exit: EXIT_CHAIN_OR_DATE, rule: 'taco-chain-untrusted', message }
    return [pathPolicyProblem('certificate-form', finding)]
  }
  return [problem('untrusted', EXIT_CHAIN_OR_DATE, 'taco-chain-untrusted', message, { help: TRUST_HELP })]
}

/** An expired timestamp counts as long as the signer's certificate has not expired itself. */
function stampProblems(stamp: TimestampTrust, { subject }: Certificate, chainEnd: Date, at: Date): Problem[] {
  if (!stamp.isExpired || chainEnd > at) return stamp.problems
  const dates = `expired on ${isoDay(chainEnd)}, and its timestamp on ${isoDay(stamp.end)}`
  return [...stamp.problems, expired(`the certificate "${subject}" ${dates}`)]
}

/** What has expired is told elsewhere. */
function missingTimestamp({ notAfter }: Certificate, end: Date, at: Date): Problem[] {
  if (end <= at) return []
  const what = end.getTime() === notAfter.getTime() ? 'the certificate' : 'a certificate of its chain'
  const effect = isEnding(end)
    ? `Tableau will reject the file from ${isoDay(end)} on, when ${what} expires`
    : "it never expires for this truststore, which holds the signer's certificate itself; for others it does"
  const help = 'Sign with a timestamp, or add one: tacosmith timestamp FILE --tsa URL.'
  return [warning('taco-no-timestamp', `the signature has no timestamp: ${effect}`, help)]
}
