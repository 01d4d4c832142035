import { textWidth } from './text-width.ts'
import { visibleCharacter, visibleCharacters } from './visible-text.ts'

/** How a code frame is drawn. */
export interface CodeFrameOptions {
  /** Cells of the terminal that a source line may take. Default 100. */
  width?: number
  /** Lines before the one that is pointed at. Default 2. */
  linesBefore?: number
  /** Lines after it. Default 1. */
  linesAfter?: number
}

/** One row of a code frame. */
export interface CodeFrameRow {
  /** The number of the source line; undefined for the row with the caret. */
  line: number | undefined
  text: string
}

const tabWidth = 2
const defaultWidth = 100
const cut = '…'

/**
 * The lines around a place, each safe to print, and below the one that is pointed at a row with a caret. Empty where
 * the text has no such line.
 */
export function codeFrameRows(
  text: string,
  line: number,
  column: number | undefined,
  options: CodeFrameOptions = {},
): CodeFrameRow[] {
  const { width = defaultWidth, linesBefore = 2, linesAfter = 1 } = options
  const lines = splitLines(text)
  const target = lines[line - 1]
  if (target === undefined) return []
  const from = firstShown(target, column ?? 1, width)
  const rows: CodeFrameRow[] = []
  const last = Math.min(lines.length, line + linesAfter)
  for (let number = Math.max(1, line - linesBefore); number <= last; number++) {
    rows.push({ line: number, text: drawLine(lines[number - 1] ?? '', from, width).trimEnd() })
    if (number === line && column !== undefined)
      rows.push({ line: undefined, text: drawCaret(target, from, column) })
  }
  return withoutEmptyEnds(rows, line)
}

/**
 * A code frame as plain text, for build tools that print their own heading around it. Empty where the text has no
 * such line.
 *
 * @param line 1-based
 * @param column 1-based, in UTF-16 code units; undefined leaves the caret out
 */
export function codeFrame(text: string, line: number, column?: number, options?: CodeFrameOptions): string {
  const rows = codeFrameRows(text, line, column, options)
  const gutter = gutterWidth(rows)
  return rows
    .map((row) =>
      `${row.line === line ? '>' : ' '} ${String(row.line ?? '').padStart(gutter)} | ${row.text}`.trimEnd(),
    )
    .join('\n')
}

/** The width of the longest line number. */
export function gutterWidth(rows: CodeFrameRow[]): number {
  return Math.max(0, ...rows.map(({ line }) => String(line ?? '').length))
}

/** The text of the last frame: most findings are in the same file as the one before. */
let lastSplit: { text: string; lines: string[] } | undefined

function splitLines(text: string): string[] {
  if (lastSplit?.text !== text) {
    const content = text.startsWith('\uFEFF') ? text.slice(1) : text
    lastSplit = { text, lines: content.split(/\r\n|\n|\r/) }
  }
  return lastSplit.lines
}

/** The offset at which long lines begin to be shown, so that the column stays in sight. */
function firstShown(line: string, column: number, width: number): number {
  const fits = line.length <= width * 2 && textWidth(drawCharacters(line).join('')) <= width
  if (fits) return 0
  let from = Math.min(column - 1, line.length)
  for (let room = Math.floor(width / 2); from > 0 && room > 0; ) {
    const previous = from - (isInsidePair(line, from - 1) ? 2 : 1)
    room -= textWidth(drawCharacter(line.slice(previous, from)))
    from = previous
  }
  return from
}

/** As much of a line as fits; only that part is looked at, for a line may be megabytes long. */
function drawLine(line: string, from: number, width: number): string {
  const start = isInsidePair(line, from) ? from + 1 : from
  if (start > 0 && start >= line.length) return ''
  let drawn = start > 0 ? cut : ''
  let cells = drawn.length
  /** What leaves room for the mark of the cut. */
  let shortened = drawn
  for (const next of drawCharacters(line.slice(start, start + width * 2))) {
    cells += textWidth(next)
    if (cells > width) return shortened + cut
    drawn += next
    if (cells < width) shortened = drawn
  }
  return start + width * 2 < line.length ? shortened + cut : drawn
}

function drawCaret(line: string, from: number, column: number): string {
  const before = drawCharacters(line.slice(from, column - 1)).join('')
  return `${' '.repeat(textWidth(from > 0 ? cut + before : before))}^`
}

function drawCharacters(line: string): string[] {
  const texts = visibleCharacters(line)
  return line.includes('\t')
    ? texts.map((text) => (text === '<U+0009>' ? ' '.repeat(tabWidth) : text))
    : texts
}

function drawCharacter(character: string): string {
  return character === '\t' ? ' '.repeat(tabWidth) : visibleCharacter(character)
}

/** Whether an offset lies between the two halves of a character. */
function isInsidePair(text: string, offset: number): boolean {
  return offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff
}

/** An empty line at the top or bottom shows nothing. */
function withoutEmptyEnds(rows: CodeFrameRow[], line: number): CodeFrameRow[] {
  const isEmpty = (row: CodeFrameRow | undefined): boolean =>
    row?.line !== undefined && row.line !== line && row.text === ''
  let first = 0
  let last = rows.length
  while (isEmpty(rows[first])) first++
  while (isEmpty(rows[last - 1])) last--
  return rows.slice(first, last)
}
