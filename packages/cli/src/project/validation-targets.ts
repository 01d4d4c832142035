import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { isPattern, matchingPaths } from './path-patterns.ts'

/** What a command line is about. */
export interface ExpandedTargets {
  /** Absolute paths, each once, in the order of the words; undefined stands for the project in the current folder. */
  paths: (string | undefined)[]
  /** The pattern that a path fits, where no word names the path itself. */
  patterns: ReadonlyMap<string, string>
  /** Patterns that fit nothing. */
  unmatched: { path: string; error: TacosmithError }[]
  /** Whether there may be more than one, which decides about the form of the results, however many there are today. */
  isList: boolean
}

/**
 * Finds what the words of a command line mean: paths, and patterns where no file is called like that.
 *
 * @param meant - What patterns may fit.
 */
export async function expandTargets(
  words: readonly string[],
  cwd: string,
  meant: 'all' | 'folders' = 'all',
): Promise<ExpandedTargets> {
  if (words.length === 0) return { paths: [undefined], patterns: new Map(), unmatched: [], isList: false }
  const paths = new Set<string>()
  const named = new Set<string>()
  const patterns = new Map<string, string>()
  const unmatched: ExpandedTargets['unmatched'] = []
  let isList = words.length > 1
  for (const word of words) {
    const path = resolve(cwd, word)
    if (!isPattern(word) || (await exists(path))) {
      paths.add(path)
      named.add(path)
      continue
    }
    isList = true
    const matching = await matchingPaths(word, cwd, meant)
    if (matching.length === 0) unmatched.push({ path, error: fitsNothing(word, meant) })
    for (const found of matching) {
      paths.add(found)
      patterns.set(found, word)
    }
  }
  for (const path of named) patterns.delete(path)
  return { paths: [...paths], patterns, unmatched, isList }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  )
}

/** The patterns of which nothing is left, since all that they fit was left out. */
export function emptyPatterns(
  { patterns }: Pick<ExpandedTargets, 'patterns'>,
  leftOut: ReadonlySet<string>,
  cwd: string,
): ExpandedTargets['unmatched'] {
  const used = new Set([...patterns].flatMap(([path, pattern]) => (leftOut.has(path) ? [] : [pattern])))
  const empty = [...new Set(patterns.values())].filter((pattern) => !used.has(pattern))
  return empty.map((pattern) => ({ path: resolve(cwd, pattern), error: holdsNoConnector(pattern) }))
}

function holdsNoConnector(pattern: string): TacosmithError {
  return new TacosmithError('connector-not-found', `nothing that fits ${pattern} is a connector`, {
    help: 'A connector is a folder with a manifest.xml, or with one in its folder connector.',
  })
}

function fitsNothing(pattern: string, meant: 'all' | 'folders'): TacosmithError {
  const what = meant === 'all' ? 'file or folder' : 'folder'
  return new TacosmithError('connector-not-found', `no ${what} fits ${pattern}`, {
    help: 'Check the pattern: * stands for part of a name, ** for any number of folders. Names that start with a dot and node_modules are left out.',
  })
}
