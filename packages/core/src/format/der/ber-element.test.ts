import { describe, expect, test } from 'vitest'
import { berOctets, berParts, encodeBerElement, readBerElement } from './ber-element.ts'

const read = (hex: string): ReturnType<typeof readBerElement> => readBerElement(Buffer.from(hex, 'hex'))
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('an element as Java reads it', () => {
  test.each([
    ['with a length', '3003020105', 5, '3003020105'],
    ['with a long length', '308400000003020105', 9, '3003020105'],
    ['without a length', '30800201050000', 7, '3003020105'],
    ['without lengths inside', '3080308002010500000000', 11, '30053003020105'],
    ['with something behind it', '0500ff', 2, '0500'],
    [
      'without a length inside one with a length, which nobody looks into',
      '300730800201050000',
      9,
      '300730800201050000',
    ],
  ])('%s', (_, hex, size, encoded) => {
    const { element, size: taken } = read(hex)
    expect([taken, hexOf(encodeBerElement(element))]).toEqual([size, encoded])
  })

  test.each(['', '30', '3005', '0480', '1f8101', '3085000000000100', '308002010500', '3080020105'])(
    'not %j',
    (hex) => expect(() => read(hex)).toThrow(),
  )

  test('tells which parts have no length', () => {
    const parts = berParts(read('300a30800201060000020107').element)
    expect(parts.map(({ tag, indefinite }) => [tag, indefinite])).toEqual([
      [0x30, true],
      [0x02, false],
    ])
  })

  test('puts octets in pieces together', () => {
    expect(hexOf(berOctets(read('24800402616224030401630000').element))).toBe('616263')
    expect(() => berOctets(read('020105').element)).toThrow(/another type/)
  })
})
