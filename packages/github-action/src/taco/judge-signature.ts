import { resolve } from 'node:path'
import {
  type Diagnostic,
  openTruststore,
  type Report,
  TacosmithError,
  type Verdict,
  verifyTaco,
} from '@tacosmith/core'
import { createReport, readConnectorFacts } from '@tacosmith/core/adapter'
import type { Inputs } from '../inputs/inputs.ts'
import type { Outcome } from './taco-result.ts'

/**
 * Has the finished file judged as a JDK and Tableau will judge it, and adds what they say to the report. That this
 * runner does not know the root of the certificate is a warning: it may know fewer roots than Tableau's users do. It is
 * an error where the input truststore says which roots these know.
 *
 * @throws TacosmithError `keystore` where a truststore cannot be read.
 */
export async function judgeSignature(outcome: Outcome, inputs: Inputs, workspace: string): Promise<Outcome> {
  const { taco } = outcome
  if (taco === undefined) return outcome
  const files = inputs.truststore.map((file) =>
    file === DEFAULT_TRUSTSTORE ? file : resolve(workspace, file),
  )
  const [{ certificates: trust }, connector] = await Promise.all([
    openTruststore({ files }),
    readConnectorFacts(taco.bytes),
  ])
  const verdict = await verifyTaco(taco.bytes, {
    trust,
    ...(connector && { connector }),
    ...(inputs.profile === 'gallery' && { for: 'gallery' as const }),
  })
  // That it is not signed matters to the gallery only; a build has said so already.
  if (verdict.status === 'unsigned' && inputs.profile !== 'gallery') return { ...outcome, verdict }
  return { ...outcome, verdict, report: reportWith(verdict, outcome, inputs) }
}

/** Stands for the roots that are trusted without the input. */
const DEFAULT_TRUSTSTORE = 'default'

function reportWith(verdict: Verdict, { taco, report }: Outcome, inputs: Inputs): Report {
  const isStrict = inputs.profile === 'gallery' || inputs.truststore.length > 0
  // What matters about a development certificate is in the report already.
  const reported = taco?.isDevelopmentSigned && verdict.status === 'untrusted' ? [] : verdict.problems
  const known = new Set(report.diagnostics.map(({ rule }) => rule))
  const problems = reported
    .filter(({ rule }) => !known.has(rule))
    .map((problem) => toWarning(problem, verdict, isStrict))
  // That there is no timestamp is told once.
  const isTold = problems.some(({ rule }) => rule === 'taco-timestamp-required')
  const earlier = report.diagnostics.filter(({ rule }) => !isTold || rule !== 'taco-no-timestamp')
  // A root that is not known here is a warning on purpose, which does not fail the run after all.
  return createReport([...earlier, ...problems], {
    warningsAsErrors: inputs.failOnWarnings && verdict.ok,
  })
}

function toWarning(problem: Diagnostic, { status }: Verdict, isStrict: boolean): Diagnostic {
  return status === 'untrusted' && !isStrict && problem.severity === 'error'
    ? { ...problem, severity: 'warning' }
    : problem
}

/**
 * Refuses a file whose signature is not what the input `sign` asks for.
 *
 * @param tag - Of the release that the file is put on; undefined where it is put on none.
 * @throws TacosmithError `signing` where a file that has to be signed is not.
 */
export function refuseUnsigned(
  { taco, verdict }: Partial<Outcome>,
  { sign }: Inputs,
  tag: string | undefined,
): void {
  if (taco === undefined || sign === 'false' || sign === 'development') return
  const isUnsigned = verdict?.status === 'unsigned'
  if (!isUnsigned && !taco.isDevelopmentSigned) return
  if (sign === 'auto' && tag === undefined) return
  if (sign === 'true' && !isUnsigned && tag === undefined) return
  const found = isUnsigned
    ? 'is not signed'
    : 'is signed with a development certificate, which Tableau does not trust'
  const reason = tag === undefined ? `sign is ${sign}` : `it is to be released as ${tag}`
  throw new TacosmithError('signing', `${taco.name} ${found}, and ${reason}`, {
    help: `Give keystore-base64 or keystore (a secret that the repository does not have is empty), or set sign to ${isUnsigned ? 'false' : 'development'} if this is intended.`,
  })
}
