import { createHash } from 'node:crypto'
import type { Diagnostic } from './diagnostic.ts'

/**
 * Gives findings a name that they keep when lines before them come and go: it follows from the rule, the file and the text
 * of the line. Findings that are alike are counted.
 *
 * @param pathOf - What a file is called in the name.
 */
export function fingerprints(
  readSource: (file: string) => string | undefined,
  pathOf: (file: string | undefined) => string | undefined = (file) => file,
): (finding: Diagnostic) => string {
  const lines = new Map<string, string[]>()
  const counts = new Map<string, number>()
  const lineOf = (file: string, line: number): string => {
    const known = lines.get(file) ?? (readSource(file) ?? '').split(/\r\n|\n|\r/)
    lines.set(file, known)
    return known[line - 1]?.trim() ?? ''
  }
  return ({ rule, file, line }) => {
    const text = file === undefined || line === undefined ? '' : lineOf(file, line)
    const digest = createHash('sha256')
      .update(JSON.stringify([rule, pathOf(file), text]))
      .digest('hex')
      .slice(0, 16)
    const count = (counts.get(digest) ?? 0) + 1
    counts.set(digest, count)
    return `${digest}:${count}`
  }
}
