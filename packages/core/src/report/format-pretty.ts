import { styleText } from 'node:util'
import { type CodeFrameRow, codeFrameRows, gutterWidth } from './code-frame.ts'
import type { Diagnostic, Report, Severity } from './diagnostic.ts'
import { inFolder } from './placed-report.ts'
import { countFindings } from './report.ts'
import { visibleText } from './visible-text.ts'
import { wrapText } from './wrap-text.ts'

/** What {@link formatPretty} needs in addition to the report. */
export interface PrettyOptions {
  /** The text of a file of the connector, for the code frames; undefined where it is not at hand. */
  readSource(file: string): string | undefined
  /**
   * The connector folder as seen from where people are, so that they can open the places. Default: places are those in the
   * connector.
   */
  folder?: string
  /** Whether to use ANSI colours. */
  color: boolean
  /** Cells of the terminal in a row. Default 100. */
  width?: number
  /** Whether messages and advice are broken at blanks to fit the width. Default false: what searches them wants lines. */
  wrap?: boolean
}

type Style = Parameters<typeof styleText>[0]
type Paint = (style: Style, text: string) => string

const severityStyles: Record<Severity, Style> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  info: ['bold', 'blue'],
}

/**
 * A report for people: each finding with its source line and a caret, then what to do, then one line with the
 * counts. Control characters in messages and sources are shown, never sent to the terminal.
 *
 * Ends with a line break.
 */
export function formatPretty(report: Report, options: PrettyOptions): string {
  // The caller has decided about colours; the terminal of this process is ignored.
  const paint: Paint = (style, text) =>
    options.color && text !== '' ? styleText(style, text, { validateStream: false }) : text
  const sources = new Map<string, string | undefined>()
  const readOnce = (file: string): string | undefined => {
    if (!sources.has(file)) sources.set(file, options.readSource(file))
    return sources.get(file)
  }
  const blocks = report.diagnostics.map((finding) =>
    formatFinding(finding, finding.file === undefined ? undefined : readOnce(finding.file), paint, options),
  )
  return [...blocks, `${formatSummary(report, paint)}\n`].join('\n')
}

function formatFinding(
  finding: Diagnostic,
  source: string | undefined,
  paint: Paint,
  { width = 100, wrap = false, folder = '' }: PrettyOptions,
): string {
  const { severity, message, help, url } = finding
  const rule = visibleText(finding.rule)
  const rows = frameOf(finding, source, width)
  const indent = ' '.repeat(Math.max(gutterWidth(rows), 1))
  const bar = paint('dim', '|')
  const limit = wrap ? width : Number.POSITIVE_INFINITY
  const head = `${severity}[${rule}]: `.length
  const [title = '', ...more] = wrapText(visibleText(message), { first: head, rest: 2, limit })
  const lines = [
    `${paint(severityStyles[severity], severity)}${paint('dim', `[${rule}]`)}: ${paint('bold', title)}`,
    ...more.map((line) => `  ${paint('bold', line)}`),
  ]
  const place = formatPlace(finding, folder)
  if (place !== '') lines.push(`${indent}${paint('dim', '-->')} ${paint('cyan', place)}`)
  if (rows.length > 0) lines.push(`${indent} ${bar}`)
  for (const row of rows) lines.push(formatRow(row, finding, indent.length, paint))
  if (rows.length > 0 && (help ?? url) !== undefined) lines.push(`${indent} ${bar}`)
  if (help !== undefined) {
    const [advice = '', ...others] = wrapText(visibleText(help), {
      first: `${indent} = help: `.length,
      rest: `${indent}   `.length,
      limit,
    })
    lines.push(`${indent} ${paint('dim', '=')} ${paint('bold', 'help')}: ${advice}`)
    lines.push(...others.map((line) => `${indent}   ${line}`))
  }
  if (url !== undefined)
    lines.push(`${indent} ${paint('dim', '=')} ${paint('bold', 'see')}: ${visibleText(url)}`)
  return `${lines.join('\n')}\n`
}

function frameOf({ line, column }: Diagnostic, source: string | undefined, width: number): CodeFrameRow[] {
  if (source === undefined || line === undefined) return []
  const gutter = String(line + 1).length + ' | '.length
  return codeFrameRows(source, line, column, {
    width: Math.max(width - gutter, 20),
    linesBefore: 1,
    linesAfter: 1,
  })
}

function formatRow(row: CodeFrameRow, finding: Diagnostic, gutter: number, paint: Paint): string {
  const isCaret = row.line === undefined
  const isTarget = row.line === finding.line
  const number = paint(isTarget ? 'bold' : 'dim', String(row.line ?? '').padStart(gutter))
  const around = isTarget ? row.text : paint('dim', row.text)
  const text = isCaret ? paint(severityStyles[finding.severity], row.text) : around
  return `${number} ${paint('dim', '|')}${row.text === '' ? '' : ' '}${text}`
}

function formatPlace({ file, line, column }: Diagnostic, folder: string): string {
  if (file === undefined) return ''
  return [visibleText(inFolder(file, folder)), line, line === undefined ? undefined : column]
    .filter((part) => part !== undefined)
    .join(':')
}

function formatSummary(report: Report, paint: Paint): string {
  const infos = countFindings(report.diagnostics, 'info')
  const counts = [
    [report.errors, 'error', 'errors'],
    [report.warnings, 'warning', 'warnings'],
    [infos, 'note', 'notes'],
  ] as const
  const found = counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`)
  const strict = report.ok || report.errors > 0 ? '' : ' Warnings count as errors here.'
  const summary = found.length === 0 ? 'No problems found.' : `Found ${joinWords(found)}.${strict}`
  return paint(
    report.errors > 0 ? ['bold', 'red'] : report.ok ? ['bold', 'green'] : ['bold', 'yellow'],
    summary,
  )
}

function joinWords(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
