import type { Diagnostic, Report } from './diagnostic.ts'

/**
 * A report as one JSON document with a fixed order of members, indented by two spaces. Ends with a line break.
 */
export function formatJson(report: Report): string {
  const { ok, errors, warnings, diagnostics } = report
  const document: Report = { ok, errors, warnings, diagnostics: diagnostics.map(inFixedOrder) }
  return `${JSON.stringify(document, undefined, 2)}\n`
}

function inFixedOrder(finding: Diagnostic): Diagnostic {
  const { rule, severity, message, file, line, column, help, url, count } = finding
  return {
    rule,
    severity,
    message,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(help !== undefined && { help }),
    ...(url !== undefined && { url }),
    ...(count !== undefined && { count }),
  }
}
