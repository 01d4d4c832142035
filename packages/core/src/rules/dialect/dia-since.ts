import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { unknownToOlder } from '../unknown-to-older.ts'
import { beforeQuotes } from './example-sql-format.ts'

/** An older Tableau refuses the whole dialect for one thing that came later. */
export const rule: Rule = {
  id: 'dia-since',
  summary: 'The dialect uses nothing that keeps older Tableau releases from loading the connector.',
  help: 'Packaging raises the minimum version. To support older releases, do without it.',
  url: documentationPage('dialect'),
  ...unknownToOlder('dialect'),
}

export function example(): RuleExample {
  return {
    why: 'An older Tableau calls the whole dialect malformed for one value that it does not know, so packaging raises the minimum version. Do without the value if your users have older releases.',
    wrong: '<format-if-then-else value="IF"/>',
    right: '<format-if-then-else value="Case"/>',
    ...beforeQuotes,
  }
}
