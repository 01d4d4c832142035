import { fullDocuments, minimalConnector, replaceIn, within } from '@tacosmith/test-kit'
import { expect, it } from 'vitest'
import { checkConnector } from '../build/check.ts'
import { memorySource } from '../connector/memory-source.ts'
import { formatPretty } from '../report/format-pretty.ts'

const files = minimalConnector()
const [fullDialect] = fullDocuments.dialect

function numbered(count: number, make: (number: number) => string): string {
  return Array.from({ length: count }, (_, number) => make(number)).join('')
}

/** Small files, each of which kept the validation busy for many seconds. */
const hostile: Record<string, Record<string, string>> = {
  'attributes that nothing has': {
    'connection-fields.xml': `<connection-fields><field ${numbered(10_000, (number) => `nam${number}="x" `)}/></connection-fields>`,
  },
  'unknown attributes on many elements': {
    'connection-fields.xml': `<connection-fields>${numbered(2000, () => `<field ${numbered(9, (number) => `lable${number}="" `)}/>`)}</connection-fields>`,
  },
  'unknown elements': {
    'connection-fields.xml': `<connection-fields>${numbered(14_000, (number) => `<feild${number}/>`)}</connection-fields>`,
  },
  'elements of an unknown namespace': {
    'connection-fields.xml': `<connection-fields ${numbered(250, (number) => `xmlns:n${number}="u" `)}>${numbered(9000, (number) => `<n${number % 250}:a/>`)}</connection-fields>`,
  },
  'fields with names that are not allowed': {
    'connection-fields.xml': `<connection-fields>${numbered(4000, (number) => `<field name="servre${number}" label="" value-type="string"/>`)}</connection-fields>`,
  },
  'texts for one element after the other': {
    'connection-resolver.tdr': replaceIn(
      files['connection-resolver.tdr'],
      '<attr>port</attr>',
      numbered(9000, () => '<attr>a</attr>b '),
    ),
  },
  'sections of text where none may be': {
    'connection-resolver.tdr': replaceIn(
      files['connection-resolver.tdr'],
      '<attr>port</attr>',
      numbered(20_000, () => '<![CDATA[x]]>&lt;'),
    ),
  },
  'functions of a dialect': {
    'dialect.tdd': replaceIn(
      fullDialect,
      '</function-map>',
      `${numbered(4000, (number) => `<function name="F${number}"><formula>%${number}%1</formula></function>`)}</function-map>`,
    ),
  },
}

it.each(Object.entries(hostile))(
  '%s are told in little time',
  within(10_000, async (_kind, changes) => {
    const source = memorySource(minimalConnector(changes))
    const validate = { engine: 'libxml2-wasm' } as const
    const { report, readSource } = await checkConnector({ validate }, { source, environment: {} })
    expect(report.errors).toBeGreaterThan(0)
    expect(formatPretty(report, { readSource, color: false })).toContain(`Found ${report.errors} error`)
  }),
)
