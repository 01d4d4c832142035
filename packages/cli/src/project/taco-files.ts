import { readdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { withTacoFile } from '@tacosmith/core/adapter'

/**
 * Reads a `.taco` as a whole, for what looks at all of it anyway.
 *
 * @throws TacosmithError `connector-not-found` when there is no such file, `environment` when it cannot be read.
 */
export async function readTaco(path: string): Promise<Uint8Array> {
  return await withTacoFile(path, async (file) => file.slice(0, file.length))
}

/**
 * The files that paths and patterns on a command line mean, each once, in their order. Shells expand patterns
 * themselves; the one of Windows does not. `*`, `?` and the folder `**` are understood.
 *
 * @throws TacosmithError `connector-not-found` for a path that does not exist or a pattern that fits nothing.
 */
export async function expandFiles(words: readonly string[], cwd: string): Promise<string[]> {
  const files: string[] = []
  for (const word of words) {
    const path = resolve(cwd, word)
    const found = !/[*?]/.test(word) || (await isFile(path)) ? [path] : await matching(path)
    if (found.length === 0) throw notFound(path)
    files.push(...found)
  }
  return [...new Set(files)]
}

async function matching(pattern: string): Promise<string[]> {
  const segments = pattern.split(/[\\/]/)
  const fixed = segments.findIndex((segment) => /[*?]/.test(segment))
  const start = segments.slice(0, fixed).join('/') || '/'
  return (await walk(start, segments.slice(fixed))).sort()
}

async function walk(folder: string, [segment, ...rest]: string[]): Promise<string[]> {
  if (segment === undefined) return []
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const found: string[] = []
  if (segment === '**') found.push(...(await walk(folder, rest)))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    const below = segment === '**' ? [segment, ...rest] : rest
    const fits =
      segment === '**'
        ? entry.isDirectory() && !entry.name.startsWith('.')
        : wildcard(segment).test(entry.name)
    if (!fits) continue
    if (below.length > 0) found.push(...(await walk(path, below)))
    else if (await isFile(path)) found.push(path)
  }
  return found
}

/** Names that start with a dot are meant only by patterns that do. */
function wildcard(segment: string): RegExp {
  const source = segment
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${segment.startsWith('.') ? '' : '(?!\\.)'}${source}$`, 'su')
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
 * Where the results go: in place of the originals, to one file, or into a folder.
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
  const isFolder = /[\\/]$/.test(out) || (await stat(target).catch(() => undefined))?.isDirectory() === true
  if (files.length === 1 && !isFolder) return [target]
  if (await isFile(target)) {
    throw new TacosmithError(
      'usage',
      `--out ${out} is a file, and there are ${files.length} files to write`,
      {
        help: 'Give a folder.',
      },
    )
  }
  const targets = files.map((file) => join(target, file.slice(dirname(file).length).replace(/^[\\/]/, '')))
  const twice = targets.find((one, index) => targets.indexOf(one) !== index)
  if (twice === undefined) return targets
  throw new TacosmithError('usage', `two of the files would both be written to ${twice}`, {
    help: 'Write files with the same name to different folders.',
  })
}
