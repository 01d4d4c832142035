import { policyHelp } from '../format/zip/index.ts'
import type { PathPolicy } from '../keys/chain/path-failure.ts'
import type { TrustAnchors, TrustedPath } from '../keys/index.ts'
import { type Problem, problem } from './verdict.ts'

const advice: Record<PathPolicy, string> = {
  'certificate-form':
    'Sign again with a certificate whose chain has names, keys and signatures of the usual form.',
  'ambiguous-root':
    "If a root in Java's truststore is not an authority, delete it there on every machine with Tableau. Otherwise sign again with the certificates of one chain only.",
  'long-chain': 'Sign again with the chain as the authority publishes it.',
  'mixed-addresses':
    'Sign with a certificate below other authorities; ask yours for one whose name constraints JDK 17 can compare.',
}

/**
 * True where a chain may end at several roots of one name. Which of them a JDK ends with, and so what jarsigner complains of,
 * nobody can say without asking it.
 */
export function hasSeveralRoots({ path }: TrustedPath, anchors: TrustAnchors): boolean {
  return path.some(({ reading }) => anchors.withName(reading.issuer.canonical).length > 1)
}

/** A chain that is refused although a JDK accepts it, always or at times. */
export function pathPolicyProblem(
  policy: PathPolicy,
  finding: { exit: number; rule: string; message: string },
): Problem {
  const { exit, rule, message } = finding
  const help = policyHelp(policy, advice[policy])
  return { ...problem('untrusted', exit, rule, message, { help }), isExitUnknown: true }
}
