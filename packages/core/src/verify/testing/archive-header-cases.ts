import { inEntry, plus } from './entry-edits.ts'
import { entriesOf, signedTexts } from './signed-texts.ts'
import type { Case, Workshop } from './workshop.ts'
import { zipFile } from './zip-file.ts'

/** An extra field of a kind that nobody knows, four bytes longer than its content. */
const extraField = (size: number): Uint8Array => {
  const field = Buffer.alloc(4 + size)
  field.writeUInt16LE(0xcafe, 0)
  field.writeUInt16LE(size, 2)
  return field
}
/** The checksum of this is the signature of a data descriptor. */
const LIKE_A_SIGNATURE = { 'like.js': '// 613 bi4y' }

/** Cases on single headers of an archive. */
export function archiveHeaderCases(shop: Workshop): Case[] {
  const row = (name: string, exit: number, status: string, bytes: Uint8Array): Case => ({
    ...{ name, kind: 'row', exit, status, bytes },
  })
  const refusedByNewer = (name: string, bytes: Uint8Array): Case => ({
    ...{ name, kind: 'lenient', refusedSince: 25, bytes },
  })
  const inFile = (change: Parameters<typeof inEntry>[1]): Uint8Array => shop.edited(inEntry('a.js', change))
  const good = (name: string, bytes: Uint8Array): Case => row(name, 0, 'verified', bytes)
  return [
    good('a comment of an entry', inFile({ comment: 'Größe' })),
    row(
      'a comment of an entry that is not UTF-8',
      1,
      'malformed',
      inFile({ comment: Buffer.from('Größe', 'latin1') }),
    ),
    good('a header of 65,535 bytes', inFile({ extra: extraField(40_000), comment: 'x'.repeat(25_481) })),
    refusedByNewer(
      'a header of 65,536 bytes',
      inFile({ extra: extraField(40_000), comment: 'x'.repeat(25_482) }),
    ),
    refusedByNewer('a local header of 65,520 bytes', inFile({ localExtra: extraField(65_482) })),
    good('a data descriptor without signature', inFile({ descriptor: 'unsigned' })),
    refusedByNewer(
      'a data descriptor without signature whose checksum looks like one',
      zipFile(
        inEntry('like.js', { descriptor: 'unsigned' })(
          entriesOf(shop, signedTexts(LIKE_A_SIGNATURE), { files: LIKE_A_SIGNATURE }),
        ),
      ),
    ),
    { name: 'zip64 records', kind: 'lenient', bytes: withZip64(shop.file()) },
    { name: 'zip64 records and an archive comment', kind: 'lenient', bytes: withZip64(shop.file(), 'hello') },
    {
      name: '65,600 bytes behind the end record',
      kind: 'lenient',
      bytes: Buffer.concat([shop.file(), Buffer.alloc(65_600)]),
    },
    row(
      '65,700 bytes behind the end record',
      1,
      'malformed',
      Buffer.concat([shop.file(), Buffer.alloc(65_700)]),
    ),
    { name: 'an end record alone that tells of a directory', kind: 'bad', exit: 0, bytes: strayEndRecord() },
    {
      name: 'zip64 records and an unsigned entry',
      kind: 'bad',
      exit: 16,
      bytes: withZip64(shop.edited(plus({ name: 'b.js', content: 'x' }))),
    },
  ]
}

/** A file of nothing else: Java does not ask where the directory is then. */
function strayEndRecord(): Uint8Array {
  const record = Buffer.from(zipFile([]))
  record.writeUInt32LE(46, 12)
  return record
}

/** With the records of large archives before the end record, which refers to them. */
function withZip64(archive: Uint8Array, comment = ''): Uint8Array {
  const bytes = Buffer.from(archive)
  const start = bytes.length - 22
  const end = Buffer.from(bytes.subarray(start))
  const entries = BigInt(end.readUInt16LE(10))
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeBigUInt64LE(entries, 24)
  record.writeBigUInt64LE(entries, 32)
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40)
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(start), 8)
  locator.writeUInt32LE(1, 16)
  end.writeUInt16LE(0xffff, 10)
  end.writeUInt32LE(0xffffffff, 12)
  end.writeUInt32LE(0xffffffff, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([bytes.subarray(0, start), record, locator, end, Buffer.from(comment)])
}
