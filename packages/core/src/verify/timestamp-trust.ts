import { hasBit } from '../format/der/element-values.ts'
import type { Certificate } from '../format/x509/certificate.ts'
import { policyHelp } from '../format/zip/index.ts'
import {
  ANY_USAGE,
  blockChain,
  findTrustedPath,
  TIME_STAMPING_USAGE,
  type Timestamp,
  type TrustAnchors,
} from '../keys/index.ts'
import { NEVER } from './days.ts'
import { hasSeveralRoots, pathPolicyProblem } from './path-policy.ts'
import { EXIT_TIMESTAMP, type Problem, problem, warning } from './verdict.ts'

/** What a timestamp is worth. */
export interface TimestampTrust {
  problems: Problem[]
  /** One of the authority's certificates has expired. */
  isExpired: boolean
  /** When the first of them expires. */
  end: Date
}

const DIGITAL_SIGNATURE = 0
const NON_REPUDIATION = 1

/**
 * Checks the authority of a timestamp as jarsigner does: its certificates have to be valid now, not when it stamped.
 *
 * @param at now
 */
export function checkTimestampTrust(timestamp: Timestamp, anchors: TrustAnchors, at: Date): TimestampTrust {
  const { authority, chain, certificates } = timestamp
  const stampChain = blockChain(chain.leaf, certificates)
  const dated = stampChain.filter((one) => !anchors.has(one))
  const ends = dated.map(({ notAfter }) => notAfter.getTime())
  const end = new Date(Math.min(NEVER.getTime(), ...ends))
  const isExpired = dated.some(({ notBefore, notAfter }) => notAfter < at && notBefore <= at)
  const path = findTrustedPath(stampChain, anchors, { validAt: at, signedAt: at })
  const isBelowRoot = path.trusted && path.path.length > 1
  const isExpiry = !path.trusted && path.failure.kind === 'expired' && isExpired
  const reason = path.trusted
    ? isBelowRoot
      ? usageProblem(chain.leaf)
      : undefined
    : isExpiry
      ? undefined
      : path.failure.reason
  if (isExpiry && path.failure.isAtRandom) return { problems: [perhapsIgnored(authority)], isExpired, end }
  const policy = path.trusted ? undefined : path.failure.policy
  if (policy !== undefined && reason !== undefined) {
    const message = `the timestamp authority "${authority}" is not trusted: ${reason}`
    const finding = { exit: EXIT_TIMESTAMP, rule: 'taco-timestamp-untrusted', message }
    const problems = [pathPolicyProblem(policy, finding)]
    return { problems, isExpired, end }
  }
  if (reason === undefined) return { problems: usable(timestamp, isBelowRoot, at), isExpired, end }
  const isRootKnown = path.trusted || path.failure.isRootKnown === true
  const untrusted = untrustedAuthority(authority, reason, isRootKnown)
  const isExitUnknown = !path.trusted && hasSeveralRoots(path, anchors)
  return { problems: [{ ...untrusted, ...(isExitUnknown && { isExitUnknown }) }], isExpired, end }
}

function usable(timestamp: Timestamp, isBelowRoot: boolean, at: Date): Problem[] {
  const { subject, reading } = timestamp.chain.leaf
  const { keyUsage } = reading.extensions.values
  const isForSignatures = keyUsage === undefined || hasBit(keyUsage, DIGITAL_SIGNATURE)
  return isBelowRoot && !isForSignatures ? [onlyNonRepudiation(subject)] : unusual(timestamp, at)
}

/** jarsigner overlooks that an authority has expired, and nothing else: what it is told of depends on the root that it tries last. */
function perhapsIgnored(authority: string): Problem {
  const message = `the timestamp authority "${authority}" has expired, and its chain leads to several roots of one name`
  const help = policyHelp('ambiguous-root', 'Sign again with another timestamp authority.')
  return {
    ...problem('untrusted', EXIT_TIMESTAMP, 'taco-timestamp-untrusted', message, { help }),
    isExitUnknown: true,
  }
}

/** Newer JDKs take it. */
function onlyNonRepudiation(subject: string): Problem {
  const message = `the certificate "${subject}" of the timestamp must not be used for signatures (keyUsage lacks digitalSignature)`
  const help = policyHelp('timestamp-usage', "Use a timestamp authority in Java's truststore.")
  return {
    ...problem('untrusted', EXIT_TIMESTAMP, 'taco-timestamp-untrusted', message, { help }),
    isExitUnknown: true,
  }
}

function untrustedAuthority(authority: string, reason: string, isRootKnown: boolean): Problem {
  const message = `the timestamp authority "${authority}" is not trusted: ${reason}`
  const help = isRootKnown
    ? 'Use another timestamp authority: the root of this one is in the truststore, but its certificates are not as Java needs them.'
    : "Use a timestamp authority in Java's truststore."
  return problem('untrusted', EXIT_TIMESTAMP, 'taco-timestamp-untrusted', message, { help })
}

function usageProblem({ subject, reading }: Certificate): string | undefined {
  const { keyUsage, extendedKeyUsage = [] } = reading.extensions.values
  if (keyUsage !== undefined && !hasBit(keyUsage, DIGITAL_SIGNATURE) && !hasBit(keyUsage, NON_REPUDIATION))
    return `the certificate "${subject}" must not be used for signatures (keyUsage)`
  if (extendedKeyUsage.includes(TIME_STAMPING_USAGE) || extendedKeyUsage.includes(ANY_USAGE)) return undefined
  return `the certificate "${subject}" was not issued for timestamps (extendedKeyUsage lacks timeStamping)`
}

/** What RFC 3161 asks for and no JDK does. */
function unusual(timestamp: Timestamp, at: Date): Problem[] {
  const { authority, oddities, time } = timestamp
  const future = time > at ? [`its time is in the future (${time.toISOString()})`] : []
  return [...oddities, ...future].map((oddity) =>
    warning(
      'taco-timestamp-unusual',
      `the timestamp of "${authority}" is not as RFC 3161 asks: ${oddity}. Java accepts that`,
      'Sign again with another timestamp authority; other programs may reject this one.',
    ),
  )
}
