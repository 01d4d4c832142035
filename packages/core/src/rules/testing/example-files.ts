import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import type { RuleExample } from '../rule-example.ts'

/** The connector that an example is about, with one of its snippets in place. */
export function exampleFiles({ file, context }: RuleExample, snippet: string): Record<string, string> {
  const files = minimalConnector()
  for (const [path, change] of Object.entries(context.changes ?? {})) {
    if (typeof change === 'string') files[path] = change
    else for (const [part, replacement] of change) files[path] = replaceIn(files[path], part, replacement)
  }
  if (context.listing) return listedFiles(files, snippet)
  if (context.named !== undefined) files[snippet] = context.named
  else
    files[file] = context.replaces === undefined ? snippet : replaceIn(files[file], context.replaces, snippet)
  return files
}

/** Only the files that are listed, padded with blanks to the sizes that are. */
function listedFiles(files: Record<string, string>, listing: string): Record<string, string> {
  const units: Record<string, number> = { KB: 1024, MB: 1024 * 1024 }
  const entries = listing.split('\n').map((line) => {
    const [, path = '', size, unit = ''] = /^(\S+)(?: +(\d+) (KB|MB))?$/.exec(line) ?? []
    const text = files[path]
    if (text === undefined) throw new Error(`The connector has no file for the line "${line}".`)
    return [path, size === undefined ? text : text.padEnd(Number(size) * (units[unit] ?? 0))]
  })
  return Object.fromEntries(entries)
}
