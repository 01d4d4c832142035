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
  return underlined(shownPath(path, cwd), colorStdout)
}

/** A heading, underlined where colours are allowed. */
export function underlined(text: string, color: boolean): string {
  return color ? `\u001b[4m${text}\u001b[24m` : text
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
  const failed = targets.length - reports.length
  const text = `${checked}: ${countsText(reports, failed)}.`
  return colorStdout ? `\u001b[1;${colorOf(reports)}m${text}\u001b[0m\n` : `${text}\n`
}

/**
 * What was found, in words: `found 1 error in 1 of them`.
 *
 * @param failed - How many failed before anything could be found in them.
 */
export function countsText(reports: readonly Report[], failed = 0): string {
  const [errors, warnings] = [sum(reports, 'errors'), sum(reports, 'warnings')]
  const counts = [errors > 0 && counted(errors, 'error'), warnings > 0 && counted(warnings, 'warning')]
  const found = reports.filter((report) => report.errors + report.warnings > 0).length
  const told =
    found === 0 ? 'no problems found' : `found ${counts.filter(Boolean).join(' and ')} in ${found} of them`
  if (failed === 0) return told
  return reports.length === 0 ? `${failed} failed; see above` : `${told}, and ${failed} failed; see above`
}

/** The colour of a line on several reports: that of the worst of them. */
export function colorOf(reports: readonly Report[]): number {
  if (sum(reports, 'errors') > 0) return red
  return reports.every(({ ok }) => ok) ? green : yellow
}

export const red = 31
const green = 32
const yellow = 33

function reportsIn(targets: readonly (PrintedReport | FailedTarget)[]): Report[] {
  return targets.flatMap((target) => ('report' in target ? [target.report] : []))
}

/** A number with its noun: `2 errors`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Of all reports together. */
export function sum(reports: readonly Report[], name: 'errors' | 'warnings'): number {
  return reports.reduce((total, report) => total + report[name], 0)
}
