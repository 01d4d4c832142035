import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'
import { inFunctions } from './example-functions.ts'

/** The schema knows a date function that the documentation does not. */
export const rule: Rule = {
  id: 'dia-date-function-format',
  severity: 'info',
  summary: 'A dialect leaves DATEFORMAT alone, which is not documented.',
  help: 'Remove the function, unless you know that Tableau uses it.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      for (const { element, name, isDateFunction } of functions) {
        if (!isDateFunction || name !== 'DATEFORMAT') continue
        const place = attributeOf(element, 'name') ?? element
        yield { message: 'the date function DATEFORMAT is not documented', file, place }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The schema accepts DATEFORMAT, the documentation does not mention it: it may have no effect, now or in a later release.',
    wrong: `<date-function name="DATEFORMAT" return-type="str">
  <formula>TO_CHAR(%1, %2)</formula>
  <argument type="date"/>
  <argument type="localstr"/>
</date-function>`,
    right: `<function group="cast" name="STR" return-type="str">
  <formula>TO_CHAR(%1)</formula>
  <argument type="date"/>
</function>`,
    ...inFunctions,
  }
}
