import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatPretty, type Report, TacosmithError } from '@tacosmith/core'

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
  const file = join(folder, 'packaging_logs.txt')
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(file, formatPretty(report, { readSource, color: false }))
  } catch (cause) {
    throw new TacosmithError('output', `cannot write ${file}`, {
      help: 'Give --log a folder that is writable.',
      cause,
    })
  }
}
