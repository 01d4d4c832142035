import type { XmlFileKind } from '../connector/connector.ts'
import type { TextPosition, XmlElement } from '../connector/xml-document.ts'
import { attributeOf, selfAndDescendants } from '../connector/xml-query.ts'

/** Something that a file says and the schemas of older releases do not know. */
export interface YoungerPart {
  /** The first release whose schema knows it. Every older one calls the whole file malformed. */
  release: string
  /** What it is, for a message: `<start-of-week-format>` or "`placeholder` on <field>". */
  what: string
  /** The value that is new, where the attribute is not. */
  value?: string
  place: { start: TextPosition }
}

/** An element, an attribute or a value of one that came with a release. */
export interface SchemaAddition {
  element: string
  /** The element that it stands in, where it stands in others as well. */
  parent?: string
  /** The element itself is new where this is left out. */
  attribute?: string
  /** Every value is new where these are left out. */
  values?: readonly string[]
  release: string
}

/**
 * What the schemas gained since 2019.4, by kind of file. From the schema files at the release tags of the SDK's
 * repository; where the documentation names an earlier release (`textbox`), that one counts, since tags came later.
 */
export const schemaAdditions: Readonly<Partial<Record<XmlFileKind, readonly SchemaAddition[]>>> = {
  'connection-fields': [
    { element: 'field', attribute: 'value-type', values: ['textbox'], release: '2020.4' },
    { element: 'field', attribute: 'placeholder', release: '2022.1' },
  ],
  'connection-dialog': [
    ...['vendor1-prompt', 'vendor2-prompt', 'vendor3-prompt'].map((element) => ({
      element,
      release: '2020.2',
    })),
    { element: 'show-instance-url-prompt', release: '2020.3' },
    { element: 'authentication-mode', attribute: 'value', values: ['PasswordOnly'], release: '2020.2' },
    { element: 'option', attribute: 'name', values: ['Password'], release: '2020.2' },
    { element: 'option', attribute: 'name', values: ['ADUsernameAndPassword'], release: '2020.3' },
  ],
  'connection-resolver': [
    { element: 'driver-name', attribute: 'use-system-class-loader', release: '2021.2' },
    { element: 'driver-resolver', attribute: 'type', release: '2021.2' },
  ],
  dialect: [
    ...['format-true', 'format-false'].flatMap((element) =>
      ['literal', 'predicate'].map((attribute) => ({ element, attribute, release: '2020.3' })),
    ),
    { element: 'format-string-literal', attribute: 'unicode-prefix', release: '2020.3' },
    {
      element: 'aggregation',
      attribute: 'value',
      values: ['AGG', 'TRUNC'].flatMap((verb) =>
        ['YEAR', 'QTR', 'WEEK', 'WEEKDAY'].map((part) => `${verb}_ISO_${part}`),
      ),
      release: '2020.4',
    },
    { element: 'part', attribute: 'name', values: isoDateParts(), release: '2020.4' },
    { element: 'part', parent: 'supported-joins', attribute: 'value', release: '2021.3' },
    { element: 'formula', attribute: 'part', values: isoDateParts(), release: '2020.4' },
    { element: 'start-of-week-format', release: '2021.3' },
    { element: 'format-if-then-else', attribute: 'value', values: ['IF', 'IIF_'], release: '2021.3' },
    {
      element: 'format-simple-case',
      attribute: 'value',
      values: ['BalancedIF', 'BalancedIIF_'],
      release: '2021.4',
    },
    {
      element: 'format-order-by',
      attribute: 'value',
      values: ['AliasDirection', 'AliasNulls'],
      release: '2021.4',
    },
    { element: 'remote-type', attribute: 'name', values: ['DBDATE'], release: '2023.1' },
  ],
}

function isoDateParts(): string[] {
  return ['year', 'quarter', 'week', 'weekday'].map((part) => `iso-${part}`)
}

const additionsByElement = new Map<XmlFileKind, ReadonlyMap<string, readonly SchemaAddition[]>>()

/** What a file of that kind says that older releases do not know, in document order. */
export function youngerParts(kind: XmlFileKind, root: XmlElement): YoungerPart[] {
  const byElement = additionsOf(kind)
  if (byElement.size === 0) return []
  return [...selfAndDescendants(root)].flatMap((element) =>
    (byElement.get(element.name) ?? []).flatMap((addition) => youngerPart(element, addition)),
  )
}

function additionsOf(kind: XmlFileKind): ReadonlyMap<string, readonly SchemaAddition[]> {
  const known = additionsByElement.get(kind)
  if (known !== undefined) return known
  const byElement = new Map<string, SchemaAddition[]>()
  for (const addition of schemaAdditions[kind] ?? []) {
    byElement.set(addition.element, [...(byElement.get(addition.element) ?? []), addition])
  }
  additionsByElement.set(kind, byElement)
  return byElement
}

function youngerPart(
  element: XmlElement,
  { parent, attribute: name, values, release }: SchemaAddition,
): YoungerPart[] {
  if (parent !== undefined && element.parent?.name !== parent) return []
  if (name === undefined) return [{ release, what: `<${element.name}>`, place: element }]
  const attribute = attributeOf(element, name)
  if (attribute === undefined || values?.includes(attribute.value) === false) return []
  const on = `on <${element.name}>`
  if (values === undefined) return [{ release, what: `\`${name}\` ${on}`, place: attribute }]
  const { value } = attribute
  return [{ release, what: `${name}="${value}" ${on}`, value, place: attribute }]
}
