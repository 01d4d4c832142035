import type { ByteSource } from './byte-source.ts'

/** One entry of an archive, still compressed. */
export interface ArchiveEntry {
  /** As the archive spells it, forward slashes. */
  name: string
  /** The name as stored: UTF-8. */
  nameBytes: Uint8Array
  /** How `compressed` is packed. */
  method: 'stored' | 'deflated'
  /** The general purpose flags of the directory. */
  flags: number
  /** MS-DOS time and date as stored. */
  time: number
  date: number
  crc32: number
  /** Size of the content in bytes. */
  size: number
  /** The bytes as they lie in the archive. */
  compressed: ByteSource
  /**
   * The content as a whole, inflated on each call and checked against size and CRC.
   *
   * @throws TacosmithError `archive-malformed` when the data does not inflate to what the directory says.
   */
  content(): Uint8Array
  /**
   * Hands the content to `use` in pieces of bounded size, each of which is good during the call only.
   *
   * @returns when all of it has been handed over and is what `content` would give: not to be believed before
   * @throws TacosmithError as `content` does, and whatever `use` throws.
   */
  eachPiece(use: (piece: Uint8Array) => void): Promise<void>
}

/** An archive that was read strictly: what one program sees in it, every other one sees too. */
export interface Archive {
  /** In the order in which they lie in the file. */
  entries: ArchiveEntry[]
  /** The entry of exactly this name. */
  entry(name: string): ArchiveEntry | undefined
}

/** How much an archive may hold. */
export interface ArchiveLimits {
  /** Default 65,534, what fits without zip64. */
  entries: number
  /** Bytes of all contents together. Default 1 GiB. */
  totalSize: number
}

export const DEFAULT_LIMITS: ArchiveLimits = { entries: 65_534, totalSize: 2 ** 30 }
