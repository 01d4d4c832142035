import { type FileHandle, link, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { TacosmithError } from '../errors.ts'
import { type ByteSource, byteSource, piecesOf } from '../format/zip/byte-source.ts'
import { makeFolder, makeFolderWithin } from './make-folder.ts'
import { cannotWrite } from './output-errors.ts'
import { inspectReplaced, keepPermissions } from './replaced-file.ts'
import { sweepLeftovers } from './sweep-leftovers.ts'
import { temporaryName } from './temporary-name.ts'
import { unfinishedFiles } from './unfinished-files.ts'

/** What {@link writeFileWhole} does on the way. */
export interface WriteFileOptions extends NewFileOptions {
  /** Sees all that is written, piece by piece. */
  watch?: (piece: Uint8Array) => void
  /**
   * Looks at the temporary file when it is complete. What it throws keeps the file from being replaced, and reaches the
   * caller as it is.
   */
  approve?: (temporary: string) => Promise<void>
  /**
   * What becomes of a symbolic link at the path. `follow`: the file that it leads to is replaced, for a path that the user
   * names. `replace`: the link itself is, for a name of our own, so that nothing elsewhere is ever written. Default
   * `replace`.
   */
  link?: 'follow' | 'replace'
}

/** How a file is made. */
export interface NewFileOptions {
  /** The permissions of a file that is new; one that is replaced keeps its own. Default: what the system gives. */
  mode?: number
  /** The folder that the file must lie in, whatever symbolic links there are inside it. */
  within?: string
}

/**
 * Writes a file whole or not at all: into a temporary file next to it, then renamed. Folders are made. A file that is
 * replaced keeps its permissions, and its owner where the system allows. What earlier processes left behind when they were
 * killed is removed.
 *
 * @param content what goes into it: bytes, or a source that is read piece by piece
 * @throws TacosmithError `output` where the folder or file cannot be written, or something lies there that is not a file
 *   or is write-protected; what reading the source or `approve` throws. Nothing is left behind.
 */
export async function writeFileWhole(
  path: string,
  content: Uint8Array | ByteSource,
  options: WriteFileOptions = {},
): Promise<void> {
  await withWriteError(path, async () => {
    const target = await inspectReplaced(path, options.link ?? 'replace')
    const { permissions } = target
    const finish = async (handle: FileHandle): Promise<void> => {
      if (permissions !== undefined) await keepPermissions(handle, permissions)
    }
    const made = { ...options, ...(permissions !== undefined && { mode: 0o600 }) }
    await throughTemporary(target.path, content, made, finish, (temporary) => rename(temporary, target.path))
  })
}

/**
 * Writes a whole file that must not exist yet.
 *
 * @returns false if something of that name exists already, which stays as it is
 * @throws TacosmithError `output` where it cannot be written. Nothing is left behind.
 */
export async function writeNewFile(
  path: string,
  content: Uint8Array,
  options: NewFileOptions = {},
): Promise<boolean> {
  let isNew = true
  const publish = async (temporary: string): Promise<void> => {
    isNew = await renameToNew(temporary, path)
  }
  await withWriteError(path, () => throughTemporary(path, content, options, async () => {}, publish))
  return isNew
}

/**
 * {@link writeFileWhole}, unless the file holds these bytes already: watchers and editors stay calm.
 *
 * @throws TacosmithError `output`
 */
export async function writeFileIfChanged(
  path: string,
  bytes: Uint8Array,
  options: NewFileOptions = {},
): Promise<'written' | 'unchanged'> {
  if ((await compareFile(path, bytes)) === 'equal') return 'unchanged'
  await writeFileWhole(path, bytes, options)
  return 'written'
}

/** Whether a file holds these bytes. One that cannot be read counts as missing. */
export async function compareFile(
  path: string,
  bytes: Uint8Array,
): Promise<'equal' | 'different' | 'missing'> {
  const present = await readFile(path).catch(() => undefined)
  if (present === undefined) return 'missing'
  return present.equals(bytes) ? 'equal' : 'different'
}

/** @param finish - Is given the file when its content is complete. */
async function throughTemporary(
  path: string,
  content: Uint8Array | ByteSource,
  { watch, approve, mode = 0o666, within }: WriteFileOptions,
  finish: (handle: FileHandle) => Promise<void>,
  publish: (temporary: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(path)
  await (within === undefined ? makeFolder(folder) : makeFolderWithin(within, folder))
  await sweepLeftovers(folder)
  const temporary = temporaryName(path)
  unfinishedFiles.add(temporary)
  try {
    const handle = await open(temporary, 'wx', mode)
    try {
      for (const piece of piecesOf(byteSource(content))) {
        await handle.writeFile(piece)
        watch?.(piece)
      }
      await finish(handle)
      // A full disk may show only now; and after a power failure the file must not be an empty one.
      await flush(handle)
    } finally {
      await handle.close()
    }
    await approve?.(temporary)
    await publish(temporary)
  } finally {
    await rm(temporary, { force: true }).catch(() => {})
    unfinishedFiles.delete(temporary)
  }
}

/** The file handles of Yarn's Plug'n'Play cannot do this. A failure of the system is reported. */
async function flush(handle: FileHandle): Promise<void> {
  try {
    await handle.sync()
  } catch (cause) {
    if (typeof (cause as NodeJS.ErrnoException).code === 'string') throw cause
  }
}

/** @returns false where the name is taken */
async function renameToNew(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path)
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false
  }
  // Some file systems have no hard links. There an empty file holds the name for a moment.
  try {
    await (await open(path, 'wx', 0o600)).close()
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw cause
  }
  await rename(temporary, path).catch(async (cause: unknown) => {
    await rm(path, { force: true })
    throw cause
  })
  return true
}

async function withWriteError(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    const isSystemError = cause instanceof Error && typeof (cause as NodeJS.ErrnoException).code === 'string'
    throw isSystemError && !(cause instanceof TacosmithError) ? cannotWrite(path, cause) : cause
  }
}
