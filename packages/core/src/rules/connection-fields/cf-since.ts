import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { unknownToOlder } from '../unknown-to-older.ts'
import { atTheEnd, end } from './example-fields.ts'

/** An older Tableau refuses all connection fields for one attribute that came later. */
export const rule: Rule = {
  id: 'cf-since',
  summary: 'The connection fields use nothing that keeps older Tableau releases from loading the connector.',
  help: 'Packaging raises the minimum version. To support older releases, do without it.',
  url: documentationPage('mcd'),
  ...unknownToOlder('connection-fields', ({ value }) => value !== 'textbox'),
}

export function example(): RuleExample {
  const field = '<field name="v-note" label="Note" value-type="string" optional="true"'
  return {
    why: 'Tableau 2020.3 to 2021.4 call connection fields with a placeholder malformed, so packaging raises the minimum version. Do without it if your users have older releases.',
    file: 'connection-fields.xml',
    wrong: `${field} placeholder="Optional"/>${end}`,
    right: `${field}/>${end}`,
    context: atTheEnd(['v-note']),
  }
}
