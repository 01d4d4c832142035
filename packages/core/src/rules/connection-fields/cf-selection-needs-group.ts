import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { hasChild, missingChoice } from './choices.ts'
import { dialogFields } from './dialog-fields.ts'
import { context, group, mode } from './example-options.ts'

/** Without them there is nothing to select. */
export const rule: Rule = {
  id: 'cf-selection-needs-group',
  severity: 'error',
  summary: 'A selection field has a `selection-group`, the options that users choose from.',
  help: 'Add <selection-group> with an <option label="..." value="..."/> for each choice.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const field of dialogFields(connector)) {
      if (field.valueType !== 'selection' || hasChild(field, 'selection-group')) continue
      yield missingChoice(field, 'a selection', 'selection-group')
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau requires the options; without them users see an empty list.',
    file: 'connection-fields.xml',
    wrong: '<field name="v-mode" label="Mode" value-type="selection"/>\n</connection-fields>',
    right: mode('value-type="selection"', group),
    context,
  }
}
