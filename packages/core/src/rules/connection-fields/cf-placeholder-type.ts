import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogFields } from './dialog-fields.ts'
import { atTheEnd, end } from './example-fields.ts'

/** There is nowhere to show it. */
export const rule: Rule = {
  id: 'cf-placeholder-type',
  severity: 'warning',
  summary: 'Only fields of the types string, textbox and file have a `placeholder`.',
  help: 'Remove the placeholder.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const { file, element, name, valueType } of dialogFields(connector)) {
      const placeholder = attributeOf(element, 'placeholder')
      if (placeholder === undefined || (valueType !== 'selection' && valueType !== 'boolean')) continue
      const message = `\`${name.value}\` is a ${valueType} field, which shows no placeholder`
      yield { message, file, place: placeholder }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'A drop-down list and a check box have no room for a placeholder, so users do not see the hint.',
    file: 'connection-fields.xml',
    wrong: `<field name="v-fast" label="Fast" value-type="boolean" placeholder="tick for speed">
  <boolean-options><false-value value="no"/><true-value value="yes"/></boolean-options>
</field>${end}`,
    right: `<field name="v-fast" label="Fast (tick for speed)" value-type="boolean">
  <boolean-options><false-value value="no"/><true-value value="yes"/></boolean-options>
</field>${end}`,
    context: atTheEnd(['v-fast']),
  }
}
