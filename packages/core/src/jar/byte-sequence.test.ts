import { expect, test } from 'vitest'
import { byteSequence } from './byte-sequence.ts'

const whole = Buffer.from('abcdefghij')
const pieces = ['', 'abc', '', 'd', 'efghi', 'j', ''].map((text) => Buffer.from(text))

test('bytes in pieces read as the same bytes in one piece do', () => {
  const [one, several] = [byteSequence(whole), byteSequence(pieces)]
  expect(several.length).toBe(one.length)
  for (let start = -3; start <= 13; start++) {
    for (let end = -3; end <= 13; end++) {
      const expected = whole.subarray(Math.max(start, 0), Math.max(end, 0)).toString()
      expect([one, several].map((bytes) => Buffer.from(bytes.slice(start, end)).toString())).toEqual([
        expected,
        expected,
      ])
    }
  }
})

test('what lies in one piece is not copied', () => {
  expect(byteSequence(pieces).slice(5, 8).buffer).toBe(pieces[4]?.buffer)
  expect(byteSequence([]).slice(0, 5)).toHaveLength(0)
})
