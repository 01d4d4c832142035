import { visibleText } from '@tacosmith/core/adapter'
import cutToWidth from 'fast-string-truncated-width'

/** A column of a table for people. */
export interface TableColumn {
  title: string
  /** Numbers stand below each other. */
  align?: 'left' | 'right'
}

/** Rows with their cells below each other, two blanks apart; the titles are bold where colours are allowed. */
export function textTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  color: boolean,
): string {
  const shown = [columns.map(({ title }) => title), ...rows].map((row) => row.map(visibleText))
  const widths = columns.map((_, index) => Math.max(...shown.map((row) => widthOf(row[index] ?? ''))))
  const lines = shown.map((row) =>
    row
      .map((cell, index) => {
        const blanks = ' '.repeat((widths[index] ?? 0) - widthOf(cell))
        return columns[index]?.align === 'right' ? blanks + cell : cell + blanks
      })
      .join('  ')
      .trimEnd(),
  )
  const [titles = '', ...others] = lines
  return `${[color ? `\u001b[1m${titles}\u001b[22m` : titles, ...others].join('\n')}\n`
}

/** In columns of a terminal, of which some characters take two. */
function widthOf(text: string): number {
  return cutToWidth(text).width
}
