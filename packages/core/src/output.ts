import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { TacosmithError } from './errors.ts'

/** The temporary files that are being written. */
const unfinished = new Set<string>()

/** Removes what is only half written, for a process that is about to end on a signal. */
export function discardUnfinishedFiles(): void {
  for (const path of unfinished) rmSync(path, { force: true })
}

/**
 * Writes a file whole or not at all: into a temporary file beside it, then renamed. Folders are made.
 *
 * @param bytes what goes into it, perhaps in several pieces
 * @throws TacosmithError `output` where the folder or file cannot be written; nothing is left behind.
 */
export async function writeFileWhole(path: string, bytes: Uint8Array | readonly Uint8Array[]): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await makeFolder(dirname(path))
    unfinished.add(temporary)
    await writeFile(temporary, bytes instanceof Uint8Array ? bytes : inBatches(bytes), { flag: 'wx' })
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {})
    throw new TacosmithError('output', `cannot write ${path}: ${reasonOf(cause)}`, {
      help: 'Check that the folder exists or can be made, is writable, and that no other program holds the file.',
      cause,
    })
  } finally {
    unfinished.delete(temporary)
  }
}

/**
 * {@link writeFileWhole}, unless the file holds these bytes already: watchers and editors stay calm.
 *
 * @throws TacosmithError `output`
 */
export async function writeFileIfChanged(path: string, bytes: Uint8Array): Promise<'written' | 'unchanged'> {
  const present = await readFile(path).catch(() => undefined)
  if (present?.equals(bytes)) return 'unchanged'
  await writeFileWhole(path, bytes)
  return 'written'
}

/** Small pieces are put together, because each takes a call to the system; large ones are not copied. */
function* inBatches(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  let small: Uint8Array[] = []
  for (const piece of pieces) {
    if (piece.length < LARGE_PIECE_BYTES) {
      small.push(piece)
      continue
    }
    if (small.length > 0) yield Buffer.concat(small)
    small = []
    yield piece
  }
  if (small.length > 0) yield Buffer.concat(small)
}

const LARGE_PIECE_BYTES = 64 * 1024

/** Node's own recursive mkdir never comes back where a parent answers ENOENT for good, as /proc does. */
async function makeFolder(path: string): Promise<void> {
  const error = await mkdir(path).then(
    () => undefined,
    (cause: NodeJS.ErrnoException) => cause,
  )
  if (error === undefined || (error.code === 'EEXIST' && (await stat(path)).isDirectory())) return
  if (error.code !== 'ENOENT' || dirname(path) === path) throw error
  await makeFolder(dirname(path))
  await mkdir(path).catch(async (cause: NodeJS.ErrnoException) => {
    // Another process may have been faster.
    if (cause.code !== 'EEXIST' || !(await stat(path)).isDirectory()) throw cause
  })
}

function reasonOf(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException).code
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied'
  if (code === 'ENOSPC') return 'the disk is full'
  if (code === 'EISDIR') return 'a folder of that name is in the way'
  if (code === 'ENOTDIR' || code === 'EEXIST') return 'a file is in the way of the folder'
  if (code === 'ENOENT') return 'the folder cannot be made'
  if (code === 'EROFS') return 'the file system is read-only'
  return cause instanceof Error ? cause.message : String(cause)
}
