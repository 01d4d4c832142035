/** Bytes that are read on demand: from memory, from an open file, or from several of these in a row. */
export interface ByteSource {
  readonly length: number
  /**
   * The bytes from `start` up to `end`, cut off at the ends of the source. They may be the source's own memory.
   *
   * @param buffer - Bytes that have to be read go in here if there is room, instead of into new memory.
   * @throws TacosmithError `environment` where a file can no longer be read.
   */
  slice(start: number, end: number, buffer?: Uint8Array): Uint8Array
  /**
   * Called when everything has been read, before anything is concluded from it.
   *
   * @throws TacosmithError `environment` where the bytes have changed since the source was opened.
   */
  checkUnchanged(): void
}

/** What an archive may be read from: a large one need not be in memory. */
export type ArchiveBytes = Uint8Array | ByteSource

/** The most bytes that a piece holds. */
export const PIECE_BYTES: number = 128 * 1024

/** Makes a source of bytes in memory; a source stays as it is. */
export function byteSource(bytes: ArchiveBytes): ByteSource {
  if (!(bytes instanceof Uint8Array)) return bytes
  return {
    length: bytes.length,
    slice: (start, end) => bytes.subarray(Math.max(start, 0), Math.max(end, 0)),
    checkUnchanged() {},
  }
}

/** The whole content of a source. */
export function wholeOf(source: ByteSource): Uint8Array {
  return source.slice(0, source.length)
}

/** The content of a source, piece by piece. Each piece is valid until the next one is asked for. */
export function* piecesOf(source: ByteSource): Generator<Uint8Array, void> {
  // V8 lets some 32 MB of such buffers pile up before it frees any, so that one for all of them halves the peak.
  const buffer = Buffer.allocUnsafe(Math.min(PIECE_BYTES, source.length))
  for (let start = 0; start < source.length; start += PIECE_BYTES) {
    yield source.slice(start, start + PIECE_BYTES, buffer)
  }
}

/** A part of a source as a source of its own. */
export function rangeOf(source: ByteSource, start: number, end: number): ByteSource {
  const inFile = (position: number): number => Math.min(start + Math.max(position, 0), end)
  return {
    length: end - start,
    slice: (from, to, buffer) => source.slice(inFile(from), inFile(to), buffer),
    checkUnchanged: () => source.checkUnchanged(),
  }
}

/** Several sources as one. Nothing is read or copied before it is asked for. */
export function joinSources(parts: readonly ArchiveBytes[]): ByteSource {
  const sources = parts.map(byteSource)
  return {
    length: sources.reduce((sum, { length }) => sum + length, 0),
    slice: (start, end, buffer) => sliceOfJoined(sources, start, end, buffer),
    checkUnchanged() {
      for (const source of sources) source.checkUnchanged()
    },
  }
}

function sliceOfJoined(
  sources: readonly ByteSource[],
  start: number,
  end: number,
  buffer: Uint8Array | undefined,
): Uint8Array {
  const slices: Uint8Array[] = []
  let position = 0
  for (const source of sources) {
    if (position >= end) break
    const isIn = position + source.length > start
    if (isIn)
      slices.push(source.slice(start - position, end - position, slices.length === 0 ? buffer : undefined))
    position += source.length
  }
  return slices.length === 1 && slices[0] !== undefined ? slices[0] : Buffer.concat(slices)
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
