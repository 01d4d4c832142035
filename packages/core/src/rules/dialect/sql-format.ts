import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { dialectsOf } from './dialect-parts.ts'

const url = documentationPage('dialect')

/** A table is created with a name and columns. */
export const diaCreateTableTokens: Rule = {
  id: 'dia-create-table-tokens',
  severity: 'warning',
  summary: 'The pieces of `format-create-table` contain %n for the name and %f for the columns of the table.',
  help: 'Write for instance <formula predicate="LocalTemp">CREATE TEMPORARY TABLE %n (</formula><formula>%f</formula><formula>)</formula>.',
  url,
  check: ({ connector }) => findMissingTokens(dialectsOf(connector), 'format-create-table', ['%n', '%f']),
}

/** A table is dropped by its name. */
export const diaDropTableToken: Rule = {
  id: 'dia-drop-table-token',
  severity: 'warning',
  summary: 'The formula of `format-drop-table` contains %1 for the name of the table.',
  help: 'Write for instance <formula>DROP TABLE %1</formula>.',
  url,
  check: ({ connector }) => findMissingTokens(dialectsOf(connector), 'format-drop-table', ['%1']),
}

/** Comparing without regard to null gives wrong results. */
export const diaNonullcheck: Rule = {
  id: 'dia-nonullcheck',
  severity: 'warning',
  summary: '`format-is-distinct` does not leave out the check for null.',
  help: 'Use Keyword or Operator if the database has one, else Formula.',
  url,
  *check({ connector }) {
    for (const { file, format } of dialectsOf(connector)) {
      for (const element of named(format, 'format-is-distinct')) {
        const value = attributeOf(element, 'value')
        if (value?.value !== 'NoNullCheck') continue
        yield { message: 'NoNullCheck gives wrong results for columns with nulls', file, place: value }
      }
    }
  },
}

/** One of two ways to say the same. */
export const diaBaseTypes: Rule = {
  id: 'dia-base-types',
  severity: 'info',
  summary:
    'The types of columns are given by `format-column-definition`, which took the place of `base-types`.',
  help: 'Write the types as <format-column-definition>.',
  url,
  *check({ connector }) {
    for (const { file, format } of dialectsOf(connector)) {
      for (const element of named(format, 'base-types')) {
        yield { message: '<base-types> is superseded by <format-column-definition>', file, place: element }
      }
    }
  },
}

/** Nothing says which of two entries counts. */
export const diaLocalTypeDuplicate: Rule = {
  id: 'dia-local-type-duplicate',
  severity: 'warning',
  summary: 'Each type stands once in a map of types, and one group of date parts is the default.',
  help: 'Remove one of the two.',
  url,
  *check({ connector }) {
    for (const { file, format } of dialectsOf(connector)) {
      for (const element of format) {
        if (typeMaps.includes(element.name)) yield* findRepeatedTypes(file, element)
        if (element.name === 'date-parts') yield* findSecondDefault(file, element)
      }
    }
  },
}

const typeMaps = ['base-types', 'format-column-definition', 'format-null']

function* findMissingTokens(
  dialects: ReturnType<typeof dialectsOf>,
  name: string,
  tokens: readonly string[],
): Iterable<RuleFinding> {
  for (const { file, format } of dialects) {
    for (const element of named(format, name)) {
      const formulas = childrenNamed(element, 'formula')
      const missing = tokens.filter((token) => !formulas.some(({ text }) => text.includes(token)))
      // An element without a formula is the schema's business.
      if (formulas.length === 0 || missing.length === 0) continue
      yield { message: `no formula of <${name}> contains ${missing.join(' or ')}`, file, place: element }
    }
  }
}

function* findRepeatedTypes(file: string, map: XmlElement): Iterable<RuleFinding> {
  const lines = new Map<string, number>()
  for (const type of childrenNamed(map, 'local-type')) {
    const name = attributeOf(type, 'name')
    if (name === undefined) continue
    const line = lines.get(name.value)
    if (line === undefined) lines.set(name.value, name.start.line)
    else {
      const message = `<${map.name}> has the type "${name.value}" already on line ${line}`
      yield { message, file, place: name }
    }
  }
}

function* findSecondDefault(file: string, parts: XmlElement): Iterable<RuleFinding> {
  const defaults = childrenNamed(parts, 'date-part-group').filter(
    (group) => !group.children.some(({ name }) => name === 'date-function'),
  )
  for (const group of defaults.slice(1)) {
    const message = `a <date-part-group> without <date-function> is for all of them, and there is one already on line ${defaults[0]?.start.line}`
    yield { message, file, place: group }
  }
}

function named(format: readonly XmlElement[], name: string): XmlElement[] {
  return format.filter((element) => element.name === name)
}
