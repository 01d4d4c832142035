import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, parseXsBoolean } from '../../connector/xml-query.ts'
import { withListedFields } from '../connection-fields/example-listed-fields.ts'
import { namedFields } from '../connection-fields/named-fields.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** Tableau protects the password only. */
export const rule: Rule = {
  id: 'field-secure-only-password',
  severity: 'error',
  summary: 'Only the field `password` is secure.',
  help: 'Remove `secure`; values of other fields cannot be protected.',
  url: documentationPage('security-considerations'),
  *check(context) {
    for (const { file, element, name } of namedFields(context)) {
      const secure = attributeOf(element, 'secure')
      if (secure === undefined || parseXsBoolean(secure.value) !== true || name.value === 'password') continue
      yield {
        message: `the field \`${name.value}\` is secure, but only \`password\` may be`,
        file,
        place: secure,
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau protects the password and nothing else, and does not load a connector that marks another field as secure.',
    wrong:
      '<field name="v-region" label="Region" category="general" value-type="string" secure="true" optional="true"/>',
    right: '<field name="v-region" label="Region" category="general" value-type="string" optional="true"/>',
    ...withListedFields('v-region'),
  }
}
