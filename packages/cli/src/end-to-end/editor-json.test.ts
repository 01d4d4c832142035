import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { getLanguageService, type JSONSchema, TextDocument } from 'vscode-json-languageservice'

/** What the JSON support of editors makes of a document. */
interface Editor {
  hoverOn(word: string): Promise<string>
  /** What it offers where the cursor, `|`, stands. */
  offersAt(text: string): Promise<string[]>
  problems(text: string): Promise<string[]>
}

function editorWith(schemaFile: string): Editor & { schema: JSONSchema } {
  const schema = JSON.parse(readFileSync(new URL(schemaFile, import.meta.url), 'utf8')) as JSONSchema
  const service = getLanguageService({})
  service.configure({ schemas: [{ uri: 'test://schema', fileMatch: ['*'], schema }] })
  const open = (text: string) => {
    const document = TextDocument.create('file:///a.json', 'json', 1, text)
    return { document, json: service.parseJSONDocument(document) }
  }
  return {
    schema,
    async hoverOn(text) {
      const { document, json } = open(text.replace('|', ''))
      const hover = await service.doHover(document, document.positionAt(text.indexOf('|')), json)
      return String(hover?.contents)
    },
    async offersAt(text) {
      const { document, json } = open(text.replace('|', ''))
      const offers = await service.doComplete(document, document.positionAt(text.indexOf('|')), json)
      return offers?.items.map(({ label }) => label).sort() ?? []
    },
    async problems(text) {
      const { document, json } = open(text)
      return (await service.doValidation(document, json)).map(({ message }) => String(message))
    },
  }
}

/** The members that an editor can say nothing about. */
function undescribed(schema: JSONSchema, path = ''): string[] {
  const parts = [schema.items, schema.additionalProperties, ...(schema.anyOf ?? [])].flat()
  const inside = parts.flatMap((part) => (typeof part === 'object' ? undescribed(part, path) : []))
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    if (typeof member === 'boolean' || member.$ref !== undefined) return []
    const here = `${path}/${name}`
    return [...(member.description ? [] : [here]), ...undescribed(member, here)]
  })
  return [...inside, ...members]
}

describe('the JSON support of editors', () => {
  const scenarios = editorWith('../../dist/scenarios.schema.json')
  const options = editorWith('../../../core/dist/options.schema.json')

  it('has something to say about every member', () => {
    expect([...undescribed(scenarios.schema), ...undescribed(options.schema)]).toEqual([])
    expect(undescribed({ properties: { a: { anyOf: [{ properties: { b: {} } }] } } })).toEqual(['/a', '/a/b'])
  })

  it('completes and explains a file of scenarios', async () => {
    expect(await scenarios.offersAt('{"scenarios": [{|}]}')).toEqual(
      expect.arrayContaining(['expect', 'host', 'name', 'platform', 'values', 'view']),
    )
    expect(await scenarios.offersAt('{"scenarios": [{"host": |}]}')).toEqual(['"desktop"', '"server"'])
    expect(await scenarios.hoverOn('{"scenarios": [{"ho|st": "server"}]}')).toContain('Default: desktop')
    expect(await scenarios.problems('{"scenarios": [{"name": "a", "values": {}}]}')).toEqual([
      'Missing property "expect".',
    ])
  })

  it('completes and explains options in JSON', async () => {
    expect(await options.offersAt('{|}')).toEqual(expect.arrayContaining(['connector', 'sign', 'validate']))
    expect(await options.offersAt('{"validate": {"engine": |}}')).toEqual(
      expect.arrayContaining(['"auto"', '"libxml2-wasm"', '"libxmljs2"']),
    )
    expect(await options.offersAt('{"sign": {"keystore": |}}')).toContain('"release.p12"')
    expect(await options.hoverOn('{"sign": {"key|store": "a.p12"}}')).toContain('PKCS')
    expect(await options.problems('{"outdir": "x"}')).toEqual(['Property outdir is not allowed.'])
  })
})
