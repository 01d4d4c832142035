import { readdirSync, readFileSync } from 'node:fs'
import { fullDocuments, type GrammarCase, grammarCases, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import type { XmlFileKind } from '../../connector/connector.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, selfAndDescendants } from '../../connector/xml-query.ts'
import { readXml } from '../../connector/xml-reader.ts'
import { type SchemaAddition, schemaAdditions } from '../../package/schema-releases.ts'
import { type Capability, knownCapabilities } from '../../rules/capabilities/capability-table.ts'
import { rule as baseRule } from '../../rules/dialect/dia-base-unknown.ts'
import { rule as partRule } from '../../rules/dialect/dia-formula-part.ts'
import { rule as groupRule } from '../../rules/dialect/dia-group-unknown.ts'
import { knownOAuthCapabilities } from '../../rules/oauth/capability-names.ts'
import { loadLibxmljs2 } from '../engines/libxmljs2.ts'
import { loadLibxml2Wasm } from '../engines/load-libxml2-wasm.ts'
import { checkSchema } from '../stage/check-schema.ts'
import { embeddedSchemas } from './embedded.ts'

const kinds = readdirSync(new URL('.', import.meta.url))
  .filter((name) => name.endsWith('.xsd'))
  .map((name) => name.slice(0, -'.xsd'.length) as XmlFileKind)

/** The schema as editors get it. */
function schemaText(kind: XmlFileKind): string {
  return readFileSync(new URL(`./${kind}.xsd`, import.meta.url), 'utf8')
}

function rootOf(text: string): XmlElement {
  const { document } = readXml(new TextEncoder().encode(text))
  if (document === undefined) throw new Error('The document is not well-formed.')
  return document.root
}

function nameOf(element: XmlElement): string {
  return attributeOf(element, 'name')?.value ?? ''
}

/** What an editor shows of a declaration or of a value. */
function helpOf(declaration: XmlElement | undefined): string {
  const annotation = declaration?.children.find(({ name }) => name === 'xs:annotation')
  return annotation?.children.find(({ name }) => name === 'xs:documentation')?.text.trim() ?? ''
}

function declarations(kind: XmlFileKind): XmlElement[] {
  return [...selfAndDescendants(rootOf(schemaText(kind)))].filter(({ name }) =>
    ['xs:element', 'xs:attribute'].includes(name),
  )
}

/** The values that the type of this name lists, with their help. */
function valuesOf(kind: XmlFileKind, type: string): Map<string, string> {
  const declared = rootOf(schemaText(kind)).children.find((child) => nameOf(child) === type)
  return declared === undefined ? new Map() : listedIn(declared)
}

function listedIn(element: XmlElement): Map<string, string> {
  return new Map(
    [...selfAndDescendants(element)]
      .filter(({ name }) => name === 'xs:enumeration')
      .map((value) => [attributeOf(value, 'value')?.value ?? '', helpOf(value)]),
  )
}

describe('the help for editors', () => {
  it('is there for every element and every attribute of each kind of file', () => {
    expect(kinds.sort()).toEqual(Object.keys(embeddedSchemas).sort())
    for (const kind of kinds) {
      const all = declarations(kind)
      expect(all.length).toBeGreaterThan(2)
      const unsaid = all.filter((declaration) => !/^[A-Z].*\.$/s.test(helpOf(declaration))).map(nameOf)
      expect({ kind, unsaid }).toEqual({ kind, unsaid: [] })
    }
  })

  it('offers every known capability and says its default, recommendation and release', () => {
    const offered = valuesOf('manifest', 'KnownCapabilityName')
    expect([...offered.keys()].sort()).toEqual([...knownCapabilities().keys()].sort())
    for (const [name, capability] of knownCapabilities()) {
      expect(`${name}: ${offered.get(name)}`).toBe(`${name}: ${helpFor(capability)}`)
    }
  })

  it('offers what the rules know', () => {
    const names = (kind: XmlFileKind, type: string): string[] => [...valuesOf(kind, type).keys()]
    const listed = (help: string): string[] => help.replace(/^.*(?:lists|Use) |\.$/g, '').split(', ')
    expect(names('oauth-config', 'KnownOAuthCapability').sort()).toEqual([...knownOAuthCapabilities].sort())
    expect(names('dialect', 'KnownBaseDialect')).toEqual(listed(baseRule.help ?? ''))
    expect(names('dialect', 'KnownFunctionGroup')).toEqual(listed(groupRule.help ?? ''))
    expect(names('dialect', 'KnownFormulaPart').sort()).toEqual(listed(partRule.help ?? '').sort())
  })

  it('names the release of what older ones do not know', () => {
    for (const kind of kinds) {
      for (const addition of schemaAdditions[kind] ?? []) {
        const help = helpsOn(kind, addition)
        expect({ addition, help }).toEqual({ addition, help: expect.stringContaining(addition.release) })
      }
    }
  })
})

function helpFor({ section, default: usual, recommended, since }: Capability): string {
  return [
    section === 'Undocumented' ? 'Not in the documentation of Tableau.' : `${section}.`,
    ...(usual === undefined ? [] : [`Default: ${usual}.`]),
    ...(recommended === undefined ? [] : [`Recommended: ${recommended}.`]),
    ...(since === undefined ? [] : [`Since Tableau ${since}.`]),
  ].join(' ')
}

/** What is said of an element, of its attribute, or of each value in question. */
function helpsOn(kind: XmlFileKind, addition: SchemaAddition): string {
  const schema = rootOf(schemaText(kind))
  const typeNamed = (name: string | undefined): XmlElement | undefined =>
    schema.children.find((child) => nameOf(child) === name)
  const typeOf = (element: XmlElement): XmlElement =>
    typeNamed(attributeOf(element, 'type')?.value) ?? element
  const elements = declarations(kind).filter((declaration) => nameOf(declaration) === addition.element)
  if (addition.attribute === undefined) return elements.map(helpOf).join(' ')
  const attributes = elements
    .flatMap((element) => [...selfAndDescendants(typeOf(element))])
    .filter(({ name }) => name === 'xs:attribute')
    .filter((attribute) => nameOf(attribute) === addition.attribute)
  if (addition.values === undefined) return attributes.map(helpOf).join(' ')
  const values = attributes.flatMap((attribute) => {
    const type = typeOf(attribute)
    return [...listedIn(type), ...listedIn(typeNamed(`Known${nameOf(type)}`) ?? type)]
  })
  const helps = addition.values.map((value) => values.find(([name]) => name === value)?.[1] ?? '')
  return helps.every((help) => help.includes(addition.release)) ? helps.join(' ') : ''
}

describe('the help for editors changes no verdict', () => {
  it.each(kinds)('%s', async (kind) => {
    const native = loadLibxmljs2()
    const engines = ['engine' in native ? native.engine : undefined, await loadLibxml2Wasm()]
    const cases: GrammarCase[] = grammarCases[kind]
    const [first = ''] = fullDocuments[kind]
    const texts = [
      ...fullDocuments[kind],
      ...cases.map(([part, replacement]) => replaceIn(first, part, replacement)),
      ...openValues.map((value) =>
        first.replace(/ (name|value|base|superclass|group)="[^"]*"/g, ` $1="${value}"`),
      ),
    ]
    for (const text of texts) {
      const { document } = readXml(new TextEncoder().encode(text))
      if (document === undefined) continue
      for (const engine of engines.filter((one) => one !== undefined)) {
        const forEditors = checkSchema(document, schemaText(kind), engine)
        expect(forEditors, text).toEqual(checkSchema(document, embeddedSchemas[kind], engine))
      }
    }
  })
})

/** Values that stand in no list. */
const openValues = ['', ' ', 'CAP_UNHEARD_OF', 'v-own', '1 &lt; 2', ' jdbc ']
