import type { Dirent } from 'node:fs'
import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { TacosmithError } from '../errors.ts'
import { isConnectorPath } from './connector-path.ts'
import type { ConnectorSource } from './source.ts'

/**
 * A connector folder on disk.
 *
 * - Paths are in exact case also where the file system does not care.
 * - Nothing outside of the folder is ever read: a symbolic link counts as what it points to if that is inside, else
 *   as no file. Folders, pipes, sockets and devices are no files.
 * - `list` leaves out `node_modules` and folders whose name begins with a dot.
 *
 * Which files there are is found out once; for a later look make a new source. What they hold is read with each call.
 *
 * @throws TacosmithError (from its methods) `connector-not-found` where there is no such folder, `environment` where
 *   a file or folder cannot be read.
 */
export function folderSource(folder: string): ConnectorSource {
  const opened = new OpenedFolder(folder)
  return {
    name: folder,
    list: () => opened.list(),
    read: async (path) => {
      const real = await opened.find(path)
      return real === undefined ? undefined : await readWhole(folder, path, real)
    },
    size: async (path) => {
      const real = await opened.find(path)
      return real === undefined ? undefined : await sizeOf(folder, path, real)
    },
  }
}

async function readWhole(folder: string, path: string, real: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(real)
  } catch (cause) {
    if (isAbsent(cause)) return undefined
    throw cannotRead(join(folder, path), cause)
  }
}

async function sizeOf(folder: string, path: string, real: string): Promise<number | undefined> {
  try {
    const stats = await stat(real)
    return stats.isFile() ? stats.size : undefined
  } catch (cause) {
    if (isAbsent(cause)) return undefined
    throw cannotRead(join(folder, path), cause)
  }
}

/** Remembers what its folders hold: each is read once, however many files are asked for. */
class OpenedFolder {
  readonly #folder: string
  readonly #entries = new Map<string, Promise<Dirent[]>>()
  #root: Promise<string> | undefined
  #files: Promise<string[]> | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  list(): Promise<string[]> {
    this.#files ??= this.#listFiles()
    return this.#files
  }

  /** The real path of the regular file inside the folder that a path names in exact case, or undefined. */
  async find(path: string): Promise<string | undefined> {
    const root = await this.#realRoot()
    if (!isConnectorPath(path)) return undefined
    let folder = root
    let isPlain = true
    let last: Dirent | undefined
    for (const segment of path.split('/')) {
      // File systems that ignore case would find the file; the archive, and so Tableau, would not.
      last = (await this.#entriesOf(folder)).find(({ name }) => name === segment)
      if (last === undefined) return undefined
      isPlain &&= last.isFile() || last.isDirectory()
      folder = join(folder, segment)
    }
    if (isPlain) return last?.isFile() ? folder : undefined
    return await followLinks(root, folder, join(this.#folder, path))
  }

  #realRoot(): Promise<string> {
    this.#root ??= realFolder(this.#folder)
    return this.#root
  }

  #entriesOf(folder: string): Promise<Dirent[]> {
    const known = this.#entries.get(folder) ?? readFolder(folder)
    this.#entries.set(folder, known)
    return known
  }

  async #listFiles(): Promise<string[]> {
    const root = await this.#realRoot()
    const files: string[] = []
    const seen = new Set([root])
    const waiting = [{ real: root, path: '' }]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      // A folder that may not be opened holds nothing of the connector, or reading its files will tell.
      for (const entry of await this.#entriesOf(next.real).catch(() => [])) {
        const path = next.path + entry.name
        const target = await resolveEntry(root, join(next.real, entry.name), entry)
        if (target?.kind === 'file' && isConnectorPath(path)) files.push(path)
        if (target?.kind !== 'folder' || isPassedOver(entry.name) || seen.has(target.real)) continue
        seen.add(target.real)
        waiting.push({ real: target.real, path: `${path}/` })
      }
    }
    return files.sort()
  }
}

/** Where a path with symbolic links in it leads, if that is a file inside the folder. */
async function followLinks(root: string, path: string, name: string): Promise<string | undefined> {
  try {
    const real = await realpath(path)
    return isInside(root, real) && (await stat(real)).isFile() ? real : undefined
  } catch (cause) {
    if (isAbsent(cause)) return undefined
    throw cannotRead(name, cause)
  }
}

async function realFolder(folder: string): Promise<string> {
  const notFound = (found: string, cause?: unknown): TacosmithError =>
    new TacosmithError('connector-not-found', `${folder} should be a connector folder, but ${found}`, {
      help: 'Name the folder that holds the manifest.xml of the connector.',
      cause,
    })
  try {
    const real = await realpath(folder)
    if ((await stat(real)).isDirectory()) return real
  } catch (cause) {
    if (isAbsent(cause)) throw notFound('there is no such folder', cause)
    throw cannotRead(folder, cause)
  }
  throw notFound('it is a file')
}

/** What a folder's entry is once symbolic links are followed; undefined for what must not be read. */
async function resolveEntry(
  root: string,
  absolute: string,
  entry: Dirent,
): Promise<{ kind: 'file' | 'folder'; real: string } | undefined> {
  if (entry.isFile()) return { kind: 'file', real: absolute }
  if (entry.isDirectory()) return { kind: 'folder', real: absolute }
  if (!entry.isSymbolicLink()) return undefined
  try {
    const real = await realpath(absolute)
    if (!isInside(root, real)) return undefined
    const stats = await stat(real)
    if (stats.isFile()) return { kind: 'file', real }
    return stats.isDirectory() ? { kind: 'folder', real } : undefined
  } catch {
    return undefined
  }
}

function isPassedOver(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.')
}

/** The entries of a folder; none where it is not a folder. */
async function readFolder(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (cause) {
    if (isAbsent(cause)) return []
    throw cannotRead(folder, cause)
  }
}

function isInside(root: string, real: string): boolean {
  const path = relative(root, real)
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path)
}

function isAbsent(cause: unknown): boolean {
  const code = (cause as NodeJS.ErrnoException).code
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'ENAMETOOLONG'
}

function cannotRead(path: string, cause: unknown): TacosmithError {
  const code = (cause as NodeJS.ErrnoException).code
  const reason = code === 'EACCES' || code === 'EPERM' ? 'permission denied' : (code ?? String(cause))
  return new TacosmithError('environment', `cannot read ${path}: ${reason}`, {
    help: 'Check that the file and its folder are readable.',
    cause,
  })
}
