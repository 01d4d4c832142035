import { documentationPage } from '../../connector/documentation.ts'
import { limitedSuggestions } from '../../report/nearest-name.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { allConditions } from './all-conditions.ts'
import { dialogFields } from './dialog-fields.ts'
import { username } from './example-fields.ts'

/** Conditions name fields of the dialog. */
export const rule: Rule = {
  id: 'cf-condition-unknown-field',
  severity: 'warning',
  summary: 'A condition names a field of the connection dialog.',
  help: 'Name a field of this file, or remove the condition.',
  url: documentationPage('mcd'),
  *check(context) {
    const suggest = limitedSuggestions()
    const names = new Set(dialogFields(context.connector).map(({ name }) => name.value))
    for (const { owner, condition } of allConditions(context)) {
      const { field } = condition
      // Without `authentication` there is a finding already.
      if (names.has(field.value) || field.value === 'authentication') continue
      const near = suggest(field.value, names)
      yield {
        message: `a condition of the field \`${owner.name.value}\` names \`${field.value}\`, which is not a field of the dialog`,
        file: owner.file,
        place: field,
        ...(near !== undefined && { help: `Did you mean \`${near}\`?` }),
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The condition never holds, so the field never shows.',
    file: 'connection-fields.xml',
    wrong: `<field name="username" label="User" category="authentication" value-type="string">
  <conditions><condition field="authentification" value="auth-user-pass"/></conditions>
</field>`,
    right: `<field name="username" label="User" category="authentication" value-type="string">
  <conditions><condition field="authentication" value="auth-user-pass"/></conditions>
</field>`,
    context: { replaces: username },
  }
}
