import { readFile } from 'node:fs/promises'
import { TacosmithError } from '@tacosmith/core'

/** One file that is made, changed or found as it should be. */
export interface PlannedFile {
  /** The path of the file in the project's folder, with slashes. */
  file: string
  change: 'new' | 'changed' | 'unchanged'
  /** What comes into an existing file. */
  added: string[]
  /** What is there with another meaning and stays. */
  kept: string[]
  text: string
}

/** @param present - What the file holds; undefined where there is none. */
export function changeOf(present: string | undefined, text: string): PlannedFile['change'] {
  if (present === undefined) return 'new'
  return present === text ? 'unchanged' : 'changed'
}

/**
 * The text of a file; undefined where there is none.
 *
 * @throws TacosmithError `usage` where it cannot be read.
 */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new TacosmithError('usage', `${path} cannot be read`, { cause })
  }
}
