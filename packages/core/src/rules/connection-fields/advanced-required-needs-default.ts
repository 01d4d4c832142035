import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, attributeValue } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { withListedFields } from './example-listed-fields.ts'
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
      const optional = attributeValue(element, 'optional')
      if (optional === 'true' || attributeValue(element, 'default-value')) continue
      // The packager takes a field for optional where nothing is said, unlike the documentation, and compares letters.
      const isRefused = optional !== undefined
      // An empty default that is written down is one.
      if (!isRefused && (hasImpliedDefault(element) || attributeOf(element, 'default-value'))) continue
      yield {
        message: `the advanced field \`${name.value}\` is required but has no default value`,
        file,
        place: attributeOf(element, 'default-value') ?? name,
        ...(!isRefused && { severity: 'warning' }),
      }
    }
  },
}

/** A box that is not ticked and the first option of a list are values, too. */
function hasImpliedDefault(element: XmlElement): boolean {
  return ['boolean', 'selection', 'option'].includes(attributeValue(element, 'value-type') ?? '')
}

export function example(): RuleExample {
  return {
    why: 'Fields in the category `advanced` are on a tab that most users never open, so they cannot know that a value is missing.',
    wrong: '<field name="v-region" label="Region" category="advanced" value-type="string"/>',
    right:
      '<field name="v-region" label="Region" category="advanced" value-type="string" default-value="eu"/>',
    ...withListedFields('v-region'),
  }
}
