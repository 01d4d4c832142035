import { expect, test } from 'vitest'
import { byteSource, joinSources, PIECE_BYTES, piecesOf, rangeOf, wholeOf } from './byte-source.ts'

const whole = Buffer.from('abcdefghij')
const parts = ['', 'abc', '', 'd', 'efghi', 'j', ''].map((text) => Buffer.from(text))

test('bytes in several parts, and a part of other bytes, read as the same bytes in one piece do', () => {
  const sources = [
    byteSource(whole),
    joinSources(parts),
    rangeOf(joinSources(['xyz', ...parts.map(String), 'uvw'].map((text) => Buffer.from(text))), 3, 13),
  ]
  expect(sources.map(({ length }) => length)).toEqual([10, 10, 10])
  for (let start = -3; start <= 13; start++) {
    for (let end = -3; end <= 13; end++) {
      const expected = whole.subarray(Math.max(start, 0), Math.max(end, 0)).toString()
      for (const source of sources) {
        expect(Buffer.from(source.slice(start, end)).toString()).toBe(expected)
        expect(Buffer.from(source.slice(start, end, new Uint8Array(10))).toString()).toBe(expected)
      }
    }
  }
})

test('what lies in one piece of memory is not copied', () => {
  expect(joinSources(parts).slice(5, 8).buffer).toBe(parts[4]?.buffer)
  expect(wholeOf(joinSources([]))).toHaveLength(0)
})

test('no piece is larger than its limit', () => {
  const pieces = [...piecesOf(byteSource(Buffer.alloc(2 * PIECE_BYTES + 1)))]
  expect(pieces.map(({ length }) => length)).toEqual([PIECE_BYTES, PIECE_BYTES, 1])
})
