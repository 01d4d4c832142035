import { inflateRawSync } from 'node:zlib'
import type { Archive, ArchiveEntry } from './archive.ts'
import { inflatePieces } from './archive-unpacking.ts'
import { type ByteSource, byteSource, piecesOf, rangeOf } from './byte-source.ts'
import { readStoredHeader, type StoredHeader, viewOf } from './directory-header.ts'
import * as zip from './zip-records.ts'

const MAXIMUM_COMMENT = 0xffff
/** As much as the strict reader takes: to predict Java's verdict on a bomb, none is unpacked. */
const maximumSize = (length: number): number => 64 * 1024 * 1024 + 16 * length

/**
 * Reads an archive as `java.util.zip.ZipFile` does: from the end, by the directory alone, without the checks that leave no
 * doubt about what an archive holds. Of two entries with one name the last one counts.
 *
 * Only for predicting what jarsigner will say about a file that `readArchive` refuses; nothing may be trusted because of it.
 *
 * @throws Error where Java cannot open the file either
 */
export function readArchiveAsJava(source: ByteSource): Archive {
  const { directory, shift, count } = findDirectory(source)
  const entries: ArchiveEntry[] = []
  let position = 0
  while (position + zip.DIRECTORY_HEADER_SIZE <= directory.length) {
    const header = readUsableHeader(directory, position)
    entries.push(toEntry(source, header, shift))
    position = header.end
  }
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  if (position !== directory.length || entries.length !== count || total > maximumSize(source.length)) {
    throw new Error('the directory is damaged')
  }
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  return {
    entries: entries.map((entry) => byName.get(entry.name) ?? entry),
    entry: (name) => byName.get(name),
  }
}

/** @returns `shift`: how many bytes were put before the archive */
function findDirectory(source: ByteSource): { directory: Uint8Array; shift: number; count: number } {
  const tailStart = Math.max(0, source.length - zip.END_RECORD_SIZE - MAXIMUM_COMMENT)
  const tail = viewOf(source.slice(tailStart, source.length))
  for (let position = tail.byteLength - zip.END_RECORD_SIZE; position >= 0; position--) {
    if (tail.getUint32(position, true) !== zip.END_RECORD_SIGNATURE) continue
    const end = tailStart + position
    const size = tail.getUint32(position + 12, true)
    const start = end - size
    const shift = start - tail.getUint32(position + 16, true)
    const isLast = position + zip.END_RECORD_SIZE + tail.getUint16(position + 20, true) === tail.byteLength
    if (start < 0 || shift < 0) {
      if (isLast) throw new Error('the end record is damaged')
      continue
    }
    const isPlausible =
      size === 0 ||
      (hasSignature(source, start, zip.DIRECTORY_HEADER_SIGNATURE) &&
        hasSignature(source, shift, zip.LOCAL_HEADER_SIGNATURE))
    if (isLast || isPlausible) {
      return { directory: source.slice(start, end), shift, count: tail.getUint16(position + 10, true) }
    }
  }
  throw new Error('there is no end record')
}

function hasSignature(source: ByteSource, offset: number, signature: number): boolean {
  return (
    offset + 4 <= source.length && viewOf(source.slice(offset, offset + 4)).getUint32(0, true) === signature
  )
}

function readUsableHeader(directory: Uint8Array, position: number): StoredHeader {
  const header = readStoredHeader(directory, position)
  const isUsable =
    header !== undefined &&
    (header.flags & 1) === 0 &&
    (header.method === zip.METHOD_STORED || header.method === zip.METHOD_DEFLATED)
  if (isUsable) return header
  throw new Error('a directory header is damaged')
}

function toEntry(source: ByteSource, header: StoredHeader, shift: number): ArchiveEntry {
  const isStored = header.method === zip.METHOD_STORED
  const packed = (): ByteSource => packedData(source, header, shift)
  return {
    name: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header.nameBytes),
    nameBytes: header.nameBytes,
    method: isStored ? 'stored' : 'deflated',
    flags: header.flags,
    time: 0,
    date: 0,
    crc32: header.crc32,
    size: header.size,
    compressed: byteSource(new Uint8Array()),
    content() {
      const data = packed()
      const bytes = data.slice(0, data.length)
      return isStored ? bytes : inflateRawSync(bytes, { maxOutputLength: Math.max(header.size, 1) })
    },
    async eachPiece(use) {
      if (isStored) for (const piece of piecesOf(packed())) use(piece)
      else await inflatePieces(packed(), header.size, use)
    },
  }
}

/** Cut off where the file ends, as Java does. */
function packedData(source: ByteSource, header: StoredHeader, shift: number): ByteSource {
  const offset = shift + header.localHeaderOffset
  if (!hasSignature(source, offset, zip.LOCAL_HEADER_SIGNATURE)) throw new Error('a local header is missing')
  const local = viewOf(source.slice(offset, offset + zip.LOCAL_HEADER_SIZE))
  const start = offset + zip.LOCAL_HEADER_SIZE + local.getUint16(26, true) + local.getUint16(28, true)
  const end = Math.max(start, Math.min(start + header.compressedSize, source.length))
  return rangeOf(source, start, end)
}
