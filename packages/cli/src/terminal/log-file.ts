import { join } from 'node:path'
import { writeFileWhole } from '@tacosmith/core/adapter'
import { version } from '../version.ts'
import type { PrintedReport } from './printed-report.ts'
import { plainReports } from './report-format.ts'
import type { Terminal } from './terminal.ts'

/** What a log tells in addition to the findings. */
export interface LoggedRun {
  printed: readonly PrintedReport[]
  /** What came of it: a line. */
  outcome: string
}

/**
 * Writes what a run found to `packaging_logs.txt`, where scripts made for the SDK's packager look for it: when, what was
 * checked, the findings, and how it ended.
 *
 * @throws TacosmithError `output` where the folder cannot be written.
 */
export async function writeLog(
  folder: string,
  { printed, outcome }: LoggedRun,
  terminal: Terminal,
): Promise<void> {
  const lines = [
    `${new Date().toISOString()} tacosmith ${version()}`,
    ...printed.map(({ path, folder }) => `checked ${folder ?? path}`),
    '',
    plainReports(printed, terminal).trimEnd(),
    '',
    outcome,
    '',
  ]
  await writeFileWhole(join(folder, 'packaging_logs.txt'), Buffer.from(lines.join('\n')))
}

/** How a run ended that only checked something. */
export function checkOutcome(printed: readonly PrintedReport[], failures = 0): string {
  const faulty = printed.filter(({ report }) => !report.ok).length
  if (faulty + failures === 0) return 'Success: no errors.'
  const failed = failures === 0 ? '' : `, ${failures} could not be checked`
  return `Failure: ${faulty} of ${printed.length + failures} checked had errors${failed}.`
}
