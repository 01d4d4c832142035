import type { Diagnostic, Severity } from './diagnostic.ts'
import { fingerprints } from './fingerprints.ts'
import { inFolder, type PlacedReport, wholeConnectorFile } from './placed-report.ts'

const severities: Record<Severity, string> = { error: 'major', warning: 'minor', info: 'info' }

/**
 * Reports as one list of findings in the form that GitLab shows in merge requests ("Code Quality"). Ends with a line break.
 *
 * Source: the section "Code Quality report format" of GitLab's documentation.
 */
export function formatGitlab(reports: readonly PlacedReport[]): string {
  return `${JSON.stringify(reports.flatMap(describeReport), undefined, 2)}\n`
}

function describeReport({ report, folder, readSource }: PlacedReport): object[] {
  const pathOf = (file = wholeConnectorFile): string => inFolder(file, folder)
  const fingerprint = fingerprints(readSource, pathOf)
  return report.diagnostics.map((finding) => describeFinding(finding, pathOf, fingerprint))
}

/** GitLab compares findings of two commits by their fingerprints, of which each is shown once. */
function describeFinding(
  finding: Diagnostic,
  pathOf: (file: string | undefined) => string,
  fingerprint: (finding: Diagnostic) => string,
): object {
  const { rule, severity, message, help, file, line = 1 } = finding
  return {
    description: [message, help].filter(Boolean).join('\n'),
    check_name: rule,
    fingerprint: fingerprint(finding),
    severity: severities[severity],
    location: { path: pathOf(file), lines: { begin: line } },
  }
}
