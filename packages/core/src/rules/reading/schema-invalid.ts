import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

export const rule: RuleDescription = {
  id: 'schema-invalid',
  severity: 'error',
  summary: 'Every file holds the elements and attributes that its kind allows, in the right order.',
  help: 'Correct the element or attribute that the message names.',
}

export function example(): RuleExample {
  return {
    why: 'Tableau loads only files that follow its schemas. What is unknown there is refused, not ignored. Where the documentation differs the schemas count: a type is called `selection`, not `option`, and a boolean is `true`, `false`, `1` or `0`.',
    file: 'connection-fields.xml',
    wrong: '<field name="server" lable="Host" category="endpoint" value-type="string"/>',
    right: '<field name="server" label="Host" category="endpoint" value-type="string"/>',
    context: { replaces: '<field name="server" label="Host" category="endpoint" value-type="string"/>' },
  }
}
