import { fullDocuments } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import type { XmlFileKind } from '../../connector/connector.ts'
import type { XmlDocument } from '../../connector/xml-document.ts'
import { readXml } from '../../connector/xml-reader.ts'
import type { Diagnostic } from '../../report/diagnostic.ts'
import { countFindings } from '../../report/report.ts'
import { validateFile } from '../../rules/validate-file.ts'
import { loadEngine } from '../engines/load-engine.ts'
import { embeddedSchemas } from '../xsd/embedded.ts'
import { checkSchema } from './check-schema.ts'
import { SchemaStage } from './schema-stage.ts'

async function check(kind: XmlFileKind, text: string): Promise<Diagnostic[]> {
  return validateFile(kind, new TextEncoder().encode(text), { schemaOnly: true })
}

/** `line:column message` */
async function placed(kind: XmlFileKind, text: string): Promise<string[]> {
  return (await check(kind, text)).map(({ line, column, message }) => `${line}:${column} ${message}`)
}

describe('any input', () => {
  it('is told when it is not XML, and only then', async () => {
    expect(await check('resource', '<resources>')).toMatchObject([
      { rule: 'xml-not-well-formed', severity: 'error' },
    ])
    expect(await check('resource', '')).toMatchObject([{ rule: 'xml-not-well-formed' }])
    expect(await check('resource', '<!DOCTYPE resources><resources/>')).toMatchObject([
      { rule: 'xml-not-well-formed' },
    ])
    expect(await check('resource', '<?xml version="1.1"?>\n<!-- a --><resources/><!-- b -->')).toEqual([])
  })

  it('of the largest size and the deepest nesting is checked like any other', async () => {
    const large = `<resources>${'<string name="a"/>'.repeat(14_000)}<string/></resources>`
    expect(await placed('resource', large)).toHaveLength(1)
    const long = `<resources><string name="a">${'x'.repeat(11 * 1024 * 1024)}</string><string/></resources>`
    expect(await placed('resource', long)).toHaveLength(1)
    const deep = '<attr>'.repeat(250) + '</attr>'.repeat(250)
    const resolver = `<tdr class="a"><connection-resolver><connection-normalizer><required-attributes><attribute-list>${deep}</attribute-list></required-attributes></connection-normalizer></connection-resolver></tdr>`
    expect(await placed('connection-resolver', resolver)).toEqual([])
    expect(await placed('resource', '<resources>'.repeat(200) + '</resources>'.repeat(200))).toHaveLength(1)
  })

  it('with thousands of faults ends', async () => {
    const many = `<resources>${'<a/><string/>'.repeat(5_000)}</resources>`
    const found = await check('resource', many)
    expect(countFindings(found, 'error')).toBe(10_000)
  })
})

describe('mutated documents', async () => {
  const engines = [await loadEngine('auto'), await loadEngine('libxml2-wasm')] as const

  it.each(Object.keys(fullDocuments) as XmlFileKind[])(
    'of the kind %s get one verdict from both engines',
    (kind) => {
      const schema = embeddedSchemas[kind]
      let invalid = 0
      for (const text of mutants(fullDocuments[kind][0])) {
        const document = parse(text)
        if (document === undefined) continue
        const [left, right] = engines.map((engine) => checkSchema(document, schema, engine))
        expect(left, text).toEqual(right)
        if (left?.length) invalid++
      }
      expect(invalid).toBeGreaterThan(5)
    },
  )
})

describe('the schema stage', () => {
  it('remembers what it found of a document, for that schema only', async () => {
    const { document } = readXml(new TextEncoder().encode('<resources><string name="a"/></resources>'))
    if (document === undefined) throw new Error('the document is not well-formed')
    const stage = await SchemaStage.prepare({ engine: 'libxml2-wasm' })
    expect(stage.check('a.xml', 'resource', document)).toEqual([])
    expect(stage.check('a.xml', 'dialect', document)).not.toEqual([])
    expect(stage.check('b.xml', 'dialect', document)).toMatchObject([
      { file: 'b.xml', rule: 'schema-invalid' },
    ])
    expect(stage.check('a.xml', 'resource', document)).toEqual([])
  })
})

function parse(text: string): XmlDocument | undefined {
  return readXml(new TextEncoder().encode(text)).document
}

/** The document with one tag removed, repeated or renamed, one attribute dropped, added or altered, or stray text. */
function* mutants(text: string): Generator<string> {
  for (const { 0: tag, index } of text.matchAll(/<[a-zA-Z][^>]*>/g)) {
    const replace = (replacement: string): string =>
      text.slice(0, index) + replacement + text.slice(index + tag.length)
    if (tag.endsWith('/>')) {
      yield replace('')
      yield replace(tag + tag)
      yield replace(`${tag.slice(0, -2)}>stray</${/^<([^\s/>]+)/.exec(tag)?.[1]}>`)
    } else yield replace(`${tag}stray`)
    yield replace(`<extra/>${tag}`)
    yield replace(
      `${tag.endsWith('/>') ? tag.slice(0, -2) : tag.slice(0, -1)} extra="1"${tag.endsWith('/>') ? '/>' : '>'}`,
    )
    for (const { 0: attribute } of tag.matchAll(/\s[a-zA-Z-]+="[^"]*"/g)) {
      yield replace(tag.replace(attribute, ''))
      for (const value of ['', ' ', '1', 'é'])
        yield replace(tag.replace(attribute, attribute.replace(/"[^"]*"/, `"${value}"`)))
    }
  }
}
