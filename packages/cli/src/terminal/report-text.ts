import { formatPretty } from '@tacosmith/core'
import type { PrintedReport } from './printed-report.ts'
import { pathFromHere } from './repository-path.ts'
import type { Terminal } from './terminal.ts'

/** A report, printed along with the result. */
export function reportText(
  { report, readSource, folder }: Omit<PrintedReport, 'path'>,
  { colorStderr: color, isStderrWatched: wrap, width, cwd }: Terminal,
): string {
  return formatPretty(report, { readSource, color, width, wrap, folder: shownFolder(folder, cwd) })
}

/** What stands before the files of a report. */
export function shownFolder(folder: string | undefined, cwd: string): string {
  return folder === undefined ? '' : pathFromHere(folder, cwd)
}
