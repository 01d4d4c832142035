import { policyHelp } from '../format/zip/index.ts'
import { type Problem, problem } from './verdict.ts'

/** A chain that a JDK accepts or not, as the order of its roots happens to be. */
export function ambiguousRoot(exit: number, rule: string, message: string): Problem {
  const help = policyHelp(
    'ambiguous-root',
    "Delete the root that is no authority from Java's truststore on every machine with Tableau.",
  )
  return { ...problem('untrusted', exit, rule, message, { help }), isExitUnknown: true }
}
