import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, attributeValue } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'
import { ascii, inFunctions } from './example-functions.ts'

/** Nothing says which of two definitions counts. */
export const rule: Rule = {
  id: 'dia-duplicate-overload',
  severity: 'warning',
  summary: 'A function is defined once for the same types of arguments.',
  help: 'Remove one of the two definitions.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      const lines = new Map<string, number>()
      for (const definition of functions) {
        const { element, name } = definition
        if (name === '') continue
        const types = definition.arguments
          .map((argument) => attributeValue(argument, 'type') ?? '')
          .join(', ')
        const key = `${element.name} ${name}(${types})`
        const line = lines.get(key)
        if (line === undefined) lines.set(key, element.start.line)
        else {
          const message = `${name}(${types}) is already defined on line ${line}`
          yield { message, file, place: attributeOf(element, 'name') ?? element }
        }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Two definitions for the same arguments exclude each other, and which one counts is not said.',
    wrong: `${ascii}\n<function group="string" name="ASCII" return-type="int">
  <formula>ORD(%1)</formula>
  <argument type="str"/>
</function>`,
    right: ascii,
    ...inFunctions,
  }
}
