import { policyHelp } from '../format/zip/index.ts'
import type { PathPolicy } from '../keys/chain/path-failure.ts'
import { type Problem, problem } from './verdict.ts'

const advice: Record<PathPolicy, string> = {
  'ambiguous-root':
    "Delete the root that is not an authority from Java's truststore on every machine with Tableau.",
  'long-chain': 'Sign again with the chain as the authority publishes it.',
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
