import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogFields, possibleValues } from './dialog-fields.ts'
import { atTheEnd, end } from './example-fields.ts'

/** Tableau and drivers know two values of it. */
export const rule: Rule = {
  id: 'cf-sslmode-values',
  severity: 'warning',
  summary: 'The field `sslmode` is `require` or empty.',
  help: 'Use "require" and "". For further modes add a field of your own, such as `v-ssl-mode`.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const field of dialogFields(connector)) {
      if (field.name.value !== 'sslmode') continue
      for (const value of possibleValues(field)) {
        if (value.value === 'require' || value.value === '') continue
        const message = `\`sslmode\` can be "${value.value}", but Tableau knows "require" and "" only`
        yield { message, file: field.file, place: value }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau reserves this field and these two values. What it does with any other value is not documented, and may change.',
    file: 'connection-fields.xml',
    wrong: `<field name="sslmode" label="Encrypt" value-type="boolean">
  <boolean-options><false-value value="false"/><true-value value="true"/></boolean-options>
</field>${end}`,
    right: `<field name="sslmode" label="Encrypt" value-type="boolean">
  <boolean-options><false-value value=""/><true-value value="require"/></boolean-options>
</field>${end}`,
    context: atTheEnd(['sslmode']),
  }
}
