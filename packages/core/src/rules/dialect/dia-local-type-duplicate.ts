import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'
import { beforeQuotes } from './example-sql-format.ts'

/** Nothing says which of two entries counts. */
export const rule: Rule = {
  id: 'dia-local-type-duplicate',
  severity: 'warning',
  summary: 'Each type appears once in a map of types, and only one group of date parts is the default.',
  help: 'Remove one of the two.',
  url: documentationPage('dialect'),
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

export function example(): RuleExample {
  return {
    why: 'Only one of two entries for a type counts, and it is not documented which.',
    wrong: `<format-null>
  <local-type name="int" value="CAST(NULL AS INTEGER)"/>
  <local-type name="int" value="CAST(NULL AS BIGINT)"/>
</format-null>`,
    right: `<format-null>
  <local-type name="int" value="CAST(NULL AS INTEGER)"/>
</format-null>`,
    ...beforeQuotes,
  }
}
