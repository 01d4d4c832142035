// The one table of the benchmark: a row for each piece of work, a column for each tool that does it. Medians.

/**
 * @typedef {object} Row
 * @property {string} work
 * @property {number} ours - Milliseconds, as the others.
 * @property {number} [bare] - What Node alone takes to start and end.
 * @property {number} [sdk]
 * @property {number} [jar]
 * @property {number} [jarsigner]
 * @property {{ ours: number, jarsigner: number }} [memory] - Bytes at most.
 */

const tools = [
  ['tacosmith', 'ours'],
  ['bare node', 'bare'],
  ["SDK's packager", 'sdk'],
  ['jar', 'jar'],
  ['jarsigner', 'jarsigner'],
]
const heading = ['', ...tools.map(([title]) => title), 'of the SDK', 'of the JDK']

/** @param {Row[]} rows */
export function markdownTable(rows) {
  return [heading, heading.map((_, index) => (index === 0 ? '---' : '--:')), ...rows.map(cellsOf)]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

/** @param {Row[]} rows */
export function plainTable(rows) {
  const lines = [heading, ...rows.map(cellsOf)]
  const widths = heading.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)))
  const pad = (cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))
  return lines.map((cells) => cells.map(pad).join('  ')).join('\n')
}

/** Peak memory, where a row has it. */
export function memoryTable(rows) {
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`
  const lines = rows
    .filter(({ memory }) => memory !== undefined)
    .map(({ work, memory }) => `| ${work} | ${megabytes(memory.ours)} | ${megabytes(memory.jarsigner)} |`)
  if (lines.length === 0) return 'Peak memory was not measured: GNU time is not installed.'
  return ['| peak memory | tacosmith | jarsigner |', '| --- | --: | --: |', ...lines].join('\n')
}

function cellsOf(row) {
  const times = tools.map(([, key]) => (row[key] === undefined ? '' : `${row[key].toFixed(0)} ms`))
  return [row.work, ...times, ratioTo(row.ours, sdkWay(row)), ratioTo(row.ours, jdkWay(row))]
}

/** The packager leaves signing to jarsigner. */
function sdkWay({ sdk, jarsigner = 0 }) {
  return sdk === undefined ? undefined : sdk + jarsigner
}

function jdkWay({ jar, jarsigner }) {
  return jar === undefined && jarsigner === undefined ? undefined : (jar ?? 0) + (jarsigner ?? 0)
}

function ratioTo(ours, theirs) {
  return theirs === undefined ? '' : (ours / theirs).toFixed(2)
}
