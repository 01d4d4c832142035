import { textWidth } from './text-width.ts'

/**
 * Breaks a text at blanks. A word that is too long for a line stays whole, so that it can be copied.
 *
 * @param margins - Cells that something else takes in the first line and in the rest, and the cells of a line.
 */
export function wrapText(
  text: string,
  { first, rest, limit }: { first: number; rest: number; limit: number },
): string[] {
  const lines: string[] = []
  let line: string | undefined
  let width = first
  for (const word of text.split(' ')) {
    const added = textWidth(word)
    if (line !== undefined && width + 1 + added > limit) {
      lines.push(line)
      line = undefined
      width = rest
    }
    width += line === undefined ? added : 1 + added
    line = line === undefined ? word : `${line} ${word}`
  }
  return [...lines, line ?? '']
}
