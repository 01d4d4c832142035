/** A longer line says no more. */
const MAXIMUM_LINE = 160

/** The lines of a script around a place, which is marked. */
export function scriptFrame(text: string, { line, column }: { line: number; column: number }): string {
  const lines = text.split(/\r?\n/)
  const first = Math.max(1, line - 2)
  const width = String(line + 1).length
  return lines
    .slice(first - 1, line + 1)
    .flatMap((content, index) => {
      const number = first + index
      const shown = content.length > MAXIMUM_LINE ? `${content.slice(0, MAXIMUM_LINE)}…` : content
      const row = `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${shown}`
      const mark = `  ${' '.repeat(width)} | ${' '.repeat(Math.min(column, MAXIMUM_LINE) - 1)}^`
      return number === line ? [row, mark] : [row]
    })
    .join('\n')
}
