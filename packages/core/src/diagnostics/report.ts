import type { Diagnostic, Report } from './diagnostic.ts'

/** What makes a report fail beside errors. */
export interface ReportOptions {
  /** Default false. */
  warningsAsErrors?: boolean
}

/**
 * Makes a report of findings: identical ones once, sorted by file, line, column and rule; findings that belong to no
 * file come first.
 *
 * The severities stay as they are; `warningsAsErrors` decides only whether the report is `ok`.
 */
export function createReport(findings: Iterable<Diagnostic>, options: ReportOptions = {}): Report {
  const diagnostics = withoutRepeats(findings).sort(byPlace)
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length
  const ok = errors === 0 && (warnings === 0 || options.warningsAsErrors !== true)
  return { ok, errors, warnings, diagnostics }
}

function withoutRepeats(findings: Iterable<Diagnostic>): Diagnostic[] {
  const unique = new Map<string, Diagnostic>()
  for (const finding of findings) {
    const { rule, severity, message, file, line, column, help, url } = finding
    const key = JSON.stringify([rule, severity, message, file, line, column, help, url])
    if (!unique.has(key)) unique.set(key, finding)
  }
  return [...unique.values()]
}

function byPlace(left: Diagnostic, right: Diagnostic): number {
  return (
    compareText(left.file ?? '', right.file ?? '') ||
    (left.line ?? 0) - (right.line ?? 0) ||
    (left.column ?? 0) - (right.column ?? 0) ||
    compareText(left.rule, right.rule) ||
    compareText(left.message, right.message)
  )
}

/** By code unit, so that the order is the same in every locale. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
