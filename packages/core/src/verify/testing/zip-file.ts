import { crc32, deflateRawSync } from 'node:zlib'

/** One entry of a ZIP file that may be wrong on purpose. */
export interface ZipEntry {
  name: string
  content: string | Uint8Array
  stored?: boolean
  /** What the local header says instead. */
  localName?: string
  crc32?: number
  /** Extra fields of the directory header. */
  extra?: Uint8Array
  /** CRC and sizes follow the data, with a signature before them or without. */
  descriptor?: boolean | 'unsigned'
  /** Leave out the directory header, or the local header with its data. */
  only?: 'local' | 'directory'
  /** Bytes before its local header. */
  before?: Uint8Array
  /** Extra fields of the local header. */
  localExtra?: Uint8Array
  /** The comment of the entry. */
  comment?: string | Uint8Array
  /** The data as it lies in the archive, instead of the packed content. */
  packed?: Uint8Array
  /** Numbers to overwrite in the headers. */
  patches?: { header: 'local' | 'directory'; offset: number; size: 1 | 2 | 4; value: number }[]
}

/** What is wrong around the entries. */
export interface ZipOptions {
  prefix?: Uint8Array
  /** Between the last entry and the directory. */
  beforeDirectory?: Uint8Array
  comment?: string
  suffix?: Uint8Array
  /** Numbers to overwrite in the end record. */
  patches?: { offset: number; size: 2 | 4; value: number }[]
}

/** Writes a ZIP file byte by byte, as wrong as it is asked for. */
export function zipFile(entries: readonly ZipEntry[], options: ZipOptions = {}): Uint8Array {
  const { prefix = Buffer.alloc(0), beforeDirectory = Buffer.alloc(0), comment = '', suffix } = options
  const chunks: Uint8Array[] = [prefix]
  const directory: Uint8Array[] = []
  let offset = 0
  for (const entry of entries) {
    const packed = pack(entry)
    const before = entry.before ?? Buffer.alloc(0)
    if (entry.only !== 'local') directory.push(directoryHeader(packed, offset + before.length))
    if (entry.only === 'directory') continue
    const local = [before, localHeader(packed), packed.data, descriptor(packed)]
    chunks.push(...local)
    for (const part of local) offset += part.length
  }
  offset += beforeDirectory.length
  const size = directory.reduce((sum, one) => sum + one.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(comment.length, 20)
  for (const { offset: at, size: bytes, value } of options.patches ?? []) end.writeUIntLE(value, at, bytes)
  return Buffer.concat([
    ...chunks,
    beforeDirectory,
    ...directory,
    end,
    Buffer.from(comment),
    suffix ?? Buffer.alloc(0),
  ])
}

interface Packed extends ZipEntry {
  data: Uint8Array
  size: number
  sum: number
}

function pack(entry: ZipEntry): Packed {
  // Hundreds of megabytes are not copied.
  const content = typeof entry.content === 'string' ? Buffer.from(entry.content) : entry.content
  const data = entry.packed ?? (entry.stored ? content : deflateRawSync(content))
  return { ...entry, data, size: content.length, sum: entry.crc32 ?? crc32(content) }
}

function common(header: Buffer, start: number, entry: Packed, deferred: boolean): void {
  header.writeUInt16LE(20, start)
  header.writeUInt16LE((entry.descriptor ? 8 : 0) | 0x800, start + 2)
  header.writeUInt16LE(entry.stored ? 0 : 8, start + 4)
  header.writeUInt16LE(0x21, start + 8)
  if (deferred) return
  header.writeUInt32LE(entry.sum, start + 10)
  header.writeUInt32LE(entry.data.length, start + 14)
  header.writeUInt32LE(entry.size, start + 18)
}

function localHeader(entry: Packed): Uint8Array {
  const name = Buffer.from(entry.localName ?? entry.name)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  common(header, 4, entry, Boolean(entry.descriptor))
  const extra = entry.localExtra ?? Buffer.alloc(0)
  header.writeUInt16LE(name.length, 26)
  header.writeUInt16LE(extra.length, 28)
  patch(header, entry, 'local')
  return Buffer.concat([header, name, extra])
}

function patch(header: Buffer, { patches = [] }: ZipEntry, which: 'local' | 'directory'): void {
  for (const one of patches) if (one.header === which) header.writeUIntLE(one.value, one.offset, one.size)
}

function descriptor(entry: Packed): Uint8Array {
  if (!entry.descriptor) return Buffer.alloc(0)
  const record = Buffer.alloc(16)
  record.writeUInt32LE(0x08074b50, 0)
  record.writeUInt32LE(entry.sum, 4)
  record.writeUInt32LE(entry.data.length, 8)
  record.writeUInt32LE(entry.size, 12)
  return entry.descriptor === 'unsigned' ? record.subarray(4) : record
}

function directoryHeader(entry: Packed, offset: number): Uint8Array {
  const name = Buffer.from(entry.name)
  const extra = entry.extra ?? Buffer.alloc(0)
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  common(header, 6, entry, false)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt16LE(extra.length, 30)
  const { comment: text = '' } = entry
  const comment = typeof text === 'string' ? Buffer.from(text) : text
  header.writeUInt16LE(comment.length, 32)
  header.writeUInt32LE(offset, 42)
  patch(header, entry, 'directory')
  return Buffer.concat([header, name, extra, comment])
}
