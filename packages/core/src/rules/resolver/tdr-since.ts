import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { unknownToOlder } from '../unknown-to-older.ts'

/** An older Tableau refuses the whole resolver for one attribute that came later. */
export const rule: Rule = {
  id: 'tdr-since',
  summary:
    'The connection resolver uses nothing that keeps older Tableau releases from loading the connector.',
  help: 'Packaging raises the minimum version. To support older releases, do without it.',
  url: documentationPage('api-reference'),
  ...unknownToOlder('connection-resolver'),
}

export function example(): RuleExample {
  const resolver = (attributes: string): string =>
    `<driver-resolver${attributes}>
  <driver-match>
    <driver-name type="exact">Brook</driver-name>
  </driver-match>
</driver-resolver>
</tdr>`

  return {
    why: 'Tableau before 2021.2 calls the whole resolver malformed for an attribute that it does not know, so packaging raises the minimum version.',
    file: 'connection-resolver.tdr',
    wrong: resolver(' type="odbc"'),
    right: resolver(''),
    context: {
      replaces: '</tdr>',
      changes: { 'manifest.xml': [['superclass="jdbc"', 'superclass="odbc"']] },
    },
  }
}
