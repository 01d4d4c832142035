/** What keeps a piece of SQL from being parsed, whatever its dialect. */
export type SqlFault = 'quote' | 'opening' | 'closing'

/** Something that databases read differently. */
type Habit =
  /** `\'` inside quotes is a quote and does not end them. */
  | 'backslashes'
  /** `--` starts a comment, whatever follows it. */
  | 'dash-comments'
  | 'hash-comments'
  | 'slash-comments'
  /** A comment inside a comment has an end of its own. */
  | 'nested-comments'
  /** Three quotes begin and end a string. */
  | 'triple-quotes'
  /** `[it's]` is a name. */
  | 'bracket-names'

type Reading = ReadonlySet<Habit>

/** The habits that databases have together: a formula is written for one of them. */
const readings: readonly Reading[] = (
  [
    [],
    ['dash-comments'],
    ['backslashes'],
    ['backslashes', 'dash-comments'],
    // MySQL
    ['backslashes', 'dash-comments', 'hash-comments'],
    // BigQuery
    ['backslashes', 'dash-comments', 'hash-comments', 'triple-quotes'],
    // Snowflake
    ['backslashes', 'dash-comments', 'slash-comments'],
    // PostgreSQL
    ['dash-comments', 'nested-comments'],
    // SQL Server
    ['dash-comments', 'nested-comments', 'bracket-names'],
    // SQLite
    ['dash-comments', 'bracket-names'],
  ] satisfies Habit[][]
).map((habits) => new Set<Habit>(habits))

/** The other half of what begins a string of Oracle's, such as q'[it's]'; any other character is its own. */
const otherHalves: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')', '<': '>' }

/**
 * Looks for quotes that never end and parentheses without their other half.
 *
 * @returns undefined where any database could parse it
 */
export function findSqlFault(sql: string): SqlFault | undefined {
  let first: SqlFault | undefined
  for (const reading of readings) {
    const fault = faultOf(sql, reading)
    if (fault === undefined) return undefined
    first ??= fault
  }
  return first
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
  switch (sql[start]) {
    case "'":
    case '"':
    case '`':
      return endOfQuotes(sql, start, reading)
    case 'q':
    case 'Q':
      return endOfChosenQuotes(sql, start)
    case '[':
      return reading.has('bracket-names') ? endOfDoubled(sql, start, ']', false) : undefined
    case '$':
      return endOfDollarQuotes(sql, start)
    default:
      return endOfComment(sql, start, reading)
  }
}

function endOfQuotes(sql: string, start: number, reading: Reading): number {
  const quote = sql[start] ?? ''
  const three = quote.repeat(3)
  if (reading.has('triple-quotes') && sql.startsWith(three, start)) return endAfter(sql, three, start + 3)
  return endOfDoubled(sql, start, quote, reading.has('backslashes'))
}

/** Where something ends at a character that is doubled where it is meant. */
function endOfDoubled(sql: string, start: number, last: string, hasBackslashes: boolean): number {
  for (let index = start + 1; index < sql.length; index++) {
    if (hasBackslashes && sql[index] === '\\') index++
    else if (sql[index] === last && sql[index + 1] === last) index++
    else if (sql[index] === last) return index + 1
  }
  return -1
}

/** Oracle's q'[it's]'. */
function endOfChosenQuotes(sql: string, start: number): number | undefined {
  const first = sql[start + 2]
  if (sql[start + 1] !== "'" || first === undefined || /\s/.test(first)) return undefined
  // An n before it makes it a text of national letters.
  const before = /^n$/i.test(sql[start - 1] ?? '') ? start - 2 : start - 1
  return isInName(sql, before) ? undefined : endAfter(sql, `${otherHalves[first] ?? first}'`, start + 3)
}

/** PostgreSQL's $$it's$$ and $tag$it's$tag$; a $ inside of a name is a letter. */
function endOfDollarQuotes(sql: string, start: number): number | undefined {
  if (isInName(sql, start - 1)) return undefined
  const [tag] = /^\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/u.exec(sql.slice(start, start + 64)) ?? []
  return tag === undefined ? undefined : endAfter(sql, tag, start + tag.length)
}

function endOfComment(sql: string, start: number, reading: Reading): number | undefined {
  if (sql.startsWith('/*', start)) {
    return reading.has('nested-comments') ? endOfNested(sql, start) : endAfter(sql, '*/', start + 2)
  }
  const isComment =
    (reading.has('dash-comments') && sql.startsWith('--', start)) ||
    (reading.has('hash-comments') && sql[start] === '#') ||
    (reading.has('slash-comments') && sql.startsWith('//', start))
  if (!isComment) return undefined
  const end = sql.indexOf('\n', start)
  return end === -1 ? sql.length : end
}

function endOfNested(sql: string, start: number): number {
  let open = 0
  for (let index = start; index < sql.length; index++) {
    if (sql.startsWith('/*', index)) open++
    else if (sql.startsWith('*/', index)) open--
    else continue
    index++
    if (open === 0) return index + 1
  }
  return -1
}

function isInName(sql: string, index: number): boolean {
  return /[\p{L}\p{N}_$]/u.test(sql[index] ?? '')
}

function endAfter(sql: string, text: string, from: number): number {
  const end = sql.indexOf(text, from)
  return end === -1 ? -1 : end + text.length
}
