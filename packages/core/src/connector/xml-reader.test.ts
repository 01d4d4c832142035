import { within } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import type { XmlDocument } from './xml-document.ts'
import { maximumXmlAttributes, maximumXmlDepth, maximumXmlParts } from './xml-parsing.ts'
import { selfAndDescendants } from './xml-query.ts'
import { readXml, type XmlProblem } from './xml-reader.ts'

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function documentOf(text: string): XmlDocument {
  const { document, problem } = readXml(bytesOf(text))
  if (document === undefined) throw new Error(problem.message)
  return document
}

function problemOf(content: string | number[]): XmlProblem {
  const { problem } = readXml(typeof content === 'string' ? bytesOf(content) : Uint8Array.from(content))
  if (problem === undefined) throw new Error('it was read without a problem')
  return problem
}

const sample = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<!-- <a b="c"> -->',
  "<connector-plugin  class = 'a > b'",
  '    name="x &amp; &#x79;\tz" xmlns="u" x:y="" xmlns:x="v">',
  '  <größe 表="😀"/><vendor-information>one<b/>two<![CDATA[<three>]]>&lt;</vendor-information >',
  '</connector-plugin>',
  '<!-- end -->',
  '',
].join('\n')

describe('readXml', () => {
  it('reads names, values, text and the tree', () => {
    const { root } = documentOf(sample)
    expect(root.name).toBe('connector-plugin')
    expect(root.parent).toBeUndefined()
    expect(root.attributes.map(({ name, value }) => [name, value])).toEqual([
      ['class', 'a > b'],
      ['name', 'x & y z'],
      ['xmlns', 'u'],
      ['x:y', ''],
      ['xmlns:x', 'v'],
    ])
    expect(root.children.map(({ name }) => name)).toEqual(['größe', 'vendor-information'])
    expect(root.children[1]).toMatchObject({ text: 'onetwo<three><', parent: root })
    expect(root.text).toBe('\n  \n')
  })

  it.each<[string, string, string, number, number]>([
    ['an end tag that closes another element', '<a>\n  <b></a>', '</a> does not close <b>', 2, 6],
    ['an element that is never closed', '<a>\n <b>', '<b> is never closed', 2, 2],
    ['a second root', '<a/>\n<b/>', 'second root', 2, 1],
    ['text behind the root', '<a/>\n  x', 'outside of the root', 2, 3],
    ['text before the root', ' x<a/>', 'outside of the root', 1, 2],
    ['an end tag too many', '<a/></a>', 'closes no open element', 1, 5],
    ['the same attribute twice', '<a b="b"\n b="2"/>', 'b stands twice on <a>', 2, 2],
    ['an unknown entity', '<a>x &nbsp;</a>', '&nbsp; is not defined', 1, 6],
    ['a bare &', '<a>x &amp; y & z</a>', '& does not begin', 1, 14],
    ['a bare & before an entity', '<a b="x & y &amp; z"/>', '& does not begin', 1, 9],
    ['a < in a value', '<a b="x\n <"/>', 'contains a <', 2, 2],
    ['a control character', '<a>\n\u0008</a>', 'U+0008', 2, 1],
    ['a character reference to none', '<a>&#0;</a>', '&#0; is not a character', 1, 4],
    ['a comment that is never closed', '<a>\n<!-- </a>', 'comment is never closed', 2, 1],
    ['a value without quotes', '<a b=c/>', 'has no quotes', 1, 6],
    ['a late XML declaration', '\n<?xml version="1.0"?><a/>', 'not at the start', 2, 6],
    ['another declared encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', 'ISO-8859-1', 1, 21],
    [
      'a DOCTYPE',
      '<?xml version="1.0"?>\n<!-- <!DOCTYPE -->\n<!DOCTYPE a><a/>',
      'DOCTYPE is not allowed',
      3,
      1,
    ],
    ['entity declarations', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'DOCTYPE is not allowed', 1, 1],
    ['nothing', '', 'empty', 1, 1],
    ['blanks only', ' \n', 'empty', 1, 1],
    ['two byte order marks', '\uFEFF\uFEFF<a/>', 'two byte order marks', 1, 1],
  ])('tells of %s', (_name, text, message, line, column) => {
    expect(problemOf(text)).toMatchObject({ message: expect.stringContaining(message), line, column })
  })

  it.each<[string, number[], string, number, number]>([
    ['UTF-16 with a byte order mark', [0xff, 0xfe, 0x3c, 0, 0x61, 0], 'UTF-16', 1, 1],
    ['UTF-16 without', [0, 0x3c, 0, 0x61, 0, 0x2f, 0, 0x3e], 'UTF-16', 1, 1],
    ['UTF-32', [0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0], 'UTF-32', 1, 1],
    ['Latin-1', [...bytesOf('<a>\né'), 0xe9, ...bytesOf('</a>')], '0xE9', 2, 2],
    ['a character cut short', [...bytesOf('<a>'), 0xe2, 0x82], '0xE2', 1, 4],
    ['half a pair', [...bytesOf('<a>'), 0xed, 0xa0, 0x80, ...bytesOf('</a>')], '0xED', 1, 4],
  ])('tells of %s', (_name, bytes, message, line, column) => {
    expect(problemOf(bytes)).toMatchObject({ message: expect.stringContaining(message), line, column })
  })

  it('accepts the replacement character itself', () => {
    expect(documentOf('<a>\uFFFD</a>').root.text).toBe('\uFFFD')
  })

  it('reads nested elements up to a limit, and refuses deeper ones without overflowing', () => {
    const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth)
    expect([...selfAndDescendants(documentOf(nested(maximumXmlDepth)).root)]).toHaveLength(maximumXmlDepth)
    expect(problemOf(nested(maximumXmlDepth + 1)).message).toContain('nested')
    expect(problemOf('<a>'.repeat(500_000)).message).toContain('nested')
  })

  it.each([
    ['elements', (count: number) => `<a>${'<b/>'.repeat(count)}</a>`],
    ['comments', (count: number) => `<a>${'<!---->'.repeat(count)}</a>`],
    ['instructions', (count: number) => `<a>${'<?p?>'.repeat(count)}</a>`],
    ['sections', (count: number) => `<a>${'<![CDATA[]]>'.repeat(count)}</a>`],
    ['attributes', (count: number) => `<a>${'<b c="" d="" e=""/>'.repeat(count / 4)}</a>`],
  ])(
    'stops at too many %s',
    within(10_000, (_kind, document) => {
      expect(documentOf(document(maximumXmlParts - 4)).root.name).toBe('a')
      expect(problemOf(document(maximumXmlParts + 4))).toMatchObject({
        message: expect.stringContaining('holds more'),
        line: 1,
      })
      expect(problemOf(document(1_000_000)).message).toContain('holds more')
    }),
  )

  it('stops at too many attributes on one element', () => {
    const element = (count: number) => `<a ${Array.from({ length: count }, (_, i) => `b${i}=""`).join(' ')}/>`
    expect(documentOf(element(maximumXmlAttributes)).root.attributes).toHaveLength(maximumXmlAttributes)
    expect(problemOf(element(maximumXmlAttributes + 1)).message).toContain('attributes')
  })

  it(
    'reads large files in time that grows with their size',
    within(20_000, () => {
      const many = documentOf(`<a>${'<b c="d" e="f"/>\n'.repeat(9999)}</a>`)
      expect(many.root.children).toHaveLength(9999)
      expect(many.root.children.at(-1)?.attributes[1]?.start).toMatchObject({ line: 9999, column: 10 })
      expect(documentOf(`<a>${'x&amp;'.repeat(1_000_000)}</a>`).root.text).toHaveLength(2_000_000)
      expect(problemOf('<!-'.repeat(200_000)).message).toBeTruthy()
      expect(problemOf(`<a><!-- ${'- '.repeat(500_000)}`).message).toContain('never closed')
      expect(problemOf('&'.repeat(1_000_000)).line).toBe(1)
      expect(readXml(new Uint8Array(20_000_000).fill(0x20)).problem?.message).toContain('too large')
    }),
  )
})
