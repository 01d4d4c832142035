/** What keeps a piece of SQL from being parsed, whatever its dialect. */
export type SqlFault = 'quote' | 'opening' | 'closing'

/** How a database reads what is not the same in all of them. */
interface Reading {
  /** `\'` inside quotes is a quote and does not end them. */
  hasBackslashes: boolean
  /** `--` starts a comment, whatever follows it. */
  hasDashComments: boolean
}

const readings: readonly Reading[] = [true, false].flatMap((hasBackslashes) =>
  [true, false].map((hasDashComments) => ({ hasBackslashes, hasDashComments })),
)

/**
 * Looks for quotes that never end and parentheses without their other half.
 *
 * @returns undefined where any database could parse it
 */
export function findSqlFault(sql: string): SqlFault | undefined {
  let fault: SqlFault | undefined
  for (const reading of readings) {
    fault = faultOf(sql, reading)
    if (fault === undefined) return undefined
  }
  return fault
}

function faultOf(sql: string, reading: Reading): SqlFault | undefined {
  let open = 0
  for (let index = 0; index < sql.length; index++) {
    const end = endOfText(sql, index, reading)
    if (end === -1) return 'quote'
    if (end !== undefined) index = end - 1
    else if (sql[index] === '(') open++
    else if (sql[index] === ')' && --open < 0) return 'closing'
  }
  return open > 0 ? 'opening' : undefined
}

/** Where a string, a quoted name or a comment ends that starts there: -1 for never, undefined where none starts. */
function endOfText(sql: string, start: number, reading: Reading): number | undefined {
  const character = sql[start]
  if (character === "'" || character === '"' || character === '`') return endOfQuotes(sql, start, reading)
  if (sql.startsWith('/*', start)) return endAfter(sql, '*/', start + 2)
  if (reading.hasDashComments && sql.startsWith('--', start)) {
    const end = sql.indexOf('\n', start)
    return end === -1 ? sql.length : end
  }
  const [tag] = character === '$' ? (/^\$[A-Za-z_]*\$/.exec(sql.slice(start, start + 64)) ?? []) : []
  return tag === undefined ? undefined : endAfter(sql, tag, start + tag.length)
}

function endOfQuotes(sql: string, start: number, { hasBackslashes }: Reading): number {
  const quote = sql[start]
  for (let index = start + 1; index < sql.length; index++) {
    if (hasBackslashes && sql[index] === '\\') index++
    else if (sql[index] === quote && sql[index + 1] === quote) index++
    else if (sql[index] === quote) return index + 1
  }
  return -1
}

function endAfter(sql: string, text: string, from: number): number {
  const end = sql.indexOf(text, from)
  return end === -1 ? -1 : end + text.length
}
