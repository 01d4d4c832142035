import { join } from 'node:path'
import { formatPretty, type Report } from '@tacosmith/core'
import { writeFileWhole } from '@tacosmith/core/adapter'

/**
 * Writes the findings of a run to `packaging_logs.txt`, where scripts made for the SDK's packager look for them.
 *
 * @throws TacosmithError `output` where the folder cannot be written.
 */
export async function writeLog(
  folder: string,
  report: Report,
  readSource: (file: string) => string | undefined,
): Promise<void> {
  const text = formatPretty(report, { readSource, color: false })
  await writeFileWhole(join(folder, 'packaging_logs.txt'), Buffer.from(text))
}
