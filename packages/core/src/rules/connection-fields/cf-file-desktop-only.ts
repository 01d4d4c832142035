import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogFields } from './dialog-fields.ts'
import { atTheEnd, end } from './example-fields.ts'

/** Servers have no files of the user's. */
export const rule: Rule = {
  id: 'cf-file-desktop-only',
  severity: 'info',
  summary: 'A field of the type file works in Tableau Desktop only.',
  help: 'Make sure that users of Tableau Server and Cloud can connect without it.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const { file, element, name, valueType } of dialogFields(connector)) {
      if (valueType !== 'file') continue
      const message = `the field \`${name.value}\` is disabled in Tableau Server and Cloud, for its value-type is file`
      yield { message, file, place: attributeOf(element, 'value-type') ?? name }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'On a server there are no files of the user’s to choose from: the field is disabled there.',
    file: 'connection-fields.xml',
    wrong: `<field name="v-settings" label="Settings" value-type="file" optional="true"/>${end}`,
    right: `<field name="v-settings" label="Settings" value-type="string" optional="true"/>${end}`,
    context: atTheEnd(['v-settings']),
  }
}
