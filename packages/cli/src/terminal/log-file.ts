import { join } from 'node:path'
import { writeFileWhole } from '@tacosmith/core/adapter'
import type { PrintedReport } from './printed-report.ts'
import { plainReports } from './report-format.ts'
import type { Terminal } from './terminal.ts'

/**
 * Writes the findings of a run to `packaging_logs.txt`, where scripts made for the SDK's packager look for them.
 *
 * @throws TacosmithError `output` where the folder cannot be written.
 */
export async function writeLog(
  folder: string,
  printed: readonly PrintedReport[],
  terminal: Terminal,
): Promise<void> {
  await writeFileWhole(join(folder, 'packaging_logs.txt'), Buffer.from(plainReports(printed, terminal)))
}
