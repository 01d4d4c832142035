import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'
import { inFunctions } from './example-functions.ts'

/** What every date function returns, in each of Tableau's own dialects and in those of the vendors. */
const returnTypes: ReadonlyMap<string, string> = new Map([
  ['DATEADD', 'datetime'],
  ['DATEDIFF', 'int'],
  ['DATENAME', 'str'],
  ['DATEPART', 'int'],
  ['DATETRUNC', 'datetime'],
])

/** A function that returns another type is not the one that Tableau looks for. */
export const rule: Rule = {
  id: 'dia-date-function-type',
  severity: 'warning',
  summary: 'Date functions return the type that Tableau expects of them, and DATETRUNC a datetime.',
  help: 'Set the return type: Tableau does not use a date function that returns another one.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      for (const { element, isDateFunction, name } of functions) {
        const expected = isDateFunction ? returnTypes.get(name) : undefined
        const type = attributeOf(element, 'return-type')
        if (expected === undefined || type === undefined || type.value === expected) continue
        const message = `${name} returns ${type.value}, but Tableau expects ${expected}`
        yield { message, file, place: type, help: `Write return-type="${expected}".` }
      }
    }
  },
}

export function example(): RuleExample {
  const truncate = (type: string): string => `<date-function name="DATETRUNC" return-type="${type}">
  <formula>DATE_TRUNC('%1', %2)</formula>
  <argument type="localstr"/>
  <argument type="datetime"/>
</date-function>`

  return {
    why: 'Tableau looks for the date functions by their name and type. One that returns a date where a datetime is expected is not used, and views with truncated dates fail.',
    wrong: truncate('date'),
    right: truncate('datetime'),
    ...inFunctions,
  }
}
