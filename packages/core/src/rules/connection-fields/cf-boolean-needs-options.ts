import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { hasChild, missingChoice } from './choices.ts'
import { dialogFields } from './dialog-fields.ts'
import { context, mode } from './example-options.ts'

/** Without them it is open what a box sends. */
export const rule: Rule = {
  id: 'cf-boolean-needs-options',
  severity: 'error',
  summary: 'A boolean field has `boolean-options`, the values for an empty and for a ticked box.',
  help: 'Add <boolean-options><false-value value="..."/><true-value value="..."/></boolean-options>.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const field of dialogFields(connector)) {
      if (field.valueType !== 'boolean' || hasChild(field, 'boolean-options')) continue
      yield missingChoice(field, 'a boolean', 'boolean-options')
    }
  },
}

export function example(): RuleExample {
  const box = '<boolean-options><false-value value="safe"/><true-value value="fast"/></boolean-options>'

  return {
    why: 'Tableau requires the values that an empty and a ticked box stand for.',
    file: 'connection-fields.xml',
    wrong: '<field name="v-mode" label="Fast" value-type="boolean"/>\n</connection-fields>',
    right: mode('value-type="boolean"', box),
    context,
  }
}
