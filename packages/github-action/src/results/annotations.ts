import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Diagnostic, formatGithub, type Report } from '@tacosmith/core'

/**
 * Prints findings as annotations; their files are shown as the repository knows them. One in a file that is not in the
 * checkout, such as a script that a bundler made, names it in its text.
 *
 * @param folder - The connector's folder, from the root of the checkout; undefined where it is not in the checkout.
 */
export function annotate(report: Report, workspace: string, folder: string | undefined): void {
  const isThere = (file: string): boolean => folder !== undefined && existsSync(join(workspace, folder, file))
  const diagnostics = report.diagnostics.map((finding) =>
    finding.file === undefined || isThere(finding.file) ? finding : withoutPlace(finding, finding.file),
  )
  process.stdout.write(formatGithub({ ...report, diagnostics }, { folder: folder ?? '' }))
}

function withoutPlace({ file: _, line, column: __, ...finding }: Diagnostic, file: string): Diagnostic {
  const place = line === undefined ? file : `${file}:${line}`
  return { ...finding, message: `${place}: ${finding.message}` }
}
