import { inflateRawSync } from 'node:zlib'
import {
  type Archive,
  type ArchiveEntry,
  type ByteSource,
  byteSource,
  inflatePieces,
  piecesOf,
  rangeOf,
} from '../format/zip/index.ts'

const END_RECORD = 0x06054b50
const END_RECORD_SIZE = 22
const DIRECTORY_HEADER = 0x02014b50
const DIRECTORY_HEADER_SIZE = 46
const LOCAL_HEADER = 0x04034b50
const LOCAL_HEADER_SIZE = 30
const MAXIMUM_COMMENT = 0xffff
/** As much as the strict reader takes: to predict Java's verdict on a bomb, none is unpacked. */
const maximumSize = (length: number): number => 64 * 1024 * 1024 + 16 * length

/**
 * Reads an archive as `java.util.zip.ZipFile` does: from the end, by the directory alone, without the checks that make a
 * reading certain. Of two entries with one name the last one counts.
 *
 * Only for telling what jarsigner will say to a file that we refuse; nothing may be trusted because of it.
 *
 * @throws Error where Java cannot open the file either
 */
export function readArchiveAsJava(source: ByteSource): Archive {
  const { directory, shift, count } = findDirectory(source)
  const entries: ArchiveEntry[] = []
  let total = 0
  let position = 0
  while (position + DIRECTORY_HEADER_SIZE <= directory.length) {
    const { entry, length } = readEntry(source, directory, position, shift)
    total += entry.size
    entries.push(entry)
    position += length
  }
  if (position !== directory.length || entries.length !== count || total > maximumSize(source.length)) {
    throw new Error('the directory is damaged')
  }
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  return {
    entries: entries.map((entry) => byName.get(entry.name) ?? entry),
    entry: (name) => byName.get(name),
  }
}

/** @returns `shift`: how many bytes somebody has put before the archive */
function findDirectory(source: ByteSource): { directory: Buffer; shift: number; count: number } {
  const tailStart = Math.max(0, source.length - END_RECORD_SIZE - MAXIMUM_COMMENT)
  const tail = read(source, tailStart, source.length)
  for (let position = tail.length - END_RECORD_SIZE; position >= 0; position--) {
    if (tail.readUInt32LE(position) !== END_RECORD) continue
    const end = tailStart + position
    const size = tail.readUInt32LE(position + 12)
    const shift = end - size - tail.readUInt32LE(position + 16)
    const start = end - size
    const exact = position + END_RECORD_SIZE + tail.readUInt16LE(position + 20) === tail.length
    if (start < 0 || shift < 0) {
      if (exact) throw new Error('the end record is damaged')
      continue
    }
    const plausible =
      size === 0 ||
      (hasSignature(source, start, DIRECTORY_HEADER) && hasSignature(source, shift, LOCAL_HEADER))
    if (exact || plausible) {
      return { directory: read(source, start, end), shift, count: tail.readUInt16LE(position + 10) }
    }
  }
  throw new Error('there is no end record')
}

function read(source: ByteSource, start: number, end: number): Buffer {
  const { buffer, byteOffset, byteLength } = source.slice(start, end)
  return Buffer.from(buffer, byteOffset, byteLength)
}

function hasSignature(source: ByteSource, offset: number, signature: number): boolean {
  return offset + 4 <= source.length && read(source, offset, offset + 4).readUInt32LE(0) === signature
}

function readEntry(
  source: ByteSource,
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
    compressed: byteSource(Buffer.alloc(0)),
    content: () => unpack(source, place),
    eachPiece: async (use) => await unpackInPieces(source, place, use),
  }
  return { entry, length }
}

interface Place {
  offset: number
  compressedSize: number
  size: number
  method: number
}

function unpack(source: ByteSource, place: Place): Uint8Array {
  const { start, end } = dataOf(source, place)
  const data = source.slice(start, end)
  return place.method === 0 ? data : inflateRawSync(data, { maxOutputLength: Math.max(place.size, 1) })
}

async function unpackInPieces(
  source: ByteSource,
  place: Place,
  use: (piece: Uint8Array) => void,
): Promise<void> {
  const { start, end } = dataOf(source, place)
  const packed = rangeOf(source, start, end)
  if (place.method !== 0) await inflatePieces(packed, place.size, use)
  else for (const piece of piecesOf(packed)) use(piece)
}

/** Cut off where the file ends, as Java does. */
function dataOf(source: ByteSource, { offset, compressedSize }: Place): { start: number; end: number } {
  if (!hasSignature(source, offset, LOCAL_HEADER)) throw new Error('a local header is missing')
  const header = read(source, offset, offset + LOCAL_HEADER_SIZE)
  const start = offset + LOCAL_HEADER_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28)
  return { start, end: Math.max(start, Math.min(start + compressedSize, source.length)) }
}
