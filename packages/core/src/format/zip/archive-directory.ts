import { isUtf8 } from 'node:buffer'
import { TacosmithError } from '../../errors.ts'
import { policyHelp } from '../jar-manifest/java-policies.ts'
import type { ByteSource } from './byte-source.ts'
import { type DirectoryFields, readStoredHeader, viewOf } from './directory-header.ts'
import * as zip from './zip-records.ts'

/** One header of the central directory. */
export interface DirectoryHeader extends DirectoryFields {
  name: string
}

/** The central directory and where it starts. */
export interface ArchiveDirectory {
  headers: DirectoryHeader[]
  offset: number
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const PACKAGE_AGAIN = 'Package the connector again; a .taco that was edited or cut short cannot be repaired.'

/** The error for an archive that cannot be trusted to read the same everywhere. */
export function malformed(problem: string, cause?: unknown): TacosmithError {
  return new TacosmithError('archive-malformed', `the file is not a well-formed archive: ${problem}`, {
    help: policyHelp('archive-form', PACKAGE_AGAIN),
    cause,
  })
}

/** The same error where Java is no more lenient: it opens no archive with a damaged directory or entries that it cannot read. */
export function unreadable({ message, cause }: TacosmithError): TacosmithError {
  const help = `No JDK can open this file. ${PACKAGE_AGAIN}`
  return new TacosmithError('archive-malformed', message, { help, cause })
}

/**
 * Reads the end record and the central directory.
 *
 * The end record has to be the last thing in the file and the directory has to lie directly before it, so that there
 * is one way only to find them. zip64 is refused: no connector needs it.
 *
 * @throws TacosmithError `archive-malformed`
 */
export function readDirectory(bytes: ByteSource, maximumEntries: number): ArchiveDirectory {
  const end = readEndRecord(bytes)
  if (end.entries > maximumEntries) {
    throw malformed(`it holds ${end.entries} entries, more than the ${maximumEntries} allowed`)
  }
  const directory = bytes.slice(end.directoryOffset, end.endRecordOffset)
  const headers: DirectoryHeader[] = []
  let position = 0
  for (let index = 0; index < end.entries; index++) {
    const next = readDirectoryHeader(directory, position, end.directoryOffset)
    headers.push(next.header)
    position = next.end
  }
  if (position !== directory.length) {
    throw malformed('its directory holds more or fewer bytes than its entries need')
  }
  return { headers, offset: end.directoryOffset }
}

interface EndRecord {
  entries: number
  directoryOffset: number
  endRecordOffset: number
}

function readEndRecord(bytes: ByteSource): EndRecord {
  const offset = bytes.length - zip.END_RECORD_SIZE
  const view = viewOf(bytes.slice(offset, bytes.length))
  if (offset < 0 || view.getUint32(0, true) !== zip.END_RECORD_SIGNATURE) {
    throw malformed(
      'its last 22 bytes are not an end-of-directory record (cut short, a comment, or bytes after it)',
    )
  }
  const thisDisk = view.getUint16(4, true)
  const directoryDisk = view.getUint16(6, true)
  const entriesHere = view.getUint16(8, true)
  const entries = view.getUint16(10, true)
  const directorySize = view.getUint32(12, true)
  const directoryOffset = view.getUint32(16, true)
  if (view.getUint16(20, true) !== 0) throw malformed('it carries an archive comment')
  refuseZip64(bytes, offset, entries, directorySize, directoryOffset)
  if (thisDisk !== 0 || directoryDisk !== 0 || entriesHere !== entries) {
    throw malformed('it is one part of an archive split over several files')
  }
  if (directoryOffset + directorySize !== offset) {
    throw malformed('its directory does not lie directly before the end record (bytes before or between)')
  }
  return { entries, directoryOffset, endRecordOffset: offset }
}

function refuseZip64(bytes: ByteSource, endOffset: number, ...values: number[]): void {
  const [entries, ...positions] = values
  const locator = bytes.slice(endOffset - zip.ZIP64_LOCATOR_SIZE, endOffset)
  const hasLocator =
    locator.length === zip.ZIP64_LOCATOR_SIZE &&
    viewOf(locator).getUint32(0, true) === zip.ZIP64_LOCATOR_SIGNATURE
  if (hasLocator || entries === 0xffff || positions.includes(0xffffffff)) {
    throw malformed('it uses zip64, which no connector is large enough to need')
  }
}

/** @param offset where the directory starts in the file */
function readDirectoryHeader(
  directory: Uint8Array,
  position: number,
  offset: number,
): { header: DirectoryHeader; end: number } {
  const stored = readStoredHeader(directory, position)
  if (stored === undefined) throw malformed(`there is no directory header at byte ${offset + position}`)
  const { disk, extra, comment, end, ...fields } = stored
  if (end > directory.length) {
    throw malformed(`the directory header at byte ${offset + position} runs over the directory's end`)
  }
  const name = decodeName(fields.nameBytes)
  checkExtraFields(extra, name, fields.nameBytes)
  checkHeaderSize(name, end - position)
  if (!isUtf8(comment)) throw malformed(`the comment of entry "${name}" is not UTF-8`)
  if (disk !== 0) throw malformed(`entry "${name}" lies in another file`)
  return { header: { name, ...fields }, end }
}

/** Newer JDKs count all parts of a header together, and give up on the file. */
export function checkHeaderSize(name: string, size: number): void {
  if (size > zip.MAXIMUM_HEADER_SIZE)
    throw malformed(
      `a header of entry "${shortened(name)}" takes ${size} bytes, more than the ${zip.MAXIMUM_HEADER_SIZE} allowed`,
    )
}

/** A name may take a page. */
function shortened(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name
}

function decodeName(nameBytes: Uint8Array): string {
  try {
    return utf8.decode(nameBytes)
  } catch (cause) {
    throw malformed(`an entry name is not UTF-8 (${Buffer.from(nameBytes).toString('latin1')})`, cause)
  }
}

/**
 * Checks that extra fields are well formed, that none is zip64, and that none gives the entry another name than the
 * one Java reads.
 */
export function checkExtraFields(extra: Uint8Array, name: string, nameBytes: Uint8Array): void {
  const view = viewOf(extra)
  let position = 0
  while (position < extra.length) {
    const size = position + 4 <= extra.length ? view.getUint16(position + 2, true) : Number.POSITIVE_INFINITY
    if (position + 4 + size > extra.length) throw malformed(`entry "${name}" has a broken extra field`)
    const data = extra.subarray(position + 4, position + 4 + size)
    checkExtraField(view.getUint16(position, true), data, name, nameBytes)
    position += 4 + size
  }
}

function checkExtraField(id: number, data: Uint8Array, name: string, nameBytes: Uint8Array): void {
  if (id === zip.EXTRA_ZIP64)
    throw malformed(`entry "${name}" uses zip64, which no connector is large enough to need`)
  if (id !== zip.EXTRA_UNICODE_PATH) return
  const otherName = data.subarray(5)
  if (Buffer.compare(otherName, nameBytes) !== 0) {
    throw malformed(`entry "${name}" has a second, different name in an extra field`)
  }
}
