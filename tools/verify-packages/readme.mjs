import { Failure } from './run.mjs'

/**
 * The parts of a README by their headings.
 *
 * @returns Each with its `titles`, from the outermost heading on, and its code `blocks` up to the next heading.
 */
export function readmeParts(text) {
  const parts = []
  let titles = []
  let block
  for (const line of text.split('\n')) {
    const [, fence] = /^```(\w*)/.exec(line) ?? []
    if (block !== undefined) {
      if (fence === undefined) block.lines.push(line)
      else block = undefined
    } else if (fence !== undefined) {
      block = { language: fence, lines: [] }
      parts.at(-1)?.blocks.push(block)
    } else if (/^#{1,6} /.test(line)) {
      const level = line.indexOf(' ')
      titles = [...titles.slice(0, level - 1), line.slice(level + 1)]
      parts.push({ titles, blocks: [] })
    }
  }
  return parts
}

/**
 * What a part tells its reader to do, in order: `{ command }` for each line of a block of `sh`, and `{ file, text }` for a
 * block that starts with a comment which is the name of a file. Other blocks only show something.
 */
export function stepsOf({ blocks }) {
  return blocks.flatMap(({ language, lines }) => {
    if (language === 'sh') return lines.filter((line) => /^[^#\s]/.test(line)).map((command) => ({ command }))
    const [, file] = /^(?:\/\/|#) (\S+\.\w+)$/.exec(lines[0] ?? '') ?? []
    return file === undefined ? [] : [{ file, text: `${lines.join('\n')}\n` }]
  })
}

/**
 * How the page on package managers says npm's command lines for another one: a table with one column for each.
 *
 * @returns Translates a command line.
 */
export function translator(page, manager) {
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
  const head = rows.findIndex(([, first]) => first === 'npm')
  const column = rows[head]?.findIndex((cell) => cell.toLowerCase() === manager) ?? -1
  if (column < 0) throw new Failure(`docs/start/package-managers.md tells nothing of ${manager}`)
  const pairs = rows.slice(head + 2).map((row) => [row[1], row[column]])
  return (line) => {
    const [words, others] = pairs.find(([words]) => `${line} `.startsWith(`${words} `)) ?? []
    if (words !== undefined) return others + line.slice(words.length)
    if (/^np[mx] /.test(line))
      throw new Failure(`docs/start/package-managers.md does not say what ${line} is for ${manager}`)
    return line
  }
}
