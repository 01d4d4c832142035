import type { Diagnostic } from '../../report/diagnostic.ts'

/** Faults that are reported already, and that a trial run would meet again. */
const alreadyExplained = new Set([
  'js-set-impersonate-call',
  'js-unknown-helper',
  'js-builder-returns-array',
  'js-attr-not-required',
])

/** Whether a trial run of a script can show more than its findings do. */
export function isWorthTrying(findings: readonly Diagnostic[]): boolean {
  return !findings.some(({ rule, severity }) => rule.startsWith('script-') && severity === 'error')
}

/**
 * The findings of a trial run without those on a line that a finding is about already. Where a finding explains what a
 * trial run may meet anywhere, only what is wrong for certain is left.
 */
export function withoutKnownFaults(
  tried: readonly Diagnostic[],
  findings: readonly Diagnostic[],
): Diagnostic[] {
  const isExplained = findings.some(({ rule }) => alreadyExplained.has(rule))
  const places = new Set(findings.filter(({ rule }) => rule === 'js-throw-custom').map(lineOf))
  return tried
    .filter(({ severity }) => severity === 'error' || !isExplained)
    .filter((finding) => !places.has(lineOf(finding)))
}

function lineOf({ file, line }: Diagnostic): string {
  return `${file}:${line}`
}
