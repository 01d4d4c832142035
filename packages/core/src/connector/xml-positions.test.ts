import fc from 'fast-check'
import { XmlDocument as Libxml2Document, XmlLibError } from 'libxml2-wasm'
import { describe, expect, it } from 'vitest'
import type { XmlDocument, XmlElement } from './xml-document.ts'
import { selfAndDescendants } from './xml-query.ts'
import { readXml } from './xml-reader.ts'

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function documentOf(text: string): XmlDocument {
  const { document, problem } = readXml(bytesOf(text))
  if (document === undefined) throw new Error(problem.message)
  return document
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

describe('positions', () => {
  it.each([
    ['LF', '\n', ''],
    ['CRLF', '\r\n', ''],
    ['CR', '\r', ''],
    ['CRLF behind a byte order mark', '\r\n', '\uFEFF'],
  ])('knows where everything stands with %s', (_name, lineEnd, mark) => {
    const text = sample.replaceAll('\n', lineEnd)
    const { root, text: decoded } = documentOf(mark + text)
    expect(decoded).toBe(text)
    expect(root.start).toMatchObject({ line: 3, column: 1 })
    expect(root.attributes[1]?.start).toMatchObject({ line: 4, column: 5 })
    expect(root.attributes[1]?.valueStart).toMatchObject({ line: 4, column: 11 })
    expect(root.children[0]?.start).toMatchObject({ line: 5, column: 3 })
    expect(root.children[1]?.start).toMatchObject({ line: 5, column: 18 })
    for (const element of selfAndDescendants(root)) expectPlaces(element, text)
    expect(text.slice(root.end)).toBe(`${lineEnd}<!-- end -->${lineEnd}`)
  })
})

describe('readXml on anything', () => {
  const fragment = fc.constantFrom(
    ...[
      '<',
      '>',
      '/',
      '="',
      '"',
      "'",
      '&',
      ';',
      '&amp;',
      '&#',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?xml ',
      '?>',
    ],
    ...[
      '<!DOCTYPE',
      '[',
      ']',
      '<a>',
      '</a>',
      '<b c="d"/>',
      ' ',
      '\n',
      '\r',
      '\uFEFF',
      '\u0000',
      '😀',
      'é',
      'version="1.0"',
    ],
  )

  it('never throws on random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => expectReading(readXml(bytes))),
      { numRuns: 2000 },
    )
  })

  it('never throws on random pieces of XML', () => {
    const text = fc.array(fragment, { maxLength: 30 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(text, (content) => expectReading(readXml(bytesOf(content)))),
      { numRuns: 5000 },
    )
  })

  it('is at least as strict as libxml2, and finds the same values, on mutated files', () => {
    let read = 0
    const mutation = fc.tuple(fc.nat(sample.length), fc.nat(6), fc.oneof(fragment, fc.constant('')))
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 2 }), (mutations) => {
        let text = sample
        for (const [at, removed, inserted] of mutations)
          text = text.slice(0, at) + inserted + text.slice(at + removed)
        const reading = readXml(bytesOf(text))
        expectReading(reading)
        if (reading.document === undefined) return
        read++
        for (const element of selfAndDescendants(reading.document.root))
          expectPlaces(element, reading.document.text)
        expectLibxml2Agrees(reading.document)
      }),
      { numRuns: 5000 },
    )
    expect(read).toBeGreaterThan(100)
  })
})

/** Every position must lead to what it claims to lead to. */
function expectPlaces(element: XmlElement, text: string): void {
  const lineStart = (offset: number): number =>
    Math.max(
      text.lastIndexOf('\n', offset - 1),
      text.replaceAll('\r\n', '\n\n').lastIndexOf('\r', offset - 1),
    ) + 1
  expect(text.startsWith(`<${element.name}`, element.start.offset)).toBe(true)
  expect(element.start.column).toBe(element.start.offset - lineStart(element.start.offset) + 1)
  expect(text.charAt(element.startTagEnd - 1)).toBe('>')
  expect(text.charAt(element.end - 1)).toBe('>')
  expect(element.end).toBeGreaterThanOrEqual(element.startTagEnd)
  for (const { name, value, start, valueStart, end } of element.attributes) {
    expect(text.startsWith(name, start.offset)).toBe(true)
    expect(start.column).toBe(start.offset - lineStart(start.offset) + 1)
    const quote = text.charAt(valueStart.offset - 1)
    expect(text.charAt(end - 1)).toBe(quote)
    const raw = text.slice(valueStart.offset, end - 1)
    expect(raw).not.toContain(quote)
    if (!/[&\s]/.test(raw)) expect(value).toBe(raw)
  }
}

function expectReading({ document, problem }: ReturnType<typeof readXml>): void {
  expect(document === undefined).toBe(problem !== undefined)
  if (problem === undefined) return
  expect(problem.message).not.toBe('')
  expect(problem.line).toBeGreaterThan(0)
  expect(problem.column).toBeGreaterThan(0)
}

/** Namespaces are not this reader's business: libxml2 tells of them as errors, of all else as fatal errors. */
function expectLibxml2Agrees({ text, root }: XmlDocument): void {
  try {
    const oracle = Libxml2Document.fromString(text)
    expect(oracle.root.name).toBe(root.name)
    oracle.dispose()
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error
    expect(error.details.filter(({ level }) => level >= 3)).toEqual([])
  }
}
