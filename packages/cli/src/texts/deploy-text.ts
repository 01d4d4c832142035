import { type ConnectorPlace, visibleText } from '@tacosmith/core/adapter'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'

const MAXIMUM_WIDTH = 100
const GREEN = 32
const RED = 31
const YELLOW = 33
const BOLD = 1

/** How a command's result is laid out. */
export interface Layout {
  width: number
  cwd: string
  good(text: string): string
  bad(text: string): string
  heading(text: string): string
}

/** The layout of what goes to stdout. */
export function resultLayout({ width, cwd, colorStdout }: Terminal): Layout {
  const paint =
    (code: number) =>
    (text: string): string =>
      colorStdout ? `\u001b[${code}m${text}\u001b[0m` : text
  return {
    width: Math.min(width, MAXIMUM_WIDTH),
    cwd,
    good: paint(GREEN),
    bad: paint(RED),
    heading: paint(BOLD),
  }
}

/** What a connector is called in a sentence: `brook_jdbc 1.0.0`. */
export function connectorName(connector: { class?: string; version?: string | undefined }): string {
  return visibleText(
    [connector.class ?? 'a file that is not a connector', connector.version].filter(Boolean).join(' '),
  )
}

/** A state of a signature in words. */
export function signatureText(signature: string): string {
  return signature.replaceAll('-', ' ')
}

/** Rows of columns, each as wide as its widest cell; the last one goes to a line of its own where it does not fit. */
export function table(rows: readonly (readonly string[])[], indent: string, width: number): string[] {
  const shown = rows.map((row) => row.map(visibleText))
  const widths = (shown[0] ?? []).map((_, column) =>
    Math.max(...shown.map((row) => row[column]?.length ?? 0)),
  )
  return shown.flatMap((row) => {
    const cells = row.map((cell, column) =>
      column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0),
    )
    const line = indent + cells.join('  ')
    if (line.length <= width) return [line]
    return [(indent + cells.slice(0, -1).join('  ')).trimEnd(), `${indent}  ${cells.at(-1) ?? ''}`]
  })
}

/** Where was looked, for a reader who misses something. */
export function searchedText(
  places: readonly { place: ConnectorPlace; exists: boolean }[],
  { cwd, width }: Pick<Layout, 'cwd' | 'width'>,
): string[] {
  if (places.length === 0) return ['searched no folders: none are known for this system']
  const rows = places.map(({ place, exists }) => [
    place.owner,
    `${shownPath(place.folder, cwd)}${exists ? '' : ' (does not exist)'}`,
  ])
  return ['looked in', ...table(rows, '  ', width)]
}

/** A reason, shown below the path it is about. */
export function reasonWithoutPath(reason: string, path: string): string {
  return reason
    .replace(`${path} should be a connector, but `, '')
    .replace(`${path}: `, '')
    .replace(`${path} `, '')
}

/** A warning on stderr, with what to do about it. */
export function printWarning(
  { message, file, help }: { message: string; file?: string; help?: string },
  terminal: Terminal,
): void {
  const { width, cwd, colorStderr } = terminal
  const columns = Math.min(width, MAXIMUM_WIDTH)
  const [first = '', ...rest] = wrap(message, columns, 'warning  ', '  ')
  const head = colorStderr ? `\u001b[${YELLOW}mwarning\u001b[0m${first.slice('warning'.length)}` : first
  const lines = [
    head,
    ...rest,
    ...(file === undefined ? [] : [`  ${shownPath(file, cwd)}`]),
    ...(help === undefined ? [] : wrap(help, columns, '  -> ', '     ')),
  ]
  terminal.say(`${lines.join('\n')}\n`)
}
