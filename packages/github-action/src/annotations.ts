import { formatGithub, type Report } from '@tacosmith/core'

/** Prints findings as annotations; their files are shown as the repository knows them. */
export function annotate(report: Report, folder: string): void {
  process.stdout.write(formatGithub(report, { folder }))
}
