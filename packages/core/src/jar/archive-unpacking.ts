import { crc32, inflateRawSync } from 'node:zlib'
import { type DirectoryHeader, malformed } from './archive-directory.ts'
import * as zip from './zip-records.ts'

/** What deflate makes of data at best (RFC 1951: 258 bytes out of two bits); a header that claims more lies. */
const MAXIMUM_RATIO = 1032
const SPARE_BYTES = 64

/**
 * Unpacks an entry and checks it against size and checksum.
 *
 * @returns `compressed` itself for a stored entry
 * @throws TacosmithError `archive-malformed` when the data is not what the directory says.
 */
export function unpack(header: DirectoryHeader, compressed: Uint8Array): Uint8Array {
  const content = header.method === zip.METHOD_STORED ? compressed : inflate(header, compressed)
  if (content.length !== header.size) {
    throw malformed(`entry "${header.name}" holds ${content.length} bytes instead of ${header.size}`)
  }
  if (crc32(content) !== header.crc32) throw malformed(`the checksum of entry "${header.name}" is wrong`)
  return content
}

/** What `inflateRawSync` returns with `info: true`; its types do not say so. */
interface InflateResult {
  buffer: Uint8Array
  engine: { bytesWritten: number }
}

function inflate(header: DirectoryHeader, compressed: Uint8Array): Uint8Array {
  let result: InflateResult
  try {
    if (header.size > compressed.length * MAXIMUM_RATIO + SPARE_BYTES)
      throw new RangeError('the size is a lie')
    // With room for one byte more the content comes in one piece, which saves to copy it.
    const chunkSize = Math.max(header.size + 1, SPARE_BYTES)
    const options = { info: true, maxOutputLength: Math.max(header.size, 1), chunkSize }
    result = inflateRawSync(compressed, options) as unknown as InflateResult
  } catch (cause) {
    throw malformed(`entry "${header.name}" does not unpack to the ${header.size} bytes it claims`, cause)
  }
  if (result.engine.bytesWritten !== compressed.length) {
    throw malformed(`entry "${header.name}" holds bytes after its compressed data`)
  }
  return result.buffer
}
