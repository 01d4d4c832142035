import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { writeNewFile } from '@tacosmith/core/adapter'

/** What became of the files of {@link writeNewFiles}, by path with slashes. */
export interface NewFiles {
  written: string[]
  /** Those that existed and were left as they were. */
  kept: string[]
}

/**
 * Writes files into a folder, each whole; those that exist stay as they are.
 *
 * @throws TacosmithError `output` where the folder cannot be written.
 */
export async function writeNewFiles(folder: string, files: Record<string, string>): Promise<NewFiles> {
  const done: NewFiles = { written: [], kept: [] }
  for (const [name, text] of Object.entries(files)) {
    const isNew = await writeNewFile(join(folder, name), Buffer.from(text), { within: folder })
    done[isNew ? 'written' : 'kept'].push(name)
  }
  return done
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

/**
 * Refuses a folder that holds anything but the data of git.
 *
 * @throws TacosmithError `usage`
 */
export async function expectEmptyFolder(folder: string): Promise<void> {
  let names: string[]
  try {
    names = await readdir(folder)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return
    throw new TacosmithError('usage', `${folder} cannot be used as a folder`, {
      help: reasonOf(cause),
      cause,
    })
  }
  if (names.every((name) => name === '.git')) return
  throw new TacosmithError('usage', `${folder} is not empty`, {
    help: 'Choose another folder, or use --force to add the missing files without changing any.',
  })
}
