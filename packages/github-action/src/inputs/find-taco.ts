import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { create as createGlob } from '@actions/glob'
import { TacosmithError } from '@tacosmith/core'

/**
 * Finds the one file that a path or pattern means.
 *
 * @throws TacosmithError `connector-not-found` where there is none, or more than one.
 */
export async function findTaco(pattern: string, workspace: string): Promise<string> {
  const path = resolve(workspace, pattern)
  // A name may hold what a pattern would not take literally.
  if ((await stat(path).catch(() => undefined))?.isFile()) return path
  const glob = await createGlob(path.replaceAll('\\', '/'), { matchDirectories: false })
  const files = await glob.glob()
  const [file] = files
  if (file !== undefined && files.length === 1) return file
  const found = file === undefined ? 'no file' : `${files.length} files: ${files.join(', ')}`
  throw new TacosmithError(
    'connector-not-found',
    `${pattern} should match one .taco file, but matches ${found}`,
    {
      help:
        file === undefined
          ? 'Check what the build wrote and where; paths are relative to the root of the checkout.'
          : 'Use a pattern that matches only one of them, or empty the folder before the build.',
    },
  )
}
