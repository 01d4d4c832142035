import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { categoryRule } from './category-rule.ts'
import { username } from './example-fields.ts'

/** Where Tableau expects what users sign in with. */
export const rule: Rule = categoryRule(
  'cf-category-authentication',
  ['authentication', 'username', 'password', 'instanceurl'],
  ['authentication'],
)

export function example(): RuleExample {
  return {
    why: 'Tableau asks for the fields of this category again when a user signs in to a published workbook.',
    file: 'connection-fields.xml',
    wrong: '<field name="username" label="User" value-type="string"/>',
    right: username,
    context: { replaces: username },
  }
}
