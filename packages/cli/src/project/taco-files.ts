import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { withTacoFile } from '@tacosmith/core/adapter'
import { isPattern, matchingPaths } from './path-patterns.ts'

/**
 * Reads a `.taco` as a whole, for what looks at all of it anyway.
 *
 * @throws TacosmithError `connector-not-found` when there is no such file, `environment` when it cannot be read.
 */
export async function readTaco(path: string): Promise<Uint8Array> {
  return await withTacoFile(path, async (file) => file.slice(0, file.length))
}

/**
 * The files that paths and patterns on a command line mean, each once, in their order.
 *
 * @throws TacosmithError `connector-not-found` for a path that does not exist or a pattern that fits nothing.
 */
export async function expandFiles(words: readonly string[], cwd: string): Promise<string[]> {
  const files: string[] = []
  for (const word of words) {
    const path = resolve(cwd, word)
    const isPath = !isPattern(word) || (await isFile(path))
    const found = isPath ? [path] : await matchingPaths(word, cwd, 'files')
    if (found.length === 0) throw notFound(path)
    files.push(...found)
  }
  return [...new Set(files)]
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}

function notFound(path: string): TacosmithError {
  return new TacosmithError('connector-not-found', `${path} does not exist`, {
    help: 'Give the path of a .taco file; tacosmith build creates one.',
  })
}

/**
 * Where the results go: in place of the originals, to one file where the name ends in `.taco` or is a file's, or else into a
 * folder.
 *
 * @returns one target for each file
 * @throws TacosmithError `usage` when several files would go into one.
 */
export async function targetsOf(
  files: readonly string[],
  out: string | undefined,
  cwd: string,
): Promise<string[]> {
  if (out === undefined) return [...files]
  const target = resolve(cwd, out)
  // Whether there are one or several files must not change what a name means.
  const isForOneFile = /\.taco$/i.test(out) || (await isFile(target))
  const isFolder = (await stat(target).catch(() => undefined))?.isDirectory() === true
  if (files.length === 1 && isForOneFile && !isFolder) return [target]
  if (isForOneFile && !isFolder) {
    throw new TacosmithError('usage', `--out ${out} names one file, and there are ${files.length} to write`, {
      help: 'Give a folder.',
    })
  }
  const targets = files.map((file) => join(target, file.slice(dirname(file).length).replace(/^[\\/]/, '')))
  const twice = targets.find((one, index) => targets.indexOf(one) !== index)
  if (twice === undefined) return targets
  throw new TacosmithError('usage', `two of the files would both be written to ${twice}`, {
    help: 'Write files with the same name to different folders.',
  })
}
