import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeValue, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** Tableau needs to know how users sign in. */
export const rule: Rule = {
  id: 'authentication-field-required',
  severity: 'error',
  summary: 'There is a field `authentication`. With backwards compatibility its absence is a warning.',
  help: 'Add a field called `authentication`; it may have a single value.',
  url: documentationPage('auth-modes'),
  *check({ connector, backwardsCompatible }) {
    for (const { path, document } of filesOfKind(connector, 'connection-fields')) {
      const fields = childrenNamed(document.root, 'field')
      // Without any field the schema has said enough.
      if (fields.length === 0) continue
      if (fields.some((field) => attributeValue(field, 'name') === 'authentication')) continue
      yield {
        message: 'there is no field `authentication`',
        file: path,
        place: document.root,
        ...(backwardsCompatible && { severity: 'warning' }),
      }
    }
  },
}

export function example(): RuleExample {
  const username = '<field name="username" label="User" category="authentication" value-type="string"/>'

  const authentication = `<field name="authentication" label="Sign in with" category="authentication" value-type="selection"
         default-value="auth-user-pass">
    <selection-group>
      <option label="User name and key" value="auth-user-pass"/>
    </selection-group>
  </field>`

  return {
    why: 'Tableau learns from this field how users sign in, even where there is only one way.',
    file: 'connection-fields.xml',
    wrong: username,
    right: `${authentication}\n${username}`,
    context: { replaces: username, changes: { 'connection-fields.xml': [[authentication, '']] } },
  }
}
