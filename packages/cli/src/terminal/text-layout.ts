import { visibleText } from '@tacosmith/core/adapter'

/**
 * Breaks a text into lines at blanks; a word that is too long for a line stays whole, so that it can be copied.
 *
 * @param first before the first line
 * @param rest before all others. Default: as many blanks.
 */
export function wrap(
  text: string,
  width: number,
  first = '',
  rest: string = ' '.repeat(first.length),
): string[] {
  const lines: string[] = []
  let line = first
  let empty = true
  for (const word of visibleText(text).split(' ')) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line)
      line = rest
      empty = true
    }
    line += empty ? word : ` ${word}`
    empty = false
  }
  return [...lines, line]
}
