import { type Diagnostic, openTruststore, TacosmithError, type Verdict, verifyTaco } from '@tacosmith/core'
import { createReport, readConnectorFacts } from '@tacosmith/core/adapter'
import type { Inputs } from '../inputs/inputs.ts'
import type { Outcome } from './taco-result.ts'

/**
 * Has the finished file judged as a JDK and Tableau will judge it, and adds what they say to the report. That this
 * runner does not know the root of the certificate is a warning: it may know fewer roots than Tableau's users do.
 *
 * @throws TacosmithError `signing` where a file that has to be signed is not.
 */
export async function judgeSignature(
  outcome: Outcome,
  inputs: Inputs,
  tag: string | undefined,
): Promise<Outcome> {
  const { taco } = outcome
  if (taco === undefined) return outcome
  const [{ certificates: trust }, connector] = await Promise.all([
    openTruststore(),
    readConnectorFacts(taco.bytes),
  ])
  const isForGallery = inputs.profile === 'gallery'
  const verdict = await verifyTaco(taco.bytes, {
    trust,
    ...(connector && { connector }),
    ...(isForGallery && { for: 'gallery' as const }),
  })
  refuseUnsigned(verdict, taco, inputs, tag)
  if (verdict.status === 'unsigned') return outcome
  // What matters about a development certificate is in the report already.
  const reported = taco.isDevelopmentSigned && verdict.status === 'untrusted' ? [] : verdict.problems
  const known = new Set(outcome.report.diagnostics.map(({ rule }) => rule))
  const problems = reported
    .filter(({ rule }) => !known.has(rule))
    .map((problem) => toWarning(problem, verdict, isForGallery))
  // A root that is not known here is a warning on purpose, which does not fail the run after all.
  const report = createReport([...outcome.report.diagnostics, ...problems], {
    warningsAsErrors: inputs.failOnWarnings && verdict.ok,
  })
  return { ...outcome, report, verdict }
}

function toWarning(problem: Diagnostic, { status }: Verdict, isForGallery: boolean): Diagnostic {
  return status === 'untrusted' && !isForGallery && problem.severity === 'error'
    ? { ...problem, severity: 'warning' }
    : problem
}

function refuseUnsigned(
  { status }: Verdict,
  { name, isDevelopmentSigned }: NonNullable<Outcome['taco']>,
  { sign }: Inputs,
  tag: string | undefined,
): void {
  if (sign === 'false' || sign === 'development') return
  const isUnsigned = status === 'unsigned'
  if (!isUnsigned && !isDevelopmentSigned) return
  if (sign === 'auto' && tag === undefined) return
  if (sign === 'true' && !isUnsigned && tag === undefined) return
  const found = isUnsigned
    ? 'is not signed'
    : 'is signed with a development certificate, which Tableau does not trust'
  const reason = tag === undefined ? `sign is ${sign}` : `it is to be released as ${tag}`
  throw new TacosmithError('signing', `${name} ${found}, and ${reason}`, {
    help: `Give keystore-base64 or keystore (a secret that the repository does not have is empty), or set sign to ${isUnsigned ? 'false' : 'development'} if this is intended.`,
  })
}
