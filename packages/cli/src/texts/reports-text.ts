import { formatJson, type Report } from '@tacosmith/core'
import type { FailedTarget, PrintedReport } from '../terminal/printed-report.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** What `tacosmith validate --json` prints of several targets. */
export function reportsJson(targets: readonly (PrintedReport | FailedTarget)[]): object {
  const reports = reportsIn(targets)
  return {
    ok: reports.length === targets.length && reports.every(({ ok }) => ok),
    errors: sum(reports, 'errors'),
    warnings: sum(reports, 'warnings'),
    reports: targets.map((target) => {
      const { path } = target
      if ('error' in target) return { path, error: target.error }
      const { folder, report } = target
      return { path, ...(folder !== undefined && { folder }), ...(JSON.parse(formatJson(report)) as object) }
    }),
  }
}

/** What stands above the findings in one of several targets. */
export function targetHeading(path: string, { cwd, colorStdout }: Terminal): string {
  const shown = shownPath(path, cwd)
  return colorStdout ? `\u001b[4m${shown}\u001b[24m` : shown
}

/** One line on everything that was to be checked; none where nothing could be. */
export function reportsSummary(
  targets: readonly (PrintedReport | FailedTarget)[],
  { colorStdout }: Terminal,
): string {
  const reports = reportsIn(targets)
  if (reports.length === 0) return ''
  const number = reports.length === targets.length ? '' : `${reports.length} of `
  const checked = `Checked ${number}${counted(targets.length, 'path')}`
  const [errors, warnings] = [sum(reports, 'errors'), sum(reports, 'warnings')]
  const counts = [errors > 0 && counted(errors, 'error'), warnings > 0 && counted(warnings, 'warning')]
  const found = reports.filter((report) => report.errors + report.warnings > 0).length
  const result =
    found === 0 ? 'no problems found' : `found ${counts.filter(Boolean).join(' and ')} in ${found} of them`
  const text = `${checked}: ${result}.`
  if (!colorStdout) return `${text}\n`
  const color = errors > 0 ? 31 : reports.every(({ ok }) => ok) ? 32 : 33
  return `\u001b[1;${color}m${text}\u001b[0m\n`
}

function reportsIn(targets: readonly (PrintedReport | FailedTarget)[]): Report[] {
  return targets.flatMap((target) => ('report' in target ? [target.report] : []))
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function sum(reports: readonly Report[], name: 'errors' | 'warnings'): number {
  return reports.reduce((total, report) => total + report[name], 0)
}
