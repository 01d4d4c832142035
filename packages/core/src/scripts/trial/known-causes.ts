import type { Diagnostic } from '../../diagnostics/diagnostic.ts'

/** Faults that are told already, and that a trial run would meet again. */
const explainedAlready = new Set([
  'js-set-impersonate-call',
  'js-unknown-helper',
  'js-builder-returns-array',
  'js-attr-not-required',
])

/** Whether a trial run of a script can show more than its findings do. */
export function isWorthATrial(findings: readonly Diagnostic[]): boolean {
  return !findings.some(({ rule }) => rule.startsWith('script-') || explainedAlready.has(rule))
}

/** The findings of a trial run without those on a `throw` that a finding tells of already. */
export function withoutKnownThrows(
  tried: readonly Diagnostic[],
  findings: readonly Diagnostic[],
): Diagnostic[] {
  const places = new Set(findings.filter(({ rule }) => rule === 'js-throw-custom').map(lineOf))
  return tried.filter((finding) => !places.has(lineOf(finding)))
}

function lineOf({ file, line }: Diagnostic): string {
  return `${file}:${line}`
}
