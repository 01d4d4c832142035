import { type BigIntStats, closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { TacosmithError } from '../errors.ts'
import { type ByteSource, byteSource, PIECE_BYTES } from '../format/zip/byte-source.ts'

/** A `.taco` on disk that is read on demand: its size does not matter to memory. */
export interface TacoFile extends ByteSource {
  /** As it was given. */
  readonly path: string
  /** Gives the file back to the system; nothing can be read any more. May be called again. */
  close(): void
}

/**
 * Opens a `.taco` for `verifyTaco`, `signTaco` and the like. The caller closes it; {@link withTacoFile} does so by itself.
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
    return inMemory(path, bytes)
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

function inMemory(path: string, bytes: Uint8Array): TacoFile {
  const source = byteSource(bytes)
  return {
    path,
    length: source.length,
    slice: (start, end) => source.slice(start, end),
    pieces: (start, end) => source.pieces(start, end),
    checkUnchanged() {},
    close() {},
  }
}

/** Enough for the headers of many small entries, and for the whole of a small file. */
const WINDOW_BYTES = 64 * 1024

class DiskFile implements TacoFile {
  readonly path: string
  readonly length: number
  readonly #descriptor: number
  readonly #opened: BigIntStats
  #isOpen = true
  /** What was read last, because the next header mostly lies close to it. */
  #window: { start: number; bytes: Uint8Array } = { start: 0, bytes: new Uint8Array() }

  /** For pieces; undefined while somebody is reading some. */
  #buffers: AlternatingBuffers | undefined

  constructor(path: string, descriptor: number, opened: BigIntStats) {
    this.path = path
    this.#descriptor = descriptor
    this.#opened = opened
    this.length = Number(opened.size)
  }

  slice(start: number, end: number): Uint8Array {
    const [first, last] = this.#within(start, end)
    if (last - first > WINDOW_BYTES / 2) return this.#fill(Buffer.allocUnsafeSlow(last - first), first)
    if (first < this.#window.start || last > this.#window.start + this.#window.bytes.length) {
      this.#moveWindow(first, last)
    }
    return Buffer.from(this.#window.bytes.subarray(first - this.#window.start, last - this.#window.start))
  }

  *pieces(start: number, end: number): Iterable<Uint8Array> {
    const [first, last] = this.#within(start, end)
    if (last - first <= WINDOW_BYTES / 2) {
      if (last > first) yield this.slice(first, last)
      return
    }
    const buffers = this.#buffers ?? new AlternatingBuffers(Math.min(PIECE_BYTES, this.length))
    this.#buffers = undefined
    try {
      for (let position = first; position < last; position += PIECE_BYTES) {
        yield this.#fill(buffers.next(Math.min(PIECE_BYTES, last - position)), position)
      }
    } finally {
      this.#buffers = buffers
    }
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

  #within(start: number, end: number): [number, number] {
    const first = Math.min(Math.max(start, 0), this.length)
    return [first, Math.min(Math.max(end, first), this.length)]
  }

  /** Directories are read at a file's end first: the window then lies before it. */
  #moveWindow(first: number, last: number): void {
    const start = Math.max(0, Math.min(first, this.length - WINDOW_BYTES))
    const end = Math.min(this.length, Math.max(start + WINDOW_BYTES, last))
    this.#window = { start, bytes: this.#fill(Buffer.allocUnsafeSlow(end - start), start) }
  }

  #fill(target: Uint8Array, position: number): Uint8Array {
    if (!this.#isOpen) {
      throw new TacosmithError('internal', `${this.path} is read after it was closed`)
    }
    try {
      for (let filled = 0; filled < target.length; ) {
        const rest = target.length - filled
        const count = readSync(this.#descriptor, target, filled, rest, position + filled)
        // It was that long when it was opened.
        if (count === 0) throw changed(this.path)
        filled += count
      }
      return target
    } catch (cause) {
      throw cannotOpen(this.path, cause)
    }
  }
}

/** Two buffers in turn: what was read last may still be in use while the next is read. */
class AlternatingBuffers {
  readonly #size: number
  #next: Uint8Array | undefined
  #last: Uint8Array | undefined

  constructor(size: number) {
    this.#size = size
  }

  next(length: number): Uint8Array {
    const buffer = this.#next ?? Buffer.allocUnsafeSlow(this.#size)
    this.#next = this.#last
    this.#last = buffer
    return buffer.subarray(0, length)
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
