import type { Diagnostic, Report, Severity } from './diagnostic.ts'

/** What makes a report fail beside errors. */
export interface ReportOptions {
  /** Default false. */
  warningsAsErrors?: boolean
}

/** Nobody keeps reading after so many findings of one rule in one file. */
export const maximumReportedFindings: number = 100

/**
 * Makes a report of findings: identical ones once, sorted by file, line, column and rule; findings that belong to no
 * file come first. Of one rule and severity in one file the first hundred are listed; one more represents all the others.
 *
 * The severities stay as they are; `warningsAsErrors` decides only whether the report is `ok`.
 */
export function createReport(findings: Iterable<Diagnostic>, options: ReportOptions = {}): Report {
  const diagnostics = withoutTooMany(withoutRepeats(findings).map(asReported).sort(byPlace))
  const errors = countFindings(diagnostics, 'error')
  const warnings = countFindings(diagnostics, 'warning')
  const ok = errors === 0 && (warnings === 0 || options.warningsAsErrors !== true)
  return { ok, errors, warnings, diagnostics }
}

const severities: readonly unknown[] = ['error', 'warning', 'info'] satisfies Severity[]

/**
 * A finding as a report holds it: without facts for the steps of a build. Findings come from adapters and rules of other
 * makers too: what is worse than we know must not pass for nothing.
 */
function asReported({ about: _, ...finding }: Diagnostic): Diagnostic {
  return severities.includes(finding.severity) ? finding : { ...finding, severity: 'error' }
}

/** How many findings of a severity there are, those included that one of them stands for. */
export function countFindings(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return diagnostics
    .filter((finding) => finding.severity === severity)
    .reduce((sum, { count = 1 }) => sum + count, 0)
}

/** What stands for the others follows the last one that is told. */
function withoutTooMany(sorted: readonly Diagnostic[]): Diagnostic[] {
  const groups = new Map<string, Diagnostic[]>()
  for (const finding of sorted) {
    const key = JSON.stringify([finding.rule, finding.severity, finding.file])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [finding])
    else group.push(finding)
  }
  const left = new Set<Diagnostic>()
  const standIns = new Map<Diagnostic, Diagnostic>()
  for (const group of groups.values()) {
    const last = group[maximumReportedFindings - 1]
    const others = group.slice(maximumReportedFindings)
    if (last === undefined || others.length === 0) continue
    for (const other of others) left.add(other)
    standIns.set(last, standInFor(others))
  }
  if (standIns.size === 0) return [...sorted]
  return sorted.flatMap((finding) => {
    if (left.has(finding)) return []
    const standIn = standIns.get(finding)
    return standIn === undefined ? [finding] : [finding, standIn]
  })
}

function standInFor(findings: readonly Diagnostic[]): Diagnostic {
  const [first] = findings as [Diagnostic]
  const { rule, severity, file } = first
  const count = findings.reduce((sum, finding) => sum + (finding.count ?? 1), 0)
  const where = file === undefined ? '' : ' in this file'
  return {
    rule,
    severity,
    message: `${rule} has ${count} more ${count === 1 ? 'finding' : 'findings'}${where}, not listed here`,
    ...(file !== undefined && { file }),
    help: 'Fix the ones that are listed; the next run lists the others.',
    count,
  }
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
