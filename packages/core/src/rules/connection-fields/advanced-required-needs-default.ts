import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, attributeValue, parseXsBoolean } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { atTheEnd } from './example-listed-fields.ts'
import { namedFields } from './named-fields.ts'

/** What is required but tucked away must have a value. */
export const rule: Rule = {
  id: 'advanced-required-needs-default',
  severity: 'error',
  summary: 'A required field in the category `advanced` has a default value.',
  help: 'Add a `default-value`, or optional="true" (fields are required unless they say so).',
  url: documentationPage('mcd'),
  *check(context) {
    for (const { file, element, name } of namedFields(context)) {
      if (attributeValue(element, 'category') !== 'advanced') continue
      const isOptional = parseXsBoolean(attributeValue(element, 'optional')) === true
      if (isOptional || attributeValue(element, 'default-value')) continue
      const message = `the advanced field \`${name.value}\` is required but has no default value`
      yield { message, file, place: attributeOf(element, 'default-value') ?? name }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Fields in the category `advanced` are on a tab that most users never open, so they cannot know that a value is missing.',
    wrong: '<field name="v-region" label="Region" category="advanced" value-type="string"/>',
    right:
      '<field name="v-region" label="Region" category="advanced" value-type="string" default-value="eu"/>',
    ...atTheEnd('v-region'),
  }
}
