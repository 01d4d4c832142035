import { resolve, sep } from 'node:path'

/** Whether a word on the command line may stand for several paths. */
export function isPattern(word: string): boolean {
  return /[*?[\]{}]/.test(word)
}

/**
 * The paths that a pattern fits, absolute and sorted; none in `node_modules`. Shells expand patterns themselves, but the one
 * of Windows does not, and none does within quotes.
 */
export async function matchingPaths(
  pattern: string,
  cwd: string,
  found: 'files' | 'folders' | 'all',
): Promise<string[]> {
  // Loaded here only: most runs have no patterns.
  const { glob } = await import('tinyglobby')
  const paths = await glob(sep === '\\' ? pattern.replaceAll('\\', '/') : pattern, {
    cwd,
    absolute: true,
    onlyFiles: found === 'files',
    onlyDirectories: found === 'folders',
    expandDirectories: false,
    ignore: ['**/node_modules/**'],
  })
  // Folders end with a slash.
  return paths.map((path) => resolve(path)).sort()
}
