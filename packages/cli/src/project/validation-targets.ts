import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { isPattern, matchingPaths } from './path-patterns.ts'

/** What a command line is about. */
export interface ExpandedTargets {
  /** Absolute paths, each once, in the order of the words; undefined stands for the project in the current folder. */
  paths: (string | undefined)[]
  /** Patterns that fit nothing. */
  unmatched: { path: string; error: TacosmithError }[]
  /** Whether there may be more than one, which decides about the form of the results, however many there are today. */
  isList: boolean
}

/** Finds what the words of a command line mean: paths, and patterns where no file is called like that. */
export async function expandTargets(words: readonly string[], cwd: string): Promise<ExpandedTargets> {
  if (words.length === 0) return { paths: [undefined], unmatched: [], isList: false }
  const paths = new Set<string>()
  const unmatched: ExpandedTargets['unmatched'] = []
  let isList = words.length > 1
  for (const word of words) {
    const path = resolve(cwd, word)
    if (!isPattern(word) || (await exists(path))) {
      paths.add(path)
      continue
    }
    isList = true
    const matching = await matchingPaths(word, cwd, 'all')
    if (matching.length === 0) unmatched.push({ path, error: fitsNothing(word) })
    for (const found of matching) paths.add(found)
  }
  return { paths: [...paths], unmatched, isList }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  )
}

function fitsNothing(pattern: string): TacosmithError {
  return new TacosmithError('connector-not-found', `no file or folder fits ${pattern}`, {
    help: 'Check the pattern: * stands for part of a name, ** for any number of folders. Names that start with a dot and node_modules are left out.',
  })
}
