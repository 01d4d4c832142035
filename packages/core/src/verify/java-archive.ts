import { inflateRawSync } from 'node:zlib'
import type { Archive, ArchiveEntry } from '../jar/index.ts'

const END_RECORD = 0x06054b50
const END_RECORD_SIZE = 22
const DIRECTORY_HEADER = 0x02014b50
const DIRECTORY_HEADER_SIZE = 46
const LOCAL_HEADER = 0x04034b50
const LOCAL_HEADER_SIZE = 30
const MAXIMUM_COMMENT = 0xffff
const MAXIMUM_SIZE = 512 * 1024 * 1024

/**
 * Reads an archive as `java.util.zip.ZipFile` does: from the end, by the directory alone, without the checks that make a
 * reading certain. Of two entries with one name the last one counts.
 *
 * Only for telling what jarsigner will say to a file that we refuse; nothing may be trusted because of it.
 *
 * @throws Error where Java cannot open the file either
 */
export function readArchiveAsJava(bytes: Uint8Array): Archive {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { directory, shift, count } = findDirectory(buffer)
  const entries: ArchiveEntry[] = []
  let total = 0
  let position = 0
  while (position + DIRECTORY_HEADER_SIZE <= directory.length) {
    const { entry, length } = readEntry(buffer, directory, position, shift)
    total += entry.size
    entries.push(entry)
    position += length
  }
  if (position !== directory.length || entries.length !== count || total > MAXIMUM_SIZE) {
    throw new Error('the directory is damaged')
  }
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  return {
    entries: entries.map((entry) => byName.get(entry.name) ?? entry),
    entry: (name) => byName.get(name),
  }
}

/** @returns `shift`: how many bytes somebody has put before the archive */
function findDirectory(buffer: Buffer): { directory: Buffer; shift: number; count: number } {
  const last = buffer.length - END_RECORD_SIZE
  for (let end = last; end >= Math.max(0, last - MAXIMUM_COMMENT); end--) {
    if (buffer.readUInt32LE(end) !== END_RECORD) continue
    const size = buffer.readUInt32LE(end + 12)
    const shift = end - size - buffer.readUInt32LE(end + 16)
    const start = end - size
    const exact = end + END_RECORD_SIZE + buffer.readUInt16LE(end + 20) === buffer.length
    if (start < 0 || shift < 0) {
      if (exact) throw new Error('the end record is damaged')
      continue
    }
    const plausible =
      size === 0 ||
      (hasSignature(buffer, start, DIRECTORY_HEADER) && hasSignature(buffer, shift, LOCAL_HEADER))
    if (exact || plausible) {
      return { directory: buffer.subarray(start, end), shift, count: buffer.readUInt16LE(end + 10) }
    }
  }
  throw new Error('there is no end record')
}

function hasSignature(buffer: Buffer, offset: number, signature: number): boolean {
  return offset + 4 <= buffer.length && buffer.readUInt32LE(offset) === signature
}

function readEntry(
  buffer: Buffer,
  directory: Buffer,
  position: number,
  shift: number,
): { entry: ArchiveEntry; length: number } {
  const header = directory.subarray(position)
  const flags = header.readUInt16LE(8)
  const method = header.readUInt16LE(10)
  if (header.readUInt32LE(0) !== DIRECTORY_HEADER || (flags & 1) !== 0 || (method !== 0 && method !== 8)) {
    throw new Error('a directory header is damaged')
  }
  const nameLength = header.readUInt16LE(28)
  const length = DIRECTORY_HEADER_SIZE + nameLength + header.readUInt16LE(30) + header.readUInt16LE(32)
  const nameBytes = header.subarray(DIRECTORY_HEADER_SIZE, DIRECTORY_HEADER_SIZE + nameLength)
  const size = header.readUInt32LE(24)
  const place = {
    offset: shift + header.readUInt32LE(42),
    compressedSize: header.readUInt32LE(20),
    size,
    method,
  }
  const entry: ArchiveEntry = {
    name: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(nameBytes),
    nameBytes,
    method: method === 0 ? 'stored' : 'deflated',
    flags,
    time: 0,
    date: 0,
    crc32: header.readUInt32LE(16),
    size,
    compressed: Buffer.alloc(0),
    content: () => unpack(buffer, place),
    withContent: (use) => use(unpack(buffer, place)),
  }
  return { entry, length }
}

interface Place {
  offset: number
  compressedSize: number
  size: number
  method: number
}

function unpack(buffer: Buffer, { offset, compressedSize, size, method }: Place): Uint8Array {
  if (!hasSignature(buffer, offset, LOCAL_HEADER)) throw new Error('a local header is missing')
  const start =
    offset + LOCAL_HEADER_SIZE + buffer.readUInt16LE(offset + 26) + buffer.readUInt16LE(offset + 28)
  const data = buffer.subarray(start, start + compressedSize)
  return method === 0 ? data : inflateRawSync(data, { maxOutputLength: Math.max(size, 1) })
}
