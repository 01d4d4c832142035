import { readdir, unlink } from 'node:fs'
import { join } from 'node:path'

/** What is needed of a file system; bundlers that write into memory bring their own, in the style of `node:fs`. */
export interface OutputFiles {
  readdir(folder: string, callback: (error: unknown, names?: string[]) => void): void
  unlink(file: string, callback: (error: unknown) => void): void
}

/** Which files are removed, and from where. */
export interface EarlierOutput {
  /** The output folder, absolute. */
  folder: string
  /** The names of files that may be there. */
  names: readonly (string | undefined)[]
  /** Remove every `.taco`: for a folder that the bundler would have emptied. Default false. */
  all?: boolean
  /** Default: the disk. */
  files?: OutputFiles
}

/**
 * Removes the `.taco` files of earlier builds after a build failed, so that none is taken for its result. Best effort:
 * what cannot be removed stays.
 */
export async function discardEarlierTacos(output: EarlierOutput): Promise<void> {
  const { folder, names, all = false, files = { readdir, unlink } } = output
  const unwanted = new Set(names.filter((name) => name !== undefined))
  const present = all ? await namesIn(folder, files) : []
  for (const name of present.filter((file) => file.endsWith('.taco'))) unwanted.add(name)
  await Promise.all([...unwanted].map((name) => remove(join(folder, name), files)))
}

function namesIn(folder: string, files: OutputFiles): Promise<string[]> {
  return new Promise((done) => files.readdir(folder, (_error, names) => done(names ?? [])))
}

function remove(file: string, files: OutputFiles): Promise<void> {
  return new Promise((done) => files.unlink(file, () => done()))
}
