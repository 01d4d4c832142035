/** Bytes that lie in one piece, or in several, one behind the other. */
export interface ByteSequence {
  readonly length: number
  /** The bytes from `start` up to `end`, cut off at the ends of the sequence. Copied only where they lie in several pieces. */
  slice(start: number, end: number): Uint8Array
}

/** What an archive may be read from: a large one need not be put together first. */
export type ArchiveBytes = Uint8Array | readonly Uint8Array[]

/** Makes one sequence of bytes in pieces. */
export function byteSequence(bytes: ArchiveBytes): ByteSequence {
  if (!(bytes instanceof Uint8Array)) return new PieceSequence(bytes)
  return {
    length: bytes.length,
    slice: (start, end) => bytes.subarray(Math.max(start, 0), Math.max(end, 0)),
  }
}

class PieceSequence implements ByteSequence {
  readonly length: number
  readonly #pieces: readonly Uint8Array[]
  /** Where each piece starts. */
  readonly #starts: number[] = []

  constructor(pieces: readonly Uint8Array[]) {
    this.#pieces = pieces
    let start = 0
    for (const piece of pieces) {
      this.#starts.push(start)
      start += piece.length
    }
    this.length = start
  }

  slice(start: number, end: number): Uint8Array {
    const first = Math.max(start, 0)
    const last = Math.min(end, this.length)
    const parts: Uint8Array[] = []
    for (let index = this.#pieceAt(first), position = first; position < last; index++) {
      const pieceStart = this.#starts[index] ?? 0
      const part = this.#pieces[index]?.subarray(position - pieceStart, last - pieceStart) ?? EMPTY
      position += part.length
      parts.push(part)
    }
    const [only = EMPTY] = parts
    return parts.length > 1 ? Buffer.concat(parts) : only
  }

  /** The last piece that starts at or before this byte. */
  #pieceAt(position: number): number {
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
