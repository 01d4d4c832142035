import {
  formatGithub,
  formatGitlab,
  formatJson,
  formatJunit,
  formatPretty,
  formatSarif,
  type PlacedReport,
} from '@tacosmith/core'
import { ruleDescriptions } from '@tacosmith/core/adapter'
import { checkedTable } from '../texts/connectors-table.ts'
import { reportsJson, reportsSummary, targetHeading } from '../texts/reports-text.ts'
import { version } from '../version.ts'
import type { FailedTarget, PrintedReport } from './printed-report.ts'
import { shownFolder } from './report-text.ts'
import { pathInRepository } from './repository-path.ts'
import type { Terminal } from './terminal.ts'

/** The forms that a report can be printed in. */
export const reportFormats = ['pretty', 'json', 'sarif', 'github', 'junit', 'gitlab'] as const

export type ReportFormat = (typeof reportFormats)[number]

/** In GitHub Actions findings become annotations unless another form is asked for. */
export function defaultFormat(environment: NodeJS.ProcessEnv): ReportFormat {
  return environment.GITHUB_ACTIONS === 'true' ? 'github' : 'pretty'
}

/** The report as annotations, see {@link defaultFormat}. */
export function annotations({ report, folder, path }: PrintedReport, cwd: string): string {
  return formatGithub(report, { folder: pathInRepository(folder ?? path, cwd, process.env) })
}

/** The report of the one thing that was checked, ending with a line end. */
export function formatReport(format: ReportFormat, printed: PrintedReport, terminal: Terminal): string {
  switch (format) {
    case 'json':
      return formatJson(printed.report)
    case 'github':
      // The log is for people too: annotations alone show there without their source lines.
      return annotations(printed, terminal.cwd) + prettyReport(printed, terminal)
    case 'pretty':
      return prettyReport(printed, terminal)
    default:
      return formatForServices(format, [printed], terminal.cwd)
  }
}

/** The reports of everything that was to be checked, as one document. */
export function formatReports(
  format: ReportFormat,
  targets: readonly (PrintedReport | FailedTarget)[],
  terminal: Terminal,
): string {
  const printed = targets.filter((target) => 'report' in target)
  switch (format) {
    case 'json':
      return `${JSON.stringify(reportsJson(targets), null, 2)}\n`
    case 'github':
      return printed.map((one) => annotations(one, terminal.cwd)).join('') + prettyReports(printed, terminal)
    case 'pretty':
      return prettyReports(targets, terminal)
    default:
      return formatForServices(format, printed, terminal.cwd)
  }
}

/** For files, such as a log: without colours, each line whole. */
export function plainReports(printed: readonly PrintedReport[], terminal: Terminal): string {
  const plain = { ...terminal, colorStdout: false, isStdoutWatched: false, width: 100 }
  const [first, ...others] = printed
  return first && others.length === 0 ? prettyReport(first, plain) : prettyReports(printed, plain)
}

function formatForServices(
  format: 'sarif' | 'junit' | 'gitlab',
  printed: readonly PrintedReport[],
  cwd: string,
): string {
  const placed = printed.map(({ path, folder, report, readSource }): PlacedReport => {
    const inRepository = (absolute: string): string => pathInRepository(absolute, cwd, process.env)
    return { name: inRepository(path) || '.', folder: inRepository(folder ?? path), report, readSource }
  })
  switch (format) {
    case 'sarif':
      return formatSarif(placed, { rules: ruleDescriptions, version: version() })
    case 'junit':
      return formatJunit(placed)
    case 'gitlab':
      return formatGitlab(placed)
  }
}

function prettyReport({ report, readSource, folder }: PrintedReport, terminal: Terminal): string {
  return formatPretty(report, {
    readSource,
    color: terminal.colorStdout,
    width: terminal.width,
    wrap: terminal.isStdoutWatched,
    folder: shownFolder(folder, terminal.cwd),
  })
}

/** What has no findings is only counted, and a line of the table where there are several connectors. */
function prettyReports(targets: readonly (PrintedReport | FailedTarget)[], terminal: Terminal): string {
  const blocks = targets
    .filter((target) => 'report' in target)
    .filter(({ report }) => report.diagnostics.length > 0)
    .map((one) => `${targetHeading(one.path, terminal)}\n\n${prettyReport(one, terminal)}\n`)
  const table = checkedTable(targets, terminal)
  return [...blocks, table && `${table}\n`, reportsSummary(targets, terminal)].join('')
}
