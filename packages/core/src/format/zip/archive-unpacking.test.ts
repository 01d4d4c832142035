import { randomBytes } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { DirectoryHeader } from './archive-directory.ts'
import { inflatePieces, unpack, unpackInPieces } from './archive-unpacking.ts'
import { type ByteSource, byteSource, PIECE_BYTES } from './byte-source.ts'
import * as zip from './zip-records.ts'

/** Large enough to be unpacked in pieces, half of it random so that its packed form is large as well. */
const CONTENT = Buffer.concat([randomBytes(300_000), Buffer.alloc(700_000, 'the same again ')])
const PACKED = deflateRawSync(CONTENT)

function header(changes: Partial<DirectoryHeader> = {}): DirectoryHeader {
  return {
    ...{ name: 'driver.jar', nameBytes: Buffer.from('driver.jar'), flags: 0, method: zip.METHOD_DEFLATED },
    ...{ time: 0, date: 0, localHeaderOffset: 0, crc32: crc32(CONTENT) },
    ...{ compressedSize: PACKED.length, size: CONTENT.length, ...changes },
  }
}

async function piecesOf(one: DirectoryHeader, packed: Uint8Array): Promise<Buffer[]> {
  const pieces: Buffer[] = []
  await unpackInPieces(one, byteSource(packed), (piece) => pieces.push(Buffer.from(piece)))
  return pieces
}

test.each<[string, DirectoryHeader, Uint8Array]>([
  ['deflated', header(), PACKED],
  ['stored', header({ method: zip.METHOD_STORED, compressedSize: CONTENT.length }), CONTENT],
])('large content comes in small pieces: %s', async (_, one, packed) => {
  const pieces = await piecesOf(one, packed)
  expect(Buffer.concat(pieces).equals(CONTENT)).toBe(true)
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(PIECE_BYTES)
})

const DEFECTS: [string, DirectoryHeader, Uint8Array][] = [
  ['data cut short', header(), PACKED.subarray(0, -10)],
  ['data cut off at the first piece', header(), PACKED.subarray(0, PIECE_BYTES)],
  ['no data', header({ size: 200_000 }), PACKED.subarray(0, 0)],
  ['bytes after the data', header(), Buffer.concat([PACKED, Buffer.from('x')])],
  ['many bytes after the data', header(), Buffer.concat([PACKED, Buffer.alloc(900_000, 'x')])],
  ['no deflated data', header(), Buffer.alloc(PACKED.length, 0xff)],
  ['more content than it claims', header({ size: CONTENT.length - 1 }), PACKED],
  ['less content than it claims', header({ size: CONTENT.length + 1 }), PACKED],
  ['far more content than the data can hold', header({ size: 2 ** 31 }), PACKED],
  ['another checksum', header({ crc32: 1 }), PACKED],
  ['another checksum, stored', header({ method: zip.METHOD_STORED, crc32: 1 }), CONTENT],
]

test.each(DEFECTS)('in pieces as in one, an entry is refused for %s', async (_, one, packed) => {
  const expected = (() => {
    try {
      unpack(one, byteSource(packed))
    } catch (error) {
      return (error as Error).message
    }
    return 'nothing'
  })()
  expect(expected).toMatch(/^the file is not a well-formed archive: .*"driver.jar"/)
  await expect(piecesOf(one, packed)).rejects.toMatchObject({ code: 'archive-malformed', message: expected })
})

test('a bomb is given up when it grows beyond its limit', async () => {
  const bomb = deflateRawSync(Buffer.alloc(200_000_000))
  let size = 0
  const inflated = inflatePieces(byteSource(bomb), 1_000_000, (piece) => {
    size += piece.length
  })
  await expect(inflated).rejects.toThrow(/grows beyond 1000000 bytes/)
  expect(size).toBeLessThanOrEqual(1_000_000)
})

test('what the reader of the pieces, or of the file, throws arrives as it is', async () => {
  const source = byteSource(PACKED)
  const used = unpackInPieces(header(), source, () => {
    throw new Error('from use')
  })
  await expect(used).rejects.toThrow(/^from use$/)
  const unreadable: ByteSource = {
    ...source,
    slice(start, end) {
      if (start === 0) return source.slice(start, end)
      throw new Error('the disk is gone')
    },
  }
  await expect(unpackInPieces(header(), unreadable, () => {})).rejects.toThrow(/^the disk is gone$/)
})
