import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { unknownToOlder } from '../unknown-to-older.ts'
import { atTheEnd, end } from './example-fields.ts'

/** Older releases do not know the type. */
export const rule: Rule = {
  id: 'cf-textbox-version',
  summary: 'No textbox keeps Tableau 2020.3 from loading the connector.',
  help: 'Packaging raises the minimum version. To support 2020.3, use value-type="string".',
  url: documentationPage('mcd'),
  ...unknownToOlder('connection-fields', ({ value }) => value === 'textbox'),
}

export function example(): RuleExample {
  return {
    why: 'Tableau 2020.3 loads connectors with connection fields, but calls the file malformed if it has a textbox, so packaging raises the minimum version.',
    file: 'connection-fields.xml',
    wrong: `<field name="v-note" label="Note" value-type="textbox"/>${end}`,
    right: `<field name="v-note" label="Note" value-type="string"/>${end}`,
    context: atTheEnd(['v-note']),
  }
}
