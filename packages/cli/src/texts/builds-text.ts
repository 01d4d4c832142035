import type { Report } from '@tacosmith/core'
import type { FailedTarget } from '../terminal/printed-report.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { buildJson, type ToldBuild } from './build-summary.ts'
import { colorOf, counted, countsText, red, sum } from './reports-text.ts'

/** One of several connectors that were to be built. */
export type BuiltConnector = { path: string; folder: string; result: ToldBuild } | FailedTarget

/** What `tacosmith build --json` prints of several connectors. */
export function buildsJson(built: readonly BuiltConnector[]): object {
  const reports = reportsOf(built)
  return {
    ok: reports.length === built.length && reports.every(({ ok }) => ok),
    errors: sum(reports, 'errors'),
    warnings: sum(reports, 'warnings'),
    builds: built.map((one) => {
      const { path } = one
      return 'error' in one
        ? { path, error: one.error }
        : { path, folder: one.folder, ...buildJson(one.result) }
    }),
  }
}

/** One line on all connectors that were to be built. */
export function buildsSummary(built: readonly BuiltConnector[], { colorStdout }: Terminal): string {
  const reports = reportsOf(built)
  const made = built.filter((one) => 'result' in one && one.result.ok).length
  const number = made === built.length ? '' : `${made} of `
  const text = `Built ${number}${counted(built.length, 'connector')}: ${countsText(reports, built.length - reports.length)}.`
  const color = made < built.length ? red : colorOf(reports)
  return colorStdout ? `\u001b[1;${color}m${text}\u001b[0m\n` : `${text}\n`
}

function reportsOf(built: readonly BuiltConnector[]): Report[] {
  return built.flatMap((one) => ('result' in one ? [one.result.report] : []))
}
