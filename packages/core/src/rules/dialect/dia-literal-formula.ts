import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, attributeValue } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'
import { beforeQuotes } from './example-sql-format.ts'

/** A literal is the date, in a format, inside a formula. */
export const rule: Rule = {
  id: 'dia-literal-formula',
  severity: 'warning',
  summary:
    'The formula of a date literal contains %1, which stands for the date, and there is a format for it.',
  help: 'Write for instance formula="(DATE \'%1\')" format="yyyy-MM-dd", quotes as the database wants them.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, format, hasBase } of dialectsOf(connector)) {
      for (const element of format) {
        if (element.name !== 'format-date-literal' && element.name !== 'format-datetime-literal') continue
        const formula = attributeOf(element, 'formula')
        if (formula !== undefined && !formula.value.includes('%1')) {
          const message = `the formula "${formula.value}" of <${element.name}> has no %1, so every literal is the same`
          yield { message, file, place: formula }
        }
        // The base may have a format.
        if (hasBase || attributeValue(element, 'format')) continue
        yield { message: `<${element.name}> has no format for the date`, file, place: element }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau puts the date, written in the format, in the place of %1. Without it every date in a query is the same text.',
    wrong: `<format-date-literal formula="DATE" format="yyyy-MM-dd"/>`,
    right: `<format-date-literal formula="(DATE '%1')" format="yyyy-MM-dd"/>`,
    ...beforeQuotes,
  }
}
