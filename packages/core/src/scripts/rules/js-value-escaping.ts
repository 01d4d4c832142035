import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../../rules/rule.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { inProperties, properties } from './example-scripts.ts'

/** A password may hold anything. */
export const rule: RuleDescription = {
  id: 'js-value-escaping',
  severity: 'warning',
  summary: 'In a trial run a password with special characters reaches the driver as it was typed.',
  help: 'Build each part of an ODBC connection string with connectionHelper.FormatKeyValuePair(key, value), and hand JDBC properties on as they are.',
  url: documentationPage('api-reference'),
}

export function example(): RuleExample {
  return {
    why: 'A password may hold `;`, `=`, braces, quotes and letters of any language. If the script cuts or changes them, those users cannot sign in, and all that they are told is that the password is wrong.',
    file: properties,
    wrong: "return { user: attr.username, password: attr.password.split(';')[0] }",
    right: 'return { user: attr.username, password: attr.password }',
    context: inProperties,
  }
}
