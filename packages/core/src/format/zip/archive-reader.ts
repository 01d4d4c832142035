import { TacosmithError } from '../../errors.ts'
import { type Archive, type ArchiveEntry, type ArchiveLimits, DEFAULT_LIMITS } from './archive.ts'
import {
  checkExtraFields,
  checkHeaderSize,
  type DirectoryHeader,
  malformed,
  readDirectory,
  unreadable,
} from './archive-directory.ts'
import { unpack, unpackInPieces } from './archive-unpacking.ts'
import { type ArchiveBytes, type ByteSource, byteSource, rangeOf } from './byte-source.ts'
import { compressionMethodName } from './compression-methods.ts'
import { viewOf } from './directory-header.ts'
import { isDirectoryName, nameKey, unsafeNameReason } from './entry-names.ts'
import { mayJavaOpen } from './java-opening.ts'
import * as zip from './zip-records.ts'

/**
 * Contents may be so many times as large as the archive, and so many bytes on top. Scripts and XML become five to ten times
 * smaller; what becomes a thousand times smaller was made to keep its reader busy.
 */
const MAXIMUM_GROWTH = 16
const SPARE_CONTENT = 64 * 1024 * 1024

const KNOWN_FLAGS = zip.FLAG_DEFLATE_LEVEL | zip.FLAG_DATA_DESCRIPTOR | zip.FLAG_UTF8

/**
 * Reads an archive more strictly than any JDK does, so that there is no doubt about what it holds.
 *
 * Directory and local headers must agree; every byte of the file must belong to exactly one of them; names must be
 * safe, unique and stay unique on file systems that ignore case or Unicode form; no comment, no zip64, no encryption.
 * Contents are inflated only on demand, but the sizes they claim are bounded here.
 *
 * @param file the file's bytes; only what is needed of a file on disk is read
 * @throws TacosmithError `archive-malformed`, naming what is wrong and where.
 */
export function readArchive(file: ArchiveBytes, limits: Partial<ArchiveLimits> = {}): Archive {
  const bytes = byteSource(file)
  try {
    return readStrictly(bytes, { ...DEFAULT_LIMITS, ...limits })
  } catch (error) {
    const isForNobody =
      error instanceof TacosmithError && error.code === 'archive-malformed' && !mayJavaOpen(bytes)
    throw isForNobody ? unreadable(error) : error
  }
}

function readStrictly(bytes: ByteSource, { entries: maximumEntries, totalSize }: ArchiveLimits): Archive {
  const directory = readDirectory(bytes, maximumEntries)
  const headers = directory.headers.toSorted((a, b) => a.localHeaderOffset - b.localHeaderOffset)
  checkNames(headers)
  checkTotalSize(headers, Math.min(totalSize, SPARE_CONTENT + MAXIMUM_GROWTH * bytes.length))

  const entries: ArchiveEntry[] = []
  let position = 0
  for (const header of headers) {
    if (header.localHeaderOffset !== position) {
      throw malformed(
        `entry "${header.name}" starts at byte ${header.localHeaderOffset} instead of ${position}`,
      )
    }
    const dataStart = checkLocalHeader(bytes, header, directory.offset)
    const dataEnd = dataStart + header.compressedSize
    position = dataEnd + dataDescriptorSize(bytes, header, dataEnd, directory.offset)
    entries.push(toEntry(header, rangeOf(bytes, dataStart, dataEnd)))
  }
  if (position !== directory.offset) {
    throw malformed(
      `${directory.offset - position} bytes between the last entry and the directory belong to no entry`,
    )
  }
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  return { entries, entry: (name) => byName.get(name) }
}

function checkNames(headers: readonly DirectoryHeader[]): void {
  const seen = new Map<string, string>()
  for (const { name } of headers) {
    const reason = unsafeNameReason(name)
    if (reason !== undefined) throw malformed(`the entry name "${printable(name)}" is unsafe: ${reason}`)
    const key = nameKey(isDirectoryName(name) ? name.slice(0, -1) : name)
    const earlier = seen.get(key)
    if (earlier === name) throw malformed(`it holds two entries named "${name}"`)
    if (earlier !== undefined) {
      throw malformed(
        `the entries "${earlier}" and "${name}" are one file on systems that ignore case or Unicode form`,
      )
    }
    seen.set(key, name)
  }
}

