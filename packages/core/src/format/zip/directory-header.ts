import * as zip from './zip-records.ts'

/** What the central directory says about an entry, apart from its name as a text. */
export interface DirectoryFields {
  nameBytes: Uint8Array
  flags: number
  method: number
  time: number
  date: number
  crc32: number
  compressedSize: number
  size: number
  localHeaderOffset: number
}

/** A header of the central directory as it is stored. */
export interface StoredHeader extends DirectoryFields {
  /** On which of several disks the entry lies. */
  disk: number
  extra: Uint8Array
  comment: Uint8Array
  /** Where the next header starts; past the directory's end where the header is cut off. */
  end: number
}

/** For reading numbers; their offsets start where the bytes do. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/**
 * Reads the header at a position of the central directory, without judging what it says.
 *
 * @returns undefined where none starts there
 */
export function readStoredHeader(directory: Uint8Array, position: number): StoredHeader | undefined {
  const nameStart = position + zip.DIRECTORY_HEADER_SIZE
  if (nameStart > directory.length) return undefined
  const view = viewOf(directory)
  if (view.getUint32(position, true) !== zip.DIRECTORY_HEADER_SIGNATURE) return undefined
  const extraStart = nameStart + view.getUint16(position + 28, true)
  const extraEnd = extraStart + view.getUint16(position + 30, true)
  const end = extraEnd + view.getUint16(position + 32, true)
  return {
    nameBytes: directory.subarray(nameStart, extraStart),
    flags: view.getUint16(position + 8, true),
    method: view.getUint16(position + 10, true),
    time: view.getUint16(position + 12, true),
    date: view.getUint16(position + 14, true),
    crc32: view.getUint32(position + 16, true),
    compressedSize: view.getUint32(position + 20, true),
    size: view.getUint32(position + 24, true),
    localHeaderOffset: view.getUint32(position + 42, true),
    disk: view.getUint16(position + 34, true),
    extra: directory.subarray(extraStart, extraEnd),
    comment: directory.subarray(extraEnd, end),
    end,
  }
}
