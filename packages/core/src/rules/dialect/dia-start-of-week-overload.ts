import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, attributeValue } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'
import { inFunctions } from './example-functions.ts'

/** The date functions that take the day on which a week starts. */
const functionsWithWeeks = ['DATEDIFF', 'DATENAME', 'DATEPART', 'DATETRUNC']

/** Users may let a week start on any day. */
export const rule: Rule = {
  id: 'dia-start-of-week-overload',
  severity: 'info',
  summary: 'Date functions that count weeks take the first day of the week as a last argument too.',
  help: 'Define the function once more with <argument type="localstr"/> at the end and formulas with part="week".',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, functions, hasBase } of dialectsOf(connector)) {
      if (hasBase) continue
      for (const wanted of functionsWithWeeks) {
        const overloads = functions.filter(
          ({ isDateFunction, name, arguments: given }) =>
            isDateFunction && name === wanted && given.length > 1,
        )
        const takesFirstDay = overloads.some(({ arguments: given }) => typeOf(given.at(-1)) === 'localstr')
        const [first] = overloads
        if (first === undefined || takesFirstDay) continue
        const message = `no definition of ${wanted} takes the first day of the week as a last argument`
        yield { message, file, place: attributeOf(first.element, 'name') ?? first.element }
      }
    }
  },
}

function typeOf(argument: Parameters<typeof attributeValue>[0] | undefined): string | undefined {
  return argument && attributeValue(argument, 'type')
}

export function example(): RuleExample {
  return {
    why: 'Users may let weeks start on any day. Tableau then looks for a definition that takes the day as its last argument, and without one the calculation fails.',
    wrong: `<date-function name="DATETRUNC" return-type="datetime">
  <formula>TRUNC(%1, %2)</formula>
  <argument type="localstr"/>
  <argument type="datetime"/>
</date-function>`,
    right: `<date-function name="DATETRUNC" return-type="datetime">
  <formula>TRUNC(%1, %2)</formula>
  <argument type="localstr"/>
  <argument type="datetime"/>
</date-function>
<date-function name="DATETRUNC" return-type="datetime">
  <formula part="week">TRUNC_WEEK(%2, %3)</formula>
  <argument type="localstr"/>
  <argument type="datetime"/>
  <argument type="localstr"/>
</date-function>`,
    ...inFunctions,
  }
}
