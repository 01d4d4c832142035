import { fullDocuments, type GrammarCase, grammarCases, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import type { XmlFileKind } from '../../connector/connector.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { readXml } from '../../connector/xml-reader.ts'
import { validateFile } from '../../rules/validate-file.ts'
import { loadLibxmljs2 } from '../engines/libxmljs2.ts'
import { embeddedSchemas } from '../xsd/embedded.ts'
import { type ElementModel, readSchemaModel } from '../xsd/schema-model.ts'

const native = loadLibxmljs2()
if ('unavailable' in native) {
  if (process.env.CI) throw new Error(`libxmljs2 must load in continuous integration: ${native.unavailable}`)
  process.emitWarning(`Only libxml2-wasm is tested: libxmljs2 is not available, ${native.unavailable}`)
}
const engines = 'engine' in native ? (['libxmljs2', 'libxml2-wasm'] as const) : (['libxml2-wasm'] as const)
const kinds = Object.keys(fullDocuments) as XmlFileKind[]

async function messages(
  kind: XmlFileKind,
  text: string,
  engine: (typeof engines)[number],
): Promise<string[]> {
  const found = await validateFile(kind, new TextEncoder().encode(text), { schemaOnly: true, engine })
  return found.map(({ rule, message }) => (rule === 'schema-invalid' ? message : `${rule}: ${message}`))
}

const cases: Record<XmlFileKind, GrammarCase[]> = grammarCases

describe.each(engines)('schemas with %s', (engine) => {
  describe.each(kinds)('%s', (kind) => {
    it('accepts the full documents', async () => {
      for (const text of fullDocuments[kind]) expect(await messages(kind, text, engine)).toEqual([])
    })

    it.each(cases[kind])('%s -> %s', async (part, replacement, ...expected) => {
      const text = replaceIn(fullDocuments[kind][0], part, replacement)
      expect(await messages(kind, text, engine)).toEqual(expected)
    })

    it('refuses another root', async () => {
      const expected = `the root element is <other>, but a file of this kind starts with <${rootOf(kind).name}>`
      expect(await messages(kind, '<other><x/></other>', engine)).toEqual([expected])
    })
  })
})

describe('full documents', () => {
  it.each(kinds)('use every element and attribute of %s', (kind) => {
    const used = new Set<string>()
    for (const text of fullDocuments[kind]) {
      const reading = readXml(new TextEncoder().encode(text))
      if (reading.document !== undefined) collectUsed(reading.document.root, reading.document.root.name, used)
    }
    const declared = new Set<string>()
    collectDeclared(rootOf(kind).model, rootOf(kind).name, declared)
    expect([...declared].filter((path) => !used.has(path))).toEqual([])
  })
})

function rootOf(kind: XmlFileKind): { name: string; model: ElementModel } {
  const [[name, model] = []] = readSchemaModel(embeddedSchemas[kind]).roots
  if (name === undefined || model === undefined) throw new Error(`The schema ${kind} has no root element.`)
  return { name, model }
}

function collectUsed(element: XmlElement, path: string, used: Set<string>): void {
  used.add(path)
  for (const { name } of element.attributes) used.add(`${path}@${name}`)
  for (const child of element.children) collectUsed(child, `${path}/${child.name}`, used)
}

function collectDeclared(model: ElementModel, path: string, declared: Set<string>): void {
  declared.add(path)
  for (const { name } of model.attributes) declared.add(`${path}@${name}`)
  for (const child of model.children) collectDeclared(child.element(), `${path}/${child.name}`, declared)
}
