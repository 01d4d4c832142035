import { documentationPage } from '../../connector/documentation.ts'
import { dialogFields } from '../connection-fields/dialog-fields.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { toWords } from './secret-words.ts'
import { isSecure, textsOf } from './typed-fields.ts'

/** A client secret by itself may be what a database calls a password. */
const oauthWords = / (refresh token|oauth2? ([a-z]+ )?(token|secret)) /

/** Tableau can do OAuth itself. */
export const rule: Rule = {
  id: 'sec-oauth-secret-field',
  severity: 'warning',
  gallerySeverity: 'error',
  summary: 'The field `password` does not ask for secrets of OAuth.',
  help: 'Let Tableau do the sign-in: offer `oauth` in the field `authentication` and add an OAuth configuration.',
  url: documentationPage('security-considerations'),
  *check({ connector }) {
    for (const field of dialogFields(connector)) {
      // In other fields the packager's rules find these words.
      if (field.name.value !== 'password' || !isSecure(field)) continue
      const found = textsOf(connector, field).find(({ text }) => oauthWords.test(toWords(text)))
      if (found === undefined) continue
      const message = `${found.shown} of the field \`password\` asks for a secret of OAuth`
      yield { message, file: field.file, place: found.attribute }
    }
  },
}

export function example(): RuleExample {
  const password =
    '<field name="password" label="Password" category="authentication" value-type="string" secure="true"/>'

  return {
    why: 'A secret that users type in belongs to all of them. With OAuth each gets a token, which Tableau keeps and renews.',
    file: 'connection-fields.xml',
    wrong: password.replace('"Password"', '"OAuth client secret"'),
    right: password,
    context: { replaces: password },
  }
}
