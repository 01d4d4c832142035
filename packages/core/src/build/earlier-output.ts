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
  /** The names of files that may be there, whatever they end with. */
  names: readonly (string | undefined)[]
  /** Whether the bundler empties that folder. Default false: then the files stay, like everything else there. */
  all?: boolean
  /** Says which files stay nevertheless, by their names. */
  keep?: (name: string) => boolean
  /** Default: the disk. */
  files?: OutputFiles
}

/**
 * Removes the `.taco` files of earlier builds after a build failed, where a bundler would have emptied the folder: there
 * nobody expects a file of an earlier build. Best effort: what cannot be removed stays.
 */
export async function discardEarlierTacos(output: EarlierOutput): Promise<void> {
  const { folder, names, all = false, keep = () => false, files = { readdir, unlink } } = output
  if (!all) return
  const present = (await namesIn(folder, files)).filter((name) => name.endsWith('.taco'))
  const expected = names.filter((name) => name !== undefined)
  const unwanted = [...new Set([...present, ...expected])].filter((name) => !keep(name))
  await Promise.all(unwanted.map((name) => remove(join(folder, name), files)))
}

function namesIn(folder: string, files: OutputFiles): Promise<string[]> {
  return new Promise((done) => files.readdir(folder, (_error, names) => done(names ?? [])))
}

function remove(file: string, files: OutputFiles): Promise<void> {
  return new Promise((done) => files.unlink(file, () => done()))
}
