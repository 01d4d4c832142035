import { relative } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { matchFiles } from './checkout-pattern.ts'

const MOST_SHOWN = 5

/**
 * Finds the one file that a path or pattern means.
 *
 * @param input - What the user wrote the pattern as, for messages.
 * @throws TacosmithError `connector-not-found` where there is none, or more than one.
 */
export async function findTaco(pattern: string, workspace: string, input: string): Promise<string> {
  const files = await matchFiles(pattern, workspace, { intoFolders: true })
  const [file] = files
  if (file !== undefined && files.length === 1) return file
  throw new TacosmithError(
    'connector-not-found',
    `${input}: ${shortPath(pattern, workspace)} should match one .taco file, but matches ${listed(files, workspace)}`,
    {
      help:
        file === undefined
          ? 'Check what was built before, and where; paths are relative to the root of the checkout.'
          : 'Use a pattern that matches only one of them, or empty the folder before the build.',
    },
  )
}

function listed(files: readonly string[], workspace: string): string {
  if (files.length === 0) return 'no file'
  const shown = files.slice(0, MOST_SHOWN).map((file) => shortPath(file, workspace))
  const more = files.length > MOST_SHOWN ? ` and ${files.length - MOST_SHOWN} more` : ''
  return `${files.length} files: ${shown.join(', ')}${more}`
}

function shortPath(path: string, workspace: string): string {
  return path.startsWith(workspace) ? relative(workspace, path) : path
}
