import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { categoryRule } from './category-rule.ts'
import { atTheEnd, end } from './example-fields.ts'

/** Where Tableau expects the encryption. */
export const rule: Rule = categoryRule('cf-category-ssl', ['sslmode'], ['endpoint', 'ssl', 'general'])

export function example(): RuleExample {
  return {
    why: 'The category decides where a field appears in the dialog. Users do not look for encryption elsewhere.',
    file: 'connection-fields.xml',
    wrong: `<field name="sslmode" label="Encrypt" category="authentication" value-type="boolean">
  <boolean-options><false-value value=""/><true-value value="require"/></boolean-options>
</field>${end}`,
    right: `<field name="sslmode" label="Encrypt" category="endpoint" value-type="boolean">
  <boolean-options><false-value value=""/><true-value value="require"/></boolean-options>
</field>${end}`,
    context: atTheEnd(['sslmode']),
  }
}
