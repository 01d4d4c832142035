import { isUtf8 } from 'node:buffer'
import type { ByteSource } from './byte-source.ts'
import { readStoredHeader, viewOf } from './directory-header.ts'
import * as zip from './zip-records.ts'

const MAXIMUM_COMMENT = 0xffff
/** Java reads from the end of the file in blocks, of which the last one begins before it would have to. */
const READ_BEYOND = 128

/**
 * False for a file that `java.util.zip.ZipFile` certainly cannot open: it has no end record, or one of the headers of its
 * directory is damaged. Of all others Java may or may not read the entries.
 */
export function mayJavaOpen(source: ByteSource): boolean {
  // Of an end record alone, Java asks nothing.
  if (endRecords(source).some((end) => end === 0 || hasZip64Locator(source, end))) return true
  const directory = findDirectory(source)
  if (directory === undefined) return false
  for (let position = 0; position < directory.length; ) {
    const header = readStoredHeader(directory, position)
    const isUsable =
      header !== undefined &&
      header.end <= directory.length &&
      isUtf8(header.comment) &&
      (header.flags & 1) === 0 &&
      (header.method === zip.METHOD_STORED || header.method === zip.METHOD_DEFLATED)
    if (!isUsable) return false
    position = header.end
  }
  return true
}

/** Then it may take sizes and places from another record. */
function hasZip64Locator(source: ByteSource, end: number): boolean {
  const start = end - zip.ZIP64_LOCATOR_SIZE
  return start >= 0 && hasSignature(source, start, zip.ZIP64_LOCATOR_SIGNATURE)
}

/** Where the end of the file has what may be an end record, the last one first. */
function endRecords(source: ByteSource): number[] {
  const start = Math.max(0, source.length - zip.END_RECORD_SIZE - MAXIMUM_COMMENT - READ_BEYOND)
  const tail = viewOf(source.slice(start, source.length))
  const positions: number[] = []
  for (let position = tail.byteLength - zip.END_RECORD_SIZE; position >= 0; position--)
    if (tail.getUint32(position, true) === zip.END_RECORD_SIGNATURE) positions.push(start + position)
  return positions
}

/** The last end record that fits the rest of the file counts; undefined where there is none. */
function findDirectory(source: ByteSource): Uint8Array | undefined {
  for (const end of endRecords(source)) {
    const record = viewOf(source.slice(end, end + zip.END_RECORD_SIZE))
    const start = end - record.getUint32(12, true)
    const shift = start - record.getUint32(16, true)
    const isLast = end + zip.END_RECORD_SIZE + record.getUint16(20, true) === source.length
    if (isLast) return start < 0 || shift < 0 ? undefined : source.slice(start, end)
    const isPlausible =
      start >= 0 &&
      shift >= 0 &&
      hasSignature(source, start, zip.DIRECTORY_HEADER_SIGNATURE) &&
      hasSignature(source, shift, zip.LOCAL_HEADER_SIGNATURE)
    if (isPlausible) return source.slice(start, end)
  }
  return undefined
}

function hasSignature(source: ByteSource, offset: number, signature: number): boolean {
  return (
    offset + 4 <= source.length && viewOf(source.slice(offset, offset + 4)).getUint32(0, true) === signature
  )
}
