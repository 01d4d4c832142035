import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import { loadsBefore } from '../../package/minimum-release.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'
import { beforeQuotes } from './example-sql-format.ts'
import { literalsAndPredicates } from './literals-and-predicates.ts'

/** One value used to serve as literal and predicate. */
export const rule: Rule = {
  id: 'dia-bool-legacy-value',
  severity: 'info',
  summary:
    'Boolean literals and predicates are given by `literal` and `predicate`, not by the `value` of old.',
  help: 'Write literal="..." for the value in a result and predicate="..." for the condition.',
  url: documentationPage('dialect'),
  wholeConnector: true,
  *check({ connector }) {
    if (loadsBefore(connector, literalsAndPredicates)) return
    for (const { file, format } of dialectsOf(connector)) {
      for (const element of format) {
        if (element.name !== 'format-true' && element.name !== 'format-false') continue
        const value = attributeOf(element, 'value')
        if (value === undefined || attributeOf(element, 'predicate') !== undefined) continue
        const message = `<${element.name}> uses \`value\`, which since Tableau 2020.3 is \`predicate\``
        yield { message, file, place: value }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Before 2020.3 one attribute served as value and as condition, which few databases write the same way.',
    wrong: '<format-true value="(1=1)"/>',
    right: '<format-true literal="1" predicate="(1=1)"/>',
    ...beforeQuotes,
  }
}
