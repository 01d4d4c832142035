import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { categoryRule } from './category-rule.ts'
import { port } from './example-fields.ts'

/** Where Tableau expects the address. */
export const rule: Rule = categoryRule('cf-category-endpoint', ['server', 'port'], ['endpoint'])

export function example(): RuleExample {
  return {
    why: 'The category decides where a field appears in the dialog. Users look for the address at the top.',
    file: 'connection-fields.xml',
    wrong: port.replace('endpoint', 'advanced'),
    right: port,
    context: { replaces: port },
  }
}
