import type { Diagnostic } from '@tacosmith/core'
import type { Outcome } from '../taco/taco-result.ts'

const GIVE_TIMESTAMP =
  'Give the input timestamp-url when it is signed: the address of an RFC 3161 timestamp authority; the authority that issued the certificate runs one.'

/** What to do about findings where the command line would say how to call it. */
const HELP: Record<string, string> = {
  'taco-no-timestamp': GIVE_TIMESTAMP,
  'taco-timestamp-required': GIVE_TIMESTAMP,
  'taco-unsigned': 'Give the input keystore-base64 or keystore, and timestamp-url.',
}

const TRUSTSTORE =
  "Sign with a certificate from an authority in Java's truststore, or import its root there on every machine with Tableau and give it to this action as truststore."

/** Says what to do about the findings in the words of the inputs. */
export function inActionWords(outcome: Outcome): Outcome {
  const { report } = outcome
  return { ...outcome, report: { ...report, diagnostics: report.diagnostics.map(reworded) } }
}

function reworded(finding: Diagnostic): Diagnostic {
  const { rule, help = '' } = finding
  if (rule === 'taco-chain-untrusted') return { ...finding, help: TRUSTSTORE }
  const own = HELP[rule]
  return own !== undefined && /\btacosmith [a-z]/.test(help) ? { ...finding, help: own } : finding
}
