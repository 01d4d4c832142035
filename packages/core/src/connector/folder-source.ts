// Each small file costs more in turns of the event loop than in reading: without them a connector is read in a third
// of the time.
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'
import { TacosmithError } from '../errors.ts'
import { isConnectorPath } from './connector-path.ts'
import type { ConnectorSource } from './source.ts'

/**
 * A connector folder on disk.
 *
 * - Paths are in exact case even where the file system ignores case.
 * - Nothing outside the folder is ever read: a symbolic link counts as what it points to if that is inside, else
 *   as no file. Folders, pipes, sockets and devices are not files.
 * - `list` leaves out `node_modules` and folders whose name begins with a dot.
 *
 * The list of files is read once; make a new source to read it again. Their content is read with each call.
 *
 * @throws TacosmithError (from its methods) `connector-not-found` where there is no such folder, `environment` where
 *   a file or folder cannot be read.
 */
export function folderSource(folder: string): ConnectorSource {
  const opened = new OpenedFolder(folder)
  return {
    name: folder,
    list: async () => opened.list(),
    read: async (path) => {
      const real = opened.find(path)
      return real === undefined ? undefined : readWhole(folder, path, real)
    },
    size: async (path) => {
      const real = opened.find(path)
      return real === undefined ? undefined : sizeOf(folder, path, real)
    },
  }
}

function readWhole(folder: string, path: string, real: string): Uint8Array | undefined {
  try {
    return readFileSync(real)
  } catch (cause) {
    if (isAbsent(cause)) return undefined
    throw cannotRead(join(folder, path), cause)
  }
}

function sizeOf(folder: string, path: string, real: string): number | undefined {
  try {
    const stats = statSync(real)
    return stats.isFile() ? stats.size : undefined
  } catch (cause) {
    if (isAbsent(cause)) return undefined
    throw cannotRead(join(folder, path), cause)
  }
}

/** Remembers what its folders hold: each is read once, however many files are asked for. */
class OpenedFolder {
  readonly #folder: string
  readonly #entries = new Map<string, Dirent[]>()
  #root: string | undefined
  #files: string[] | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  list(): string[] {
    this.#files ??= this.#listFiles()
    return this.#files
  }

  /** The real path of the regular file inside the folder that a path names in exact case, or undefined. */
  find(path: string): string | undefined {
    const root = this.#realRoot()
    if (!isConnectorPath(path)) return undefined
    let folder = root
    let isPlain = true
    let last: Dirent | undefined
    for (const segment of path.split('/')) {
      // File systems that ignore case would find the file; the archive, and so Tableau, would not.
      last = this.#entriesOf(folder).find(({ name }) => name === segment)
      if (last === undefined) return undefined
      isPlain &&= last.isFile() || last.isDirectory()
      folder = join(folder, segment)
    }
    if (isPlain) return last?.isFile() ? folder : undefined
    return followLinks(root, folder, join(this.#folder, path))
  }

  #realRoot(): string {
    this.#root ??= realFolder(this.#folder)
    return this.#root
  }

  #entriesOf(folder: string): Dirent[] {
    const known = this.#entries.get(folder) ?? readFolder(folder)
    this.#entries.set(folder, known)
    return known
  }

  /** A folder that may not be opened holds nothing of the connector, or reading its files will show it. */
  #entriesIfReadable(folder: string): Dirent[] {
    try {
      return this.#entriesOf(folder)
    } catch {
      return []
    }
  }

  #listFiles(): string[] {
    const root = this.#realRoot()
    const files: string[] = []
    const seen = new Set([root])
    const waiting = [{ real: root, path: '' }]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const entry of this.#entriesIfReadable(next.real)) {
        const path = next.path + entry.name
        const target = resolveEntry(root, join(next.real, entry.name), entry)
        if (target?.kind === 'file' && isConnectorPath(path)) files.push(path)
        if (target?.kind !== 'folder' || isIgnored(entry.name) || seen.has(target.real)) continue
        seen.add(target.real)
        waiting.push({ real: target.real, path: `${path}/` })
      }
    }
    return files.sort()
  }
}

/** Where a path with symbolic links in it leads, if that is a file inside the folder. */
function followLinks(root: string, path: string, name: string): string | undefined {
  try {
    const real = realpathSync.native(path)
    return isInside(root, real) && statSync(real).isFile() ? real : undefined
  } catch (cause) {
    if (isAbsent(cause)) return undefined
    throw cannotRead(name, cause)
  }
}

function realFolder(folder: string): string {
  const notFound = (found: string, cause?: unknown): TacosmithError =>
    new TacosmithError('connector-not-found', `${folder} should be a connector folder, but ${found}`, {
      help: 'Give the folder that contains the manifest.xml of the connector.',
      cause,
    })
  try {
    const real = realpathSync.native(folder)
    if (statSync(real).isDirectory()) return real
  } catch (cause) {
    if (isAbsent(cause)) throw notFound('there is no such folder', cause)
    throw cannotRead(folder, cause)
  }
  throw notFound('it is a file')
}

/** What a folder's entry is once symbolic links are followed; undefined for what must not be read. */
function resolveEntry(
  root: string,
  absolute: string,
  entry: Dirent,
): { kind: 'file' | 'folder'; real: string } | undefined {
  if (entry.isFile()) return { kind: 'file', real: absolute }
  if (entry.isDirectory()) return { kind: 'folder', real: absolute }
  if (!entry.isSymbolicLink()) return undefined
  try {
    const real = realpathSync.native(absolute)
    if (!isInside(root, real)) return undefined
    const stats = statSync(real)
    if (stats.isFile()) return { kind: 'file', real }
    return stats.isDirectory() ? { kind: 'folder', real } : undefined
  } catch {
    return undefined
  }
}

function isIgnored(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.')
}

/** The entries of a folder; none where it is not a folder. */
function readFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
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
