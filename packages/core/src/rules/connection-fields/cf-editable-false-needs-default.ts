import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, attributeValue, parseXsBoolean } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { categoryOf, type DialogField, dialogFields, offeredValues } from './dialog-fields.ts'
import { atTheEnd, end } from './example-fields.ts'

/** What users cannot change must have a value from the start. */
export const rule: Rule = {
  id: 'cf-editable-false-needs-default',
  severity: 'warning',
  summary: 'A field that users cannot edit has a default value.',
  help: 'Add `default-value`, or remove editable="false".',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const field of dialogFields(connector)) {
      const { file, element, name, defaultValue, isEditable } = field
      const editable = attributeOf(element, 'editable')
      if (isEditable || editable === undefined || defaultValue !== undefined) continue
      if (offeredValues(field) !== undefined || isRequiredAdvanced(field)) continue
      const message = `users never see the field \`${name.value}\`, and it has no default value, so it is always empty`
      yield { message, file, place: editable }
    }
  },
}

/** These have a finding of their own where the default value is missing. */
function isRequiredAdvanced(field: DialogField): boolean {
  const isOptional = parseXsBoolean(attributeValue(field.element, 'optional')) === true
  return categoryOf(field) === 'advanced' && !isOptional
}

export function example(): RuleExample {
  return {
    why: 'Users never see the field, so the scripts always get an empty value.',
    file: 'connection-fields.xml',
    wrong: `<field name="v-dialect" label="Dialect" value-type="string" editable="false"/>${end}`,
    right: `<field name="v-dialect" label="Dialect" value-type="string" editable="false" default-value="2"/>${end}`,
    context: atTheEnd(['v-dialect']),
  }
}
