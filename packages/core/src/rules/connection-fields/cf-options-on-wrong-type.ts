import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { isChoice } from './choices.ts'
import { dialogFields } from './dialog-fields.ts'
import { context, group, mode } from './example-options.ts'

/** Options of another type of field have no effect. */
export const rule: Rule = {
  id: 'cf-options-on-wrong-type',
  severity: 'warning',
  summary: '`selection-group` belongs to selection fields, `boolean-options` to boolean fields.',
  help: 'Change the `value-type` of the field, or remove the element.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const { file, element, name, valueType } of dialogFields(connector)) {
      // A selection or boolean without its own choice is found above; an unknown type by the schema.
      if (valueType !== 'string' && valueType !== 'textbox' && valueType !== 'file') continue
      const choice = element.children.find((child) => isChoice(child.name))
      if (choice === undefined) continue
      const fitting = choice.name === 'selection-group' ? 'selection' : 'boolean'
      const message = `<${choice.name}> has no effect in \`${name.value}\`, whose value-type is ${valueType}, not ${fitting}`
      yield { message, file, place: choice }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Users see a text box and type what they like; the options have no effect.',
    file: 'connection-fields.xml',
    wrong: mode('value-type="string"', group),
    right: mode('value-type="selection"', group),
    context,
  }
}
