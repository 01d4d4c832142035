import { documentationPage } from '../../connector/documentation.ts'
import type { XmlAttribute } from '../../connector/xml-document.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogFields } from './dialog-fields.ts'
import { context, group, mode } from './example-options.ts'

/** Options with one value cannot be told apart. */
export const rule: Rule = {
  id: 'cf-duplicate-option',
  severity: 'warning',
  summary: 'The options of a group, and the two values of a boolean field, differ.',
  help: 'Give each option a value of its own, or remove one.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const { file, name, groups, booleanValues } of dialogFields(connector)) {
      for (const values of [...groups.map((group) => group.values), booleanValues]) {
        for (const { first, second } of repeatedValues(values)) {
          const message = `the value "${second.value}" is in the field \`${name.value}\` twice; the first one is on line ${first.start.line}`
          yield { message, file, place: second }
        }
      }
    }
  },
}

function* repeatedValues(
  values: readonly XmlAttribute[],
): Iterable<{ first: XmlAttribute; second: XmlAttribute }> {
  const seen = new Map<string, XmlAttribute>()
  for (const second of values) {
    const first = seen.get(second.value)
    if (first !== undefined) yield { first, second }
    else seen.set(second.value, second)
  }
}

export function example(): RuleExample {
  return {
    why: 'A saved connection holds the value only, so the second option turns into the first when it is opened again.',
    file: 'connection-fields.xml',
    wrong: mode('value-type="selection"', group.replace('"safe"', '"fast"')),
    right: mode('value-type="selection"', group),
    context,
  }
}
