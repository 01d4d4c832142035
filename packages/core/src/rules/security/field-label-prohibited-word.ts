import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import { withListedFields } from '../connection-fields/example-listed-fields.ts'
import { shownTexts } from '../localisation/localised-values.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { findProhibitedWord, help, openFields } from './prohibited-words.ts'

/** Fields that are not secure must not ask for secrets in what users read. */
export const rule: Rule = {
  id: 'field-label-prohibited-word',
  severity: 'error',
  summary:
    'The label of a field that is not secure does not contain token, secret or password, in any language.',
  help,
  url: documentationPage('security-considerations'),
  *check(context) {
    for (const { file, element, name } of openFields(context)) {
      const label = attributeOf(element, 'label')
      // An insecure password is one mistake, not two.
      if (label === undefined || name.value === 'password') continue
      const texts = [{ text: label.value, file: undefined }, ...shownTexts(context.connector, label.value)]
      const found = texts.find(({ text }) => findProhibitedWord(text) !== undefined)
      if (found === undefined) continue
      const origin = found.file === undefined ? '' : ` (in ${found.file})`
      const message = `the label "${found.text}"${origin} of the field \`${name.value}\` contains "${findProhibitedWord(found.text)}"`
      yield { message, file, place: label }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Users enter what the label asks for, and it is stored and logged in clear text. Translations count as well.',
    wrong:
      '<field name="v-region" label="Secret region" category="general" value-type="string" optional="true"/>',
    right: '<field name="v-region" label="Region" category="general" value-type="string" optional="true"/>',
    ...withListedFields('v-region'),
  }
}
