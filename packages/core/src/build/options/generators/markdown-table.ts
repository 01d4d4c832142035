const start = '<!-- options: written by npm run docs -->'
const end = '<!-- end of options -->'

/** A table in Markdown; the first row is its head. */
export function markdownTable([head = [], ...rows]: string[][]): string {
  const lines = [head, head.map(() => '---'), ...rows]
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}

/** A README with another table of options between its marks. */
export function withTable(readme: string, table: string): string {
  const [before, rest = ''] = readme.split(start)
  const after = rest.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`there is no "${start}" … "${end}"`)
  return `${before}${start}\n\n${table}\n\n${end}${after}`
}
