/** Bytes that are read on demand: from memory, from an open file, or from several of these one behind the other. */
export interface ByteSource {
  readonly length: number
  /**
   * The bytes from `start` up to `end`, cut off at the ends of the source. They may be the source's own memory.
   *
   * @throws TacosmithError `environment` where a file cannot be read any more.
   */
  slice(start: number, end: number): Uint8Array
  /**
   * The same bytes in pieces of bounded size. A piece is good until the next but one is asked for, so that the next can be
   * read while it is still being worked on.
   *
   * @throws TacosmithError as {@link slice} does.
   */
  pieces(start: number, end: number): Iterable<Uint8Array>
  /**
   * Asked when all is read, before anything is concluded from it.
   *
   * @throws TacosmithError `environment` where the bytes have changed since the source was opened.
   */
  checkUnchanged(): void
}

/** What an archive may be read from: a large one need not be in memory. */
export type ArchiveBytes = Uint8Array | ByteSource

/** The most bytes that a piece holds: few calls to the system, and little memory. */
export const PIECE_BYTES: number = 128 * 1024

/** Makes a source of bytes in memory; a source stays as it is. */
export function byteSource(bytes: ArchiveBytes): ByteSource {
  return bytes instanceof Uint8Array ? new MemorySource(bytes) : bytes
}

/** The whole content of a source in one piece. */
export function wholeOf(source: ByteSource): Uint8Array {
  return source.slice(0, source.length)
}

/** Several sources as one. Nothing is read or copied before it is asked for. */
export function joinSources(parts: readonly ArchiveBytes[]): ByteSource {
  return new JoinedSource(parts.map(byteSource))
}

/** A part of a source as a source of its own. */
export function rangeOf(source: ByteSource, start: number, end: number): ByteSource {
  return new RangeSource(source, start, end)
}

/** Whether two sources hold the same bytes. */
export function equalSources(one: ByteSource, other: ByteSource): boolean {
  if (one.length !== other.length) return false
  for (let start = 0; start < one.length; start += PIECE_BYTES) {
    const end = start + PIECE_BYTES
    if (Buffer.compare(one.slice(start, end), other.slice(start, end)) !== 0) return false
  }
  return true
}

class MemorySource implements ByteSource {
  readonly length: number
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.length = bytes.length
  }

  slice(start: number, end: number): Uint8Array {
    return this.#bytes.subarray(Math.max(start, 0), Math.max(end, 0))
  }

  *pieces(start: number, end: number): Iterable<Uint8Array> {
    const whole = this.slice(start, end)
    for (let position = 0; position < whole.length; position += PIECE_BYTES) {
      yield whole.subarray(position, position + PIECE_BYTES)
    }
  }

  checkUnchanged(): void {}
}

class RangeSource implements ByteSource {
  readonly length: number
  readonly #source: ByteSource
  readonly #start: number

  constructor(source: ByteSource, start: number, end: number) {
    this.#source = source
    this.#start = start
    this.length = end - start
  }

  slice(start: number, end: number): Uint8Array {
    return this.#source.slice(this.#start + this.#within(start), this.#start + this.#within(end))
  }

  pieces(start: number, end: number): Iterable<Uint8Array> {
    return this.#source.pieces(this.#start + this.#within(start), this.#start + this.#within(end))
  }

  #within(position: number): number {
    return Math.min(Math.max(position, 0), this.length)
  }

  checkUnchanged(): void {
    this.#source.checkUnchanged()
  }
}

class JoinedSource implements ByteSource {
  readonly length: number
  readonly #parts: readonly ByteSource[]
  /** Where each part starts. */
  readonly #starts: number[] = []

  constructor(parts: readonly ByteSource[]) {
    this.#parts = parts
    let start = 0
    for (const part of parts) {
      this.#starts.push(start)
      start += part.length
    }
    this.length = start
  }

  slice(start: number, end: number): Uint8Array {
    const slices = this.#within(start, end).map(({ part, from, to }) => part.slice(from, to))
    const [only = EMPTY] = slices
    return slices.length > 1 ? Buffer.concat(slices) : only
  }

  *pieces(start: number, end: number): Iterable<Uint8Array> {
    for (const { part, from, to } of this.#within(start, end)) yield* part.pieces(from, to)
  }

  checkUnchanged(): void {
    for (const part of this.#parts) part.checkUnchanged()
  }

  /** What of which parts lies between two positions. */
  #within(start: number, end: number): { part: ByteSource; from: number; to: number }[] {
    const ranges: { part: ByteSource; from: number; to: number }[] = []
    const last = Math.min(end, this.length)
    let position = Math.max(start, 0)
    for (let index = this.#partAt(position); position < last; index++) {
      const part = this.#parts[index]
      const partStart = this.#starts[index]
      if (part === undefined || partStart === undefined) break
      const to = Math.min(last - partStart, part.length)
      if (to > position - partStart) ranges.push({ part, from: position - partStart, to })
      position = partStart + to
    }
    return ranges
  }

  /** The last part that starts at or before this byte. */
  #partAt(position: number): number {
    let [low, high] = [0, this.#starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= position) low = middle
      else high = middle - 1
    }
    return low
  }
}

const EMPTY = new Uint8Array()
