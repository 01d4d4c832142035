import { isAbsolute, relative, sep } from 'node:path'
import { formatGithub, formatJson, formatPretty, formatSarif, type Report } from '@tacosmith/core'
import { ruleDescriptions } from '@tacosmith/core/adapter'
import { version } from '../version.ts'
import type { Terminal } from './terminal.ts'

/** The forms that a report can be printed in. */
export const reportFormats = ['pretty', 'json', 'sarif', 'github'] as const

export type ReportFormat = (typeof reportFormats)[number]

/** In GitHub Actions findings become annotations unless another form is asked for. */
export function defaultFormat(environment: NodeJS.ProcessEnv): ReportFormat {
  return environment.GITHUB_ACTIONS === 'true' ? 'github' : 'pretty'
}

/** What a report is printed with. */
export interface ReportContext {
  readSource(file: string): string | undefined
  /** See {@link pathInRepository}. */
  folder: string
  terminal: Terminal
}

/** A report, printed along with the result. */
export function reportText(
  report: Report,
  readSource: ReportContext['readSource'],
  { colorStderr: color, isStderrWatched: wrap, width }: Terminal,
): string {
  return formatPretty(report, { readSource, color, width, wrap })
}

/** A report in one of the forms, ending with a line end. */
export function formatReport(format: ReportFormat, report: Report, context: ReportContext): string {
  const { readSource, folder, terminal } = context
  const pretty = (): string =>
    formatPretty(report, {
      readSource,
      color: terminal.colorStdout,
      width: terminal.width,
      wrap: terminal.isStdoutWatched,
    })
  switch (format) {
    case 'json':
      return formatJson(report)
    case 'sarif':
      return formatSarif(report, { rules: ruleDescriptions, version: version(), readSource, folder })
    case 'github':
      // The log is for people too: annotations alone show there without their source lines.
      return formatGithub(report, { folder }) + pretty()
    case 'pretty':
      return pretty()
  }
}

/** A folder as code scanning wants it: from the root of the checkout, else from the current folder, with slashes. */
export function pathInRepository(folder: string, cwd: string, environment: NodeJS.ProcessEnv): string {
  for (const root of [environment.GITHUB_WORKSPACE, cwd]) {
    if (!root) continue
    const path = relative(root, folder)
    if (!isAbsolute(path) && path.split(sep)[0] !== '..') return path.split(sep).join('/')
  }
  return folder.split(sep).join('/')
}
