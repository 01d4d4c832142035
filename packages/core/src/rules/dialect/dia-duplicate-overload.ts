import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, attributeValue } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { type DialectFunction, dialectsOf } from './dialect-parts.ts'
import { ascii, inFunctions } from './example-functions.ts'
import { groupsOf } from './function-groups.ts'

/** Nothing says which of two definitions counts. */
export const rule: Rule = {
  id: 'dia-duplicate-overload',
  severity: 'warning',
  summary: 'A function is defined once for the same arguments, return type and group.',
  help: 'Remove one of the two definitions.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      const earlier = new Map<string, DialectFunction>()
      for (const definition of functions) {
        const { element, name } = definition
        if (name === '') continue
        const key = overload(definition)
        const first = earlier.get(key)
        earlier.set(key, first ?? definition)
        if (first === undefined) continue
        const types = argumentTypes(definition)
        const message = `${name}(${types}) is already defined on line ${first.element.start.line}`
        const isHarmless = formulasOf(first) === formulasOf(definition)
        yield {
          message: isHarmless ? `${message}, with the same formulas` : message,
          file,
          place: attributeOf(element, 'name') ?? element,
          ...(isHarmless && { severity: 'info' }),
        }
      }
    }
  },
}

/** What tells definitions of a function apart: Tableau's own function map overloads by return type and group too. */
function overload(definition: DialectFunction): string {
  const { element, name } = definition
  const groups = groupsOf(attributeValue(element, 'group')).sort()
  const returned = attributeValue(element, 'return-type')
  return JSON.stringify([element.name, name, argumentTypes(definition), returned, groups])
}

function argumentTypes(definition: DialectFunction): string {
  return definition.arguments.map((argument) => attributeValue(argument, 'type') ?? '').join(', ')
}

function formulasOf({ formulas, unaggregated }: DialectFunction): string {
  const said = (elements: XmlElement[]): unknown =>
    elements.map((element) => [attributeValue(element, 'part'), element.text.trim()])
  return JSON.stringify([said(formulas), said(unaggregated)])
}

export function example(): RuleExample {
  return {
    why: 'Two definitions for the same arguments exclude each other, and nothing says which one counts.',
    wrong: `${ascii}\n<function group="string" name="ASCII" return-type="int">
  <formula>ORD(%1)</formula>
  <argument type="str"/>
</function>`,
    right: ascii,
    ...inFunctions,
  }
}
