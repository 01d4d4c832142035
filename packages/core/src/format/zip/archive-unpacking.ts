import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { type DirectoryHeader, malformed } from './archive-directory.ts'
import { type ByteSource, piecesOf, wholeOf } from './byte-source.ts'
import * as zip from './zip-records.ts'

/** What deflate makes of data at best (RFC 1951: 258 bytes out of two bits); a header that claims more lies. */
const MAXIMUM_RATIO = 1032
const SPARE_BYTES = 64
/** A stream takes longer to set up than so many bytes to unpack in one go. */
const SMALL_CONTENT = 128 * 1024
/**
 * What is unpacked goes into ever new memory, which V8 frees when it has made enough small objects besides: with pieces of
 * this size it does after some twenty megabytes, with some of 128 KB after more than thirty.
 */
const OUTPUT_BYTES = 32 * 1024

/**
 * Unpacks an entry and checks it against size and checksum.
 *
 * @returns `compressed` itself for a stored entry
 * @throws TacosmithError `archive-malformed` when the data is not what the directory says.
 */
export function unpack(header: DirectoryHeader, compressed: ByteSource): Uint8Array {
  const content = header.method === zip.METHOD_STORED ? wholeOf(compressed) : inflate(header, compressed)
  checkContent(header, content.length, crc32(content))
  return content
}

/**
 * As {@link unpack}, but in pieces, however large the entry is.
 *
 * @throws TacosmithError as {@link unpack} does, perhaps after pieces were handed over.
 */
export async function unpackInPieces(
  header: DirectoryHeader,
  compressed: ByteSource,
  use: (piece: Uint8Array) => void,
): Promise<void> {
  if (header.size <= SMALL_CONTENT && compressed.length <= SMALL_CONTENT) {
    use(unpack(header, compressed))
    return
  }
  let size = 0
  let checksum = 0
  const take = (piece: Uint8Array): void => {
    size += piece.length
    checksum = crc32(piece, checksum)
    use(piece)
  }
  if (header.method === zip.METHOD_STORED) {
    for (const piece of piecesOf(compressed)) take(piece)
  } else {
    refuseFalseSize(header, compressed)
    const read = await inflatePieces(compressed, header.size, take).catch((cause: unknown) => {
      throw cause instanceof InflateFailure ? doesNotUnpack(header, cause) : cause
    })
    refuseTrailingBytes(header, compressed, read)
  }
  checkContent(header, size, checksum)
}

/** The data is not what deflate makes, or becomes larger than it may. */
class InflateFailure extends Error {}

/**
 * Inflates in pieces.
 *
 * @param limit once the content grows beyond this many bytes, inflating stops
 * @returns how many of the compressed bytes belong to the content
 * @throws Error for what is not deflated data, is cut short or too long; what reading and `use` throw
 */
export async function inflatePieces(
  compressed: ByteSource,
  limit: number,
  use: (piece: Uint8Array) => void,
): Promise<number> {
  const inflater = createInflateRaw({ chunkSize: OUTPUT_BYTES })
  const output = useOutput(inflater, limit, use)
  output.catch(() => {})
  try {
    for (const piece of piecesOf(compressed)) {
      const written = new Promise<void>((resolve) => void inflater.write(piece, () => resolve()))
      // Where the data ends before a piece does, its write never calls back.
      await Promise.race([written, output])
      if (inflater.readableEnded) break
    }
    inflater.end()
    await output
    return inflater.bytesWritten
  } catch (cause) {
    throw isZlibError(cause) ? new InflateFailure(cause.message, { cause }) : cause
  } finally {
    inflater.destroy()
  }
}

async function useOutput(
  output: AsyncIterable<Uint8Array>,
  limit: number,
  use: (piece: Uint8Array) => void,
): Promise<void> {
  let size = 0
  for await (const piece of output) {
    size += piece.length
    if (size > limit) throw new InflateFailure(`it grows beyond ${limit} bytes`)
    use(piece)
  }
}

function isZlibError(cause: unknown): cause is Error {
  return cause instanceof Error && (cause as NodeJS.ErrnoException).code?.startsWith('Z_') === true
}

/** What `inflateRawSync` returns with `info: true`; its types do not say so. */
interface InflateResult {
  buffer: Uint8Array
  engine: { bytesWritten: number }
}

function inflate(header: DirectoryHeader, compressed: ByteSource): Uint8Array {
  refuseFalseSize(header, compressed)
  const data = wholeOf(compressed)
  let result: InflateResult
  try {
    // With room for one byte more the content comes in one piece, which saves to copy it.
    const chunkSize = Math.max(header.size + 1, SPARE_BYTES)
    const options = { info: true, maxOutputLength: Math.max(header.size, 1), chunkSize }
    result = inflateRawSync(data, options) as unknown as InflateResult
  } catch (cause) {
    throw doesNotUnpack(header, cause)
  }
  refuseTrailingBytes(header, compressed, result.engine.bytesWritten)
  return result.buffer
}

function refuseFalseSize(header: DirectoryHeader, { length }: ByteSource): void {
  if (header.size > length * MAXIMUM_RATIO + SPARE_BYTES) {
    throw doesNotUnpack(header, new RangeError('no data of this length becomes that large'))
  }
}

function refuseTrailingBytes(header: DirectoryHeader, { length }: ByteSource, read: number): void {
  if (read !== length) throw malformed(`entry "${header.name}" holds bytes after its compressed data`)
}

function checkContent(header: DirectoryHeader, size: number, checksum: number): void {
  if (size !== header.size) {
    throw malformed(`entry "${header.name}" holds ${size} bytes instead of ${header.size}`)
  }
  if (checksum !== header.crc32) throw malformed(`the checksum of entry "${header.name}" is wrong`)
}

function doesNotUnpack(header: DirectoryHeader, cause: unknown): Error {
  return malformed(`entry "${header.name}" does not unpack to the ${header.size} bytes it claims`, cause)
}
