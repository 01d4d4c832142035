import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { described, dialectsOf } from './dialect-parts.ts'
import { inFunctions } from './example-functions.ts'

const dateParts = [
  ...['year', 'quarter', 'month', 'dayofyear', 'day', 'weekday', 'week', 'hour', 'minute', 'second'],
  ...['iso-year', 'iso-quarter', 'iso-week', 'iso-weekday'],
]

/** A formula for a part of a date that does not exist is never taken. */
export const rule: Rule = {
  id: 'dia-formula-part',
  severity: 'warning',
  summary: 'The `part` of a formula is a part of a date.',
  help: `Use ${dateParts.join(', ')}.`,
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      for (const definition of functions) {
        for (const formula of [...definition.formulas, ...definition.unaggregated]) {
          const part = attributeOf(formula, 'part')
          if (part === undefined || dateParts.includes(part.value)) continue
          const near = nearestName(part.value, dateParts)
          const message = `part="${part.value}" of ${described(definition)} is not a part of a date`
          const help = `Did you mean \`${near}\`?`
          yield { message, file, place: part, ...(near !== undefined && { help }) }
        }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau takes the formula whose part is the one that the user chose. One for a part that does not exist is never taken.',
    wrong: `<date-function name="DATEADD" return-type="datetime">
  <formula>%3 + INTERVAL %2 DAY</formula>
  <formula part="years">%3 + INTERVAL %2 YEAR</formula>
  <argument type="localstr"/>
  <argument type="localint"/>
  <argument type="datetime"/>
</date-function>`,
    right: `<date-function name="DATEADD" return-type="datetime">
  <formula>%3 + INTERVAL %2 DAY</formula>
  <formula part="year">%3 + INTERVAL %2 YEAR</formula>
  <argument type="localstr"/>
  <argument type="localint"/>
  <argument type="datetime"/>
</date-function>`,
    ...inFunctions,
  }
}
