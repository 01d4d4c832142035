import { documentationPage } from '../../connector/documentation.ts'
import { withListedFields } from '../connection-fields/example-listed-fields.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { findProhibitedWord, help, openFields } from './prohibited-words.ts'

/** Fields that are not secure must not ask for secrets by name. */
export const rule: Rule = {
  id: 'field-name-prohibited-word',
  severity: 'error',
  summary: 'The name of a field that is not secure does not contain token, secret or password.',
  help,
  url: documentationPage('security-considerations'),
  *check(context) {
    for (const { file, name } of openFields(context)) {
      const word = findProhibitedWord(name.value)
      if (word === undefined) continue
      if (name.value === 'password') {
        yield { message: 'the field `password` is not secure', file, place: name, help: 'Add secure="true".' }
      } else
        yield { message: `the name of the field \`${name.value}\` contains "${word}"`, file, place: name }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Values of fields are stored and logged in clear text. Tableau’s packager refuses every name that suggests a secret, even by a part of a word.',
    wrong:
      '<field name="v-tokenizer" label="Word splitter" category="general" value-type="string" optional="true"/>',
    right:
      '<field name="v-splitter" label="Word splitter" category="general" value-type="string" optional="true"/>',
    ...withListedFields('v-tokenizer', 'v-splitter'),
  }
}
