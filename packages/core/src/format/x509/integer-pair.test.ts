import { expect, test } from 'vitest'
import { hasZero, positivePair } from './integer-pair.ts'

const hex = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString('hex')
const bytes = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex')

test.each([
  ['as it should be', '30 06 020101 020102', '3006020101020102'],
  ['a negative number', '30 06 020180 020102', '300702020080020102'],
  ['two negative numbers', '30 06 0201ff 0201ff', '3008020200ff020200ff'],
  ['a zero that is needed', '30 07 02020080 020102', '300702020080020102'],
  ['a zero that is not', '30 07 02020001 020102', undefined],
  ['an empty number', '30 05 0200 020102', undefined],
  ['a length of two bytes', '30 81 06 020101 020102', undefined],
  ['another type', '30 06 040101 020102', undefined],
  ['one number', '30 03 020101', undefined],
  ['three numbers', '30 09 020101 020102 020103', undefined],
  ['a byte behind', '30 06 020101 020102 00', undefined],
  ['a set', '31 06 020101 020102', undefined],
  ['nothing', '', undefined],
] as const)('%s', (_, written, expected) => {
  expect(hex(positivePair('ec', bytes(written)))).toBe(expected)
  expect(hex(positivePair('dsa', bytes(written)))).toBe(expected)
})

test('a sign that repeats itself counts for ECDSA alone', () => {
  const written = bytes('30 08 0203ffff80 020102')
  expect(hex(positivePair('ec', written))).toBe('3009020400ffff80020102')
  expect(hex(positivePair('dsa', written))).toBe('300702020080020102')
})

test.each([
  ['30 06 020100 020102', true],
  ['30 06 020101 020100', true],
  ['30 06 020101 020102', false],
] as const)('zero in %s: %s', (pair, expected) => {
  expect(hasZero(bytes(pair))).toBe(expected)
})
