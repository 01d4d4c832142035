import { crc32 } from 'node:zlib'
import { TacosmithError } from '../../errors.ts'
import type { ArchiveEntry } from './archive.ts'
import { type ArchiveBytes, type ByteSource, joinSources, wholeOf } from './byte-source.ts'
import * as zip from './zip-records.ts'

/** A file that is not in an archive yet. */
export interface NewEntry {
  name: string
  content: Uint8Array
}

/**
 * Writes an archive with these entries in this order.
 *
 * Entries that come from another archive are copied as they are, without unpacking them; their date stays. New ones
 * are stored and dated 1 January 1980: what zlib makes of them would depend on the Node version and the processor, and
 * the same input must give the same bytes everywhere.
 *
 * @throws TacosmithError `output` when the entries do not fit into an archive without zip64.
 */
export function writeArchive(entries: readonly (ArchiveEntry | NewEntry)[]): Uint8Array {
  return wholeOf(writeArchiveSource(entries))
}

/**
 * As {@link writeArchive}, but what comes from another archive is read from there only when the result is.
 *
 * @throws TacosmithError as {@link writeArchive} does.
 */
export function writeArchiveSource(entries: readonly (ArchiveEntry | NewEntry)[]): ByteSource {
  const parts: ArchiveBytes[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const entry of entries) {
    const packed = 'compressed' in entry ? toPacked(entry) : pack(entry)
    const local = localHeader(packed)
    parts.push(local, packed.compressed)
    directory.push(directoryHeader(packed, offset))
    offset += local.length + packed.compressed.length
  }
  const directorySize = directory.reduce((sum, header) => sum + header.length, 0)
  if (entries.length >= 0xffff || offset + directorySize >= 0xffffffff) {
    throw new TacosmithError(
      'output',
      `${entries.length} entries with ${offset} bytes do not fit in a .taco`,
      {
        help: 'A connector is a few megabytes at most: remove the files that do not belong to it.',
      },
    )
  }
  return joinSources([
    ...parts,
    Buffer.concat([...directory, endRecord(entries.length, directorySize, offset)]),
  ])
}

interface PackedEntry {
  nameBytes: Uint8Array
  flags: number
  method: number
  time: number
  date: number
  crc32: number
  size: number
  compressed: ArchiveBytes
}

function pack({ name, content }: NewEntry): PackedEntry {
  const nameBytes = Buffer.from(name, 'utf8')
  return {
    nameBytes,
    flags: nameBytes.length === name.length ? 0 : zip.FLAG_UTF8,
    method: zip.METHOD_STORED,
    time: zip.DOS_EPOCH_TIME,
    date: zip.DOS_EPOCH_DATE,
    crc32: crc32(content),
    size: content.length,
    compressed: content,
  }
}

/** Sizes are known now, so the record after the data is not needed any more. */
function toPacked(entry: ArchiveEntry): PackedEntry {
  return {
    ...entry,
    flags: entry.flags & ~zip.FLAG_DATA_DESCRIPTOR,
    method: entry.method === 'stored' ? zip.METHOD_STORED : zip.METHOD_DEFLATED,
  }
}

function localHeader(entry: PackedEntry): Uint8Array {
  const header = Buffer.alloc(zip.LOCAL_HEADER_SIZE)
  header.writeUInt32LE(zip.LOCAL_HEADER_SIGNATURE, 0)
  writeCommonFields(header, 4, entry)
  return Buffer.concat([header, entry.nameBytes])
}

function directoryHeader(entry: PackedEntry, localHeaderOffset: number): Uint8Array {
  const header = Buffer.alloc(zip.DIRECTORY_HEADER_SIZE)
  header.writeUInt32LE(zip.DIRECTORY_HEADER_SIGNATURE, 0)
  header.writeUInt16LE(zip.VERSION_NEEDED, 4)
  writeCommonFields(header, 6, entry)
  header.writeUInt32LE(localHeaderOffset, 42)
  return Buffer.concat([header, entry.nameBytes])
}

/** The run of fields that both headers share; what is not written stays zero. */
function writeCommonFields(header: Buffer, start: number, entry: PackedEntry): void {
  header.writeUInt16LE(zip.VERSION_NEEDED, start)
  header.writeUInt16LE(entry.flags, start + 2)
  header.writeUInt16LE(entry.method, start + 4)
  header.writeUInt16LE(entry.time, start + 6)
  header.writeUInt16LE(entry.date, start + 8)
  header.writeUInt32LE(entry.crc32, start + 10)
  header.writeUInt32LE(entry.compressed.length, start + 14)
  header.writeUInt32LE(entry.size, start + 18)
  header.writeUInt16LE(entry.nameBytes.length, start + 22)
}

function endRecord(entries: number, directorySize: number, directoryOffset: number): Uint8Array {
  const record = Buffer.alloc(zip.END_RECORD_SIZE)
  record.writeUInt32LE(zip.END_RECORD_SIGNATURE, 0)
  record.writeUInt16LE(entries, 8)
  record.writeUInt16LE(entries, 10)
  record.writeUInt32LE(directorySize, 12)
  record.writeUInt32LE(directoryOffset, 16)
  return record
}
