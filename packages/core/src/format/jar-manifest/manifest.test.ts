import { describe, expect, test } from 'vitest'
import { TacosmithError } from '../../errors.ts'
import { attributeValue, formatSection, parseManifest } from '../zip/index.ts'

const parse = (text: string): ReturnType<typeof parseManifest> =>
  parseManifest(Buffer.from(text), 'MANIFEST.MF')

function refusalOf(text: string): TacosmithError | undefined {
  try {
    parse(text)
    return undefined
  } catch (error) {
    return error as TacosmithError
  }
}

describe('formatSection', () => {
  test('folds after 72 bytes, continues with a space and 71 bytes, and ends with a blank line', () => {
    const text = Buffer.from(formatSection([{ name: 'Name', value: 'x'.repeat(66 + 71 + 5) }])).toString()
    expect(text).toBe(`Name: ${'x'.repeat(66)}\r\n ${'x'.repeat(71)}\r\n ${'x'.repeat(5)}\r\n\r\n`)
  })

  test('does not fold a line of exactly 72 bytes', () => {
    expect(formatSection([{ name: 'Name', value: 'x'.repeat(66) }]).length).toBe(72 + 4)
  })

  test.each(['ü', '日', '😀'])('folds inside the bytes of %s and is read back whole', (character) => {
    for (let offset = 0; offset < 5; offset++) {
      const value = 'x'.repeat(offset) + character.repeat(60)
      const bytes = formatSection([{ name: 'Name', value }])
      const lines = Buffer.from(bytes).toString('latin1').split('\r\n')
      expect(lines.every((line) => line.length <= 72)).toBe(true)
      const read = parseManifest(Buffer.concat([Buffer.from('A: b\r\n\r\n'), bytes]), 'MANIFEST.MF')
      expect(read.sections[0]?.name).toBe(value)
    }
  })
})

describe('parseManifest', () => {
  test.each(['\r\n', '\n', '\r'])('reads lines that end with %j', (end) => {
    const manifest = parse(
      ['Manifest-Version: 1.0', 'X: a', ' b', '', 'Name: f', 'Y: c: d', '', ''].join(end),
    )
    expect(attributeValue(manifest.main, 'x')).toBe('ab')
    expect(manifest.section('f')?.attributes).toEqual([
      { name: 'Name', value: 'f' },
      { name: 'Y', value: 'c: d' },
    ])
  })

  test('keeps the bytes of each section with its blank line', () => {
    const manifest = parse('A: 1\r\n\r\nName: f\r\nB: 2\r\n\r\n\r\nName: g\r\n\r\n')
    const raw = [manifest.main, ...manifest.sections].map((section) => Buffer.from(section.raw).toString())
    expect(raw).toEqual(['A: 1\r\n\r\n', 'Name: f\r\nB: 2\r\n\r\n', 'Name: g\r\n\r\n'])
  })

  test.each([
    ['two sections for one entry', 'A: 1\n\nName: f\n\nName: f\n\n', /two sections for "f"/],
    ['a section without a name', 'A: 1\n\nB: 2\n\n', /starts with "B"/],
    ['an attribute twice', 'A: 1\na: 2\n\n', /"a" twice/],
    ['a line that is no attribute', 'hello\n\n', /"hello" is not/],
    ['a continuation of nothing', ' x\n\n', /continuation/],
  ])('refuses %s', (_, text, message) => {
    expect(() => parse(text)).toThrow(TacosmithError)
    expect(() => parse(text)).toThrow(message)
  })

  test('refuses what is not UTF-8', () => {
    expect(() => parseManifest(Buffer.from([0x41, 0x3a, 0x20, 0xff, 0x0a]), 'MANIFEST.MF')).toThrow(
      /not UTF-8/,
    )
  })

  test.each([
    ['two sections for one entry', 'A: 1\n\nName: f\n\nName: f\n\n'],
    ['an attribute twice', 'A: 1\na: 2\n\n'],
    ['a last line without an end', 'A: 1\nB: 2'],
    ['a line of which Java makes two', `A: ${'x'.repeat(508)}\r\n\r\n`],
  ])('says that Java may accept %s', (_, text) => {
    expect(refusalOf(text)?.help).toMatch(
      /^Java may accept this file; tacosmith refuses it because .+\. Package/,
    )
  })

  test.each([
    ['a line of 512 bytes and its end', `A: ${'x'.repeat(509)}\n\n`],
    ['a name on two lines', 'A: 1\n\nNa\n me: f\n\n'],
    ['a colon without a blank', 'A:1\n\n'],
    ['a name with other characters', 'A.b: 1\n\n'],
    ['a name of 71 characters', `${'x'.repeat(71)}: 1\n\n`],
  ])('refuses as Java does: %s', (_, text) => {
    expect(refusalOf(text)?.help).toMatch(/^Package the connector again/)
  })

  test.each([
    ['lines of 512 bytes with their ends', `A: ${'x'.repeat(507)}\r\nB: ${'x'.repeat(508)}\n\n`, 2],
    ['a blank line at the start: an empty main section', '\nName: f\n\n', 0],
  ])('reads %s', (_, text, attributes) => {
    expect(parse(text).main.attributes.length).toBe(attributes)
  })

  test('keeps the bytes of a section without its blank line', () => {
    const { main, sections } = parse('A: 1\r\n\r\nName: f\n')
    const short = [main, ...sections].map((one) => Buffer.from(one.rawWithoutBlankLine).toString())
    expect(short).toEqual(['A: 1\r\n', 'Name: f\n'])
  })
})
