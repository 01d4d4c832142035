import { documentationPage } from '../../connector/documentation.ts'
import { withListedFields } from '../connection-fields/example-listed-fields.ts'
import { vendorFieldsByFile } from '../connection-fields/vendor-fields.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** Reminds of what becomes of the values of fields of one's own. */
export const rule: Rule = {
  id: 'vendor-defined-fields',
  severity: 'info',
  summary: 'Lists the fields of your own, whose values are stored and logged in clear text.',
  help: 'Make sure that these fields never hold secrets or personal data.',
  url: documentationPage('security-considerations'),
  *check(context) {
    for (const [file, fields] of vendorFieldsByFile(context)) {
      const [first] = fields
      if (first === undefined) continue
      const names = fields.map(({ name }) => `\`${name}\``).join(', ')
      yield { message: `values are stored and logged in clear text: ${names}`, file, place: first.element }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The values of your own fields are stored in workbooks and logs in clear text. Use the fields that Tableau knows wherever one fits, and never ask for secrets or personal data.',
    wrong: `<field name="v-encryption" label="Encrypt" category="ssl" value-type="boolean" default-value="">
  <boolean-options>
    <false-value value=""/>
    <true-value value="require"/>
  </boolean-options>
</field>`,
    right: `<field name="sslmode" label="Encrypt" category="ssl" value-type="boolean" default-value="">
  <boolean-options>
    <false-value value=""/>
    <true-value value="require"/>
  </boolean-options>
</field>`,
    ...withListedFields('sslmode', 'v-encryption'),
  }
}
