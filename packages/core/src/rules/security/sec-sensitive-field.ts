import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { end, withFields } from './example-fields.ts'
import { findProhibitedWord } from './prohibited-words.ts'
import { findPersonalWords, findSecretWords } from './secret-words.ts'
import { textsOf, typedFields } from './typed-fields.ts'

/** Values of fields of one's own are stored and logged as they are. */
export const rule: Rule = {
  id: 'sec-sensitive-field',
  severity: 'warning',
  gallerySeverity: 'error',
  summary:
    'Only the field `password` asks for something secret, and no field of your own for data about persons.',
  help: 'Values of other fields are stored in workbooks and logged in clear text: ask for secrets in `password` only.',
  url: documentationPage('security-considerations'),
  *check({ connector }) {
    for (const field of typedFields(connector)) {
      const texts = textsOf(connector, field)
      // The packager's rules have found these.
      if (texts.some(({ text }) => findProhibitedWord(text) !== undefined)) continue
      for (const { attribute, text, shown } of texts) {
        const secret = findSecretWords(text)
        const word = secret ?? (field.name.value === 'username' ? undefined : findPersonalWords(text))
        if (word === undefined) continue
        const what = secret === undefined ? 'data about a person' : 'a secret'
        const message = `${shown} of the field \`${field.name.value}\` asks for ${what} ("${word}")`
        yield { message, file: field.file, place: attribute }
        break
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The values of all fields but `password` are stored in workbooks and written to logs as they are. Tableau Exchange refuses such a connector.',
    file: 'connection-fields.xml',
    wrong: `<field name="v-key" label="API key" category="authentication" value-type="string"/>${end}`,
    right: `<field name="v-region" label="Region" category="endpoint" value-type="string"/>${end}`,
    context: withFields('v-key', 'v-region'),
  }
}
