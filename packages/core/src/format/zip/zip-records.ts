/** The sizes, signatures and flags of the ZIP format (PKWARE APPNOTE 6.3.10) that a `.taco` may use. */

export const LOCAL_HEADER_SIGNATURE = 0x04034b50
export const DIRECTORY_HEADER_SIGNATURE = 0x02014b50
export const END_RECORD_SIGNATURE = 0x06054b50
export const DATA_DESCRIPTOR_SIGNATURE = 0x08074b50
export const ZIP64_LOCATOR_SIGNATURE = 0x07064b50

export const LOCAL_HEADER_SIZE = 30
export const DIRECTORY_HEADER_SIZE = 46
export const END_RECORD_SIZE = 22
/** A header with name, extra field and comment, in JDKs from 22 on. */
export const MAXIMUM_HEADER_SIZE = 0xffff
export const ZIP64_LOCATOR_SIZE = 20

export const METHOD_STORED = 0
export const METHOD_DEFLATED = 8

/** Bits 1 and 2: how hard the compressor tried. They do not matter for reading. */
export const FLAG_DEFLATE_LEVEL = 0b110
/** Bit 3: CRC and sizes follow the data. */
export const FLAG_DATA_DESCRIPTOR: number = 1 << 3
/** Bit 11: the name is UTF-8. */
export const FLAG_UTF8: number = 1 << 11

export const EXTRA_ZIP64 = 0x0001
/** Info-ZIP's second name, which Java ignores and other programs prefer. */
export const EXTRA_UNICODE_PATH = 0x7075

/** 1 January 1980, the earliest date that the format can hold. */
export const DOS_EPOCH_DATE = 0x0021
export const DOS_EPOCH_TIME = 0

/** 2.0: deflate and directories. */
export const VERSION_NEEDED = 20
