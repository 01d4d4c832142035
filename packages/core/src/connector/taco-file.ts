import { type BigIntStats, closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { TacosmithError } from '../errors.ts'
import { type ByteSource, byteSource } from '../format/zip/byte-source.ts'

/** A `.taco` on disk that is read on demand: its size does not matter to memory. */
export interface TacoFile extends ByteSource {
  /** As it was given. */
  readonly path: string
  /** Gives the file back to the system; nothing can be read any more. May be called again. */
  close(): void
}

/**
 * Opens a `.taco` for `verifyTaco`, `signTaco` and the like. The caller closes it; {@link withTacoFile} closes it itself.
 *
 * @throws TacosmithError `connector-not-found` when there is no such file, `environment` when it cannot be read.
 */
export function openTacoFile(path: string): TacoFile {
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, 'r')
    const state = fstatSync(descriptor, { bigint: true })
    if (state.isFile()) return new DiskFile(path, descriptor, state)
    // A pipe can be read once only, and from its start.
    const bytes = readFileSync(descriptor)
    closeSync(descriptor)
    return { path, ...byteSource(bytes), close() {} }
  } catch (cause) {
    if (descriptor !== undefined) closeSync(descriptor)
    throw cannotOpen(path, cause)
  }
}

/**
 * Opens a `.taco`, lets `use` work with it, and closes it.
 *
 * @throws TacosmithError as {@link openTacoFile} does, and whatever `use` throws.
 */
export async function withTacoFile<Result>(
  path: string,
  use: (file: TacoFile) => Promise<Result>,
): Promise<Result> {
  const file = openTacoFile(path)
  try {
    return await use(file)
  } finally {
    file.close()
  }
}

class DiskFile implements TacoFile {
  readonly path: string
  readonly length: number
  readonly #descriptor: number
  readonly #opened: BigIntStats
  #isOpen = true

  constructor(path: string, descriptor: number, opened: BigIntStats) {
    this.path = path
    this.#descriptor = descriptor
    this.#opened = opened
    this.length = Number(opened.size)
  }

  slice(start: number, end: number, buffer?: Uint8Array): Uint8Array {
    if (!this.#isOpen) throw new TacosmithError('internal', `${this.path} is read after it was closed`)
    const first = Math.min(Math.max(start, 0), this.length)
    const length = Math.max(Math.min(end, this.length) - first, 0)
    const bytes =
      buffer !== undefined && buffer.length >= length
        ? buffer.subarray(0, length)
        : Buffer.allocUnsafe(length)
    try {
      for (let filled = 0; filled < bytes.length; ) {
        const count = readSync(this.#descriptor, bytes, filled, bytes.length - filled, first + filled)
        // It was that long when it was opened.
        if (count === 0) throw changed(this.path)
        filled += count
      }
    } catch (cause) {
      throw cannotOpen(this.path, cause)
    }
    return bytes
  }

  checkUnchanged(): void {
    if (!this.#isOpen) return
    const { size, mtimeNs, ctimeNs } = fstatSync(this.#descriptor, { bigint: true })
    const { size: oldSize, mtimeNs: oldChange, ctimeNs: oldStatusChange } = this.#opened
    // The time of the last change can be set back; that of the last change of its status cannot.
    if (size === oldSize && mtimeNs === oldChange && ctimeNs === oldStatusChange) return
    throw changed(this.path)
  }

  close(): void {
    if (this.#isOpen) closeSync(this.#descriptor)
    this.#isOpen = false
  }
}

function changed(path: string): TacosmithError {
  return new TacosmithError('environment', `${path} was changed while it was being read`, {
    help: 'Wait until the program that is writing it has finished, and try again.',
  })
}

function cannotOpen(path: string, cause: unknown): TacosmithError {
  if (cause instanceof TacosmithError) return cause
  const code = (cause as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new TacosmithError('connector-not-found', `${path} does not exist`, {
      help: 'Give the path of a .taco file; tacosmith build creates one.',
    })
  }
  const reason = code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`
  return new TacosmithError('environment', `${path} ${reason}; a .taco file is expected`, {
    help: 'Give the path of a .taco file.',
    cause,
  })
}
