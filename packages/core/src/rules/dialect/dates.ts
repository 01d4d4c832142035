import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, attributeValue } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import { dialectsOf } from './dialect-parts.ts'

const url = documentationPage('dialect')

/** The date functions that can be told on which day a week starts. */
const functionsWithWeeks = ['DATEDIFF', 'DATENAME', 'DATEPART', 'DATETRUNC']

/** The schema knows a date function that the documentation does not. */
export const diaDateFunctionFormat: Rule = {
  id: 'dia-date-function-format',
  severity: 'info',
  summary: 'A dialect leaves DATEFORMAT alone, which is not documented.',
  help: 'Remove the function, unless you know that Tableau uses it.',
  url,
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

/** Users may let a week start on any day. */
export const diaStartOfWeekOverload: Rule = {
  id: 'dia-start-of-week-overload',
  severity: 'info',
  summary: 'Date functions that count weeks take the first day of the week as a last argument too.',
  help: 'Define the function once more with <argument type="localstr"/> at the end and formulas with part="week".',
  url,
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

/** Users write date formats in tokens of ICU; databases have tokens of their own. */
export const diaDateparseMap: Rule = {
  id: 'dia-dateparse-map',
  severity: 'info',
  summary: 'A dialect with DATEPARSE says how the tokens of date formats are written.',
  help: 'Add <icu-date-token-map> to <sql-format>, unless the database takes the tokens of ICU as they are.',
  url,
  *check({ connector }) {
    for (const { file, functions, format, hasBase } of dialectsOf(connector)) {
      if (hasBase || format.some(({ name }) => name === 'icu-date-token-map')) continue
      const parse = functions.find(({ isDateFunction, name }) => isDateFunction && name === 'DATEPARSE')
      if (parse === undefined) continue
      const place = attributeOf(parse.element, 'name') ?? parse.element
      yield { message: 'DATEPARSE is defined, but there is no <icu-date-token-map>', file, place }
    }
  },
}

/** A literal is the date, in a format, inside of a formula. */
export const diaLiteralFormula: Rule = {
  id: 'dia-literal-formula',
  severity: 'warning',
  summary:
    'The formula of a date literal contains %1, which stands for the date, and there is a format for it.',
  help: 'Write for instance formula="(DATE \'%1\')" format="yyyy-MM-dd", quotes as the database wants them.',
  url,
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

function typeOf(argument: Parameters<typeof attributeValue>[0] | undefined): string | undefined {
  return argument && attributeValue(argument, 'type')
}
