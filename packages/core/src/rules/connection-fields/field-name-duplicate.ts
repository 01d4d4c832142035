import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { withListedFields } from './example-listed-fields.ts'
import { type NamedField, namedFields } from './named-fields.ts'

/** Each field once. */
export const rule: Rule = {
  id: 'field-name-duplicate',
  severity: 'error',
  summary: 'Each field has a name of its own.',
  help: 'Rename or remove one of the fields.',
  url: documentationPage('mcd'),
  appliesTo: 'all',
  *check(context) {
    const first = new Map<string, NamedField>()
    for (const field of namedFields(context)) {
      const { file, name } = field
      const other = first.get(name.value)
      if (other === undefined) first.set(name.value, field)
      else {
        const message = `the field \`${name.value}\` is defined twice; the first one is on line ${other.name.start.line}`
        yield { message, file, place: name }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Both fields write the same attribute, so one of the values is lost.',
    wrong: `<field name="v-region" label="Region" category="general" value-type="string" optional="true"/>
<field name="v-region" label="Fallback" category="general" value-type="string" optional="true"/>`,
    right: `<field name="v-region" label="Region" category="general" value-type="string" optional="true"/>
<field name="v-fallback" label="Fallback" category="general" value-type="string" optional="true"/>`,
    ...withListedFields('v-region', 'v-fallback'),
  }
}
