import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { TacosmithError } from './errors.ts'
import { type ByteSource, byteSource } from './jar/byte-source.ts'
import { unfinishedFiles } from './unfinished-files.ts'

/** What {@link writeFileWhole} does on the way. */
export interface WriteFileOptions {
  /** Sees all that is written, piece by piece. */
  watch?: (piece: Uint8Array) => void
  /**
   * Looks at the temporary file when it is complete. What it throws keeps the file from being replaced, and reaches the
   * caller as it is.
   */
  approve?: (temporary: string) => Promise<void>
}

/**
 * Writes a file whole or not at all: into a temporary file beside it, then renamed. Folders are made.
 *
 * @param content what goes into it: bytes, or a source that is read piece by piece
 * @throws TacosmithError `output` where the folder or file cannot be written; what reading the source or `approve` throws.
 *   Nothing is left behind.
 */
export async function writeFileWhole(
  path: string,
  content: Uint8Array | ByteSource,
  { watch, approve }: WriteFileOptions = {},
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await makeFolder(dirname(path))
    unfinishedFiles.add(temporary)
    await writePieces(temporary, byteSource(content), watch)
    await approve?.(temporary)
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {})
    if (cause instanceof TacosmithError) throw cause
    throw new TacosmithError('output', `cannot write ${path}: ${reasonOf(cause)}`, {
      help: 'Check that the folder exists or can be made, is writable, and that no other program holds the file.',
      cause,
    })
  } finally {
    unfinishedFiles.delete(temporary)
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

/**
 * Writes a new file piece by piece. The next piece is read while another thread writes the last one. Small pieces are put
 * together, because each takes a call to the system; large ones are not copied.
 */
async function writePieces(
  path: string,
  source: ByteSource,
  watch: (piece: Uint8Array) => void = () => {},
): Promise<void> {
  const handle = await open(path, 'wx')
  let written = Promise.resolve()
  let batch: Uint8Array[] = []
  let batchBytes = 0
  const write = async (pieces: readonly Uint8Array[]): Promise<void> => {
    for (const piece of pieces) await handle.writeFile(piece)
  }
  try {
    for (const piece of source.pieces(0, source.length)) {
      await written
      const isLarge = piece.length > LARGE_PIECE_BYTES
      batch.push(isLarge ? piece : new Uint8Array(piece))
      batchBytes += piece.length
      if (isLarge || batchBytes >= BATCH_BYTES) {
        written = write(isLarge ? [Buffer.concat(batch.slice(0, -1)), piece] : [Buffer.concat(batch)])
        // It is waited for with the next piece; until then its failure surprises nobody.
        written.catch(() => {})
        batch = []
        batchBytes = 0
      }
      watch(piece)
    }
    await written
    await write([Buffer.concat(batch)])
  } finally {
    await written.catch(() => {})
    await handle.close()
  }
}

const BATCH_BYTES = 64 * 1024
const LARGE_PIECE_BYTES = 32 * 1024

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
