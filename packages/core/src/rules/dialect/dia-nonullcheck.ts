import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'
import { beforeQuotes } from './example-sql-format.ts'
import { named } from './format-tokens.ts'

/** Comparing without regard to null gives wrong results. */
export const rule: Rule = {
  id: 'dia-nonullcheck',
  severity: 'warning',
  summary: '`format-is-distinct` does not leave out the check for null.',
  help: 'Use Keyword or Operator if the database has one, else Formula.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, format } of dialectsOf(connector)) {
      for (const element of named(format, 'format-is-distinct')) {
        const value = attributeOf(element, 'value')
        if (value?.value !== 'NoNullCheck') continue
        yield { message: 'NoNullCheck gives wrong results for columns with nulls', file, place: value }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau compares columns that may be null. Without a check for that, rows are silently lost.',
    wrong: '<format-is-distinct value="NoNullCheck"/>',
    right: '<format-is-distinct value="Formula"/>',
    ...beforeQuotes,
  }
}
