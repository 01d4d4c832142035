import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { projectBoundary } from '@tacosmith/core/adapter'

/** Bigger than anybody writes; what a stranger's folder holds is bounded. */
const maximumFiles = 500
const maximumEntries = 10_000

/**
 * The `.json` files below a folder, relative to it, with forward slashes, in the order of their names. Links are followed as
 * long as they stay in the project.
 *
 * @param folder - Need not exist: then there are none.
 * @throws TacosmithError `usage` for a link that leads out of the project, and for more than anybody writes.
 */
export async function scenarioPaths(folder: string): Promise<string[]> {
  const found = await stat(folder).catch(unlessMissing(folder))
  if (found === undefined) return []
  if (!found.isDirectory()) throw new TacosmithError('usage', `${folder} is not a folder`)
  const paths = (await new Walk(folder).files()).toSorted()
  if (paths.length <= maximumFiles) return paths
  throw tooMuch(folder, `${paths.length} files`, maximumFiles)
}

/**
 * Refuses a path that leads out of the project by a link; the file, and folders above it, need not exist.
 *
 * @param folder - That of the scenarios.
 * @throws TacosmithError `usage`
 */
export async function expectInProject(folder: string, path: string): Promise<void> {
  const { root } = projectBoundary(await existingPart(dirname(folder)))
  const real = await existingPart(path)
  if (isWithin(root, real)) return
  throw new TacosmithError('usage', `${path} is a link that leads out of the project, to ${real}`, {
    help: `Files of scenarios lie in the project ${root}.`,
  })
}

class Walk {
  readonly #folder: string
  readonly #seen: Set<string> = new Set()
  #entries = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  async files(path = ''): Promise<string[]> {
    const folder = join(this.#folder, path)
    await expectInProject(this.#folder, folder)
    const real = await realpath(folder)
    // A link may lead back to where it is.
    if (this.#seen.has(real)) return []
    this.#seen.add(real)
    const entries = await readdir(folder, { withFileTypes: true }).catch(unlessMissing(folder))
    const files: string[] = []
    for (const entry of entries ?? []) {
      if (++this.#entries > maximumEntries)
        throw tooMuch(this.#folder, 'more files and folders', maximumEntries)
      files.push(...(await this.#filesOf(`${path}${entry.name}`, entry.isSymbolicLink())))
    }
    return files
  }

  async #filesOf(path: string, isLink: boolean): Promise<string[]> {
    const full = join(this.#folder, path)
    const isNamed = basename(path).endsWith('.json')
    const found = await stat(full).catch(unlessMissing(full))
    if (found?.isDirectory()) return await this.files(`${path}/`)
    if (!isNamed) return []
    if (isLink) await expectInProject(this.#folder, full)
    if (found === undefined) throw new TacosmithError('usage', `${full} is a link to nothing`)
    return found.isFile() ? [path] : []
  }
}

/** The real path of a file, or of the nearest folder above it that exists. */
async function existingPart(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined)
  return real ?? (dirname(path) === path ? path : await existingPart(dirname(path)))
}

function tooMuch(folder: string, what: string, maximum: number): TacosmithError {
  return new TacosmithError('usage', `${folder} holds ${what}; at most ${maximum} are read`)
}

function unlessMissing(path: string): (cause: unknown) => undefined {
  return (cause) => {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new TacosmithError('environment', `${path} cannot be read: ${code}`, { cause })
  }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