function printable(name: string): string {
  return name.replaceAll(
    /\p{Cc}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function checkTotalSize(headers: readonly DirectoryHeader[], maximum: number): void {
  const total = headers.reduce((sum, header) => sum + header.size, 0)
  if (total > maximum)
    throw malformed(`its contents would take ${total} bytes, more than the ${maximum} allowed`)
}

/** Checks the local header against the directory's and returns where the data starts. */
function checkLocalHeader(bytes: ByteSource, header: DirectoryHeader, limit: number): number {
  const { name, localHeaderOffset: offset } = header
  const nameStart = offset + zip.LOCAL_HEADER_SIZE
  // One read for the header and the name that it should have: a file on disk may hold 65,534 of them.
  const local = bytes.slice(offset, nameStart + header.nameBytes.length)
  const view = viewOf(local)
  if (nameStart > limit || view.getUint32(0, true) !== zip.LOCAL_HEADER_SIGNATURE) {
    throw malformed(`entry "${name}" has no local header at byte ${offset}`)
  }
  const extraStart = nameStart + view.getUint16(26, true)
  const dataStart = extraStart + view.getUint16(28, true)
  if (dataStart + header.compressedSize > limit) throw malformed(`entry "${name}" runs into the directory`)
  const sameName =
    extraStart === offset + local.length &&
    Buffer.compare(local.subarray(zip.LOCAL_HEADER_SIZE), header.nameBytes) === 0
  if (!sameName) {
    const other = printable(Buffer.from(bytes.slice(nameStart, extraStart)).toString('utf8'))
    throw malformed(`the directory names an entry "${name}" that names itself "${other}"`)
  }
  // A JDK counts as many bytes as for a header of the directory.
  checkHeaderSize(name, zip.DIRECTORY_HEADER_SIZE + dataStart - nameStart)
  if (dataStart > extraStart) checkExtraFields(bytes.slice(extraStart, dataStart), name, header.nameBytes)
  checkMethodAndFlags(header, view.getUint16(6, true), view.getUint16(8, true))
  checkLocalSizes(view, header)
  return dataStart
}

function checkMethodAndFlags(header: DirectoryHeader, localFlags: number, localMethod: number): void {
  const { name, flags, method } = header
  if (localFlags !== flags || localMethod !== method) {
    throw malformed(`directory and local header of entry "${name}" disagree on how it is packed`)
  }
  if ((flags & 1) !== 0) throw malformed(`entry "${name}" is encrypted`)
  if ((flags & ~KNOWN_FLAGS) !== 0)
    throw malformed(`entry "${name}" uses unknown flags (0x${flags.toString(16)})`)
  if (method !== zip.METHOD_STORED && method !== zip.METHOD_DEFLATED) {
    const used = compressionMethodName(method)
    throw malformed(`entry "${name}" is packed with ${used}; only stored and deflated entries are allowed`)
  }
  if (method === zip.METHOD_STORED && header.compressedSize !== header.size) {
    throw malformed(`entry "${name}" is stored, yet its two sizes differ`)
  }
  if (isDirectoryName(name) && header.size !== 0) throw malformed(`the directory entry "${name}" holds data`)
}

function checkLocalSizes(view: DataView, header: DirectoryHeader): void {
  const local = [14, 18, 22].map((field) => view.getUint32(field, true))
  const expected = [header.crc32, header.compressedSize, header.size]
  const deferred = (header.flags & zip.FLAG_DATA_DESCRIPTOR) !== 0
  const agrees = local.every((value, index) => value === expected[index] || (deferred && value === 0))
  if (!agrees) {
    throw malformed(`directory and local header of entry "${header.name}" disagree on its size or checksum`)
  }
}

/** The size of the record that follows the data, 0 without one. Its signature is optional by the standard. */
function dataDescriptorSize(
  bytes: ByteSource,
  header: DirectoryHeader,
  offset: number,
  limit: number,
): number {
  if ((header.flags & zip.FLAG_DATA_DESCRIPTOR) === 0) return 0
  const view = viewOf(bytes.slice(offset, Math.min(offset + 16, limit)))
  const expected = [header.crc32, header.compressedSize, header.size]
  const holds = (start: number): boolean =>
    start + 12 <= view.byteLength &&
    expected.every((value, index) => view.getUint32(start + index * 4, true) === value)
  const signed = view.byteLength >= 4 && view.getUint32(0, true) === zip.DATA_DESCRIPTOR_SIGNATURE
  if (signed && holds(4)) return 16
  // Without its signature, a checksum that looks like one makes newer JDKs read the sizes four bytes later.
  if (holds(0) && !signed) return 12
  throw malformed(`the record after the data of entry "${header.name}" disagrees with the directory`)
}

function toEntry(header: DirectoryHeader, compressed: ByteSource): ArchiveEntry {
  return {
    name: header.name,
    nameBytes: header.nameBytes,
    method: header.method === zip.METHOD_STORED ? 'stored' : 'deflated',
    flags: header.flags,
    time: header.time,
    date: header.date,
    crc32: header.crc32,
    size: header.size,
    compressed,
    content: () => unpack(header, compressed),
    eachPiece: async (use) => await unpackInPieces(header, compressed, use),
  }
}
