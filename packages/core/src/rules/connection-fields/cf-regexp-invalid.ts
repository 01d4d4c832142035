import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import { findRegularExpressionFault } from '../regular-expression.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogFields } from './dialog-fields.ts'
import { atTheEnd, end } from './example-fields.ts'

/** An expression that cannot be read checks nothing. */
export const rule: Rule = {
  id: 'cf-regexp-invalid',
  severity: 'warning',
  summary: 'The `reg-exp` of a validation rule is a regular expression.',
  help: 'Correct the expression; a backslash before a character takes away its special meaning.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const { file, element, name } of dialogFields(connector)) {
      for (const rule of childrenNamed(element, 'validation-rule')) {
        const expression = attributeOf(rule, 'reg-exp')
        const fault = expression && findRegularExpressionFault(expression.value)
        if (expression === undefined || fault === undefined) continue
        const message = `the regular expression of \`${name.value}\` cannot be read: ${fault}`
        yield { message, file, place: expression }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'An expression that cannot be read either checks nothing or refuses everything that users type.',
    file: 'connection-fields.xml',
    wrong: `<field name="v-zone" label="Zone" value-type="string">
  <validation-rule reg-exp="^[a-z]+(-[0-9]+$"/>
</field>${end}`,
    right: `<field name="v-zone" label="Zone" value-type="string">
  <validation-rule reg-exp="^[a-z]+(-[0-9]+)$"/>
</field>${end}`,
    context: atTheEnd(['v-zone']),
  }
}
