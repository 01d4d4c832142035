import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, attributeValue } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { type DialectFunction, dialectsOf } from './dialect-parts.ts'
import { inFunctions } from './example-functions.ts'

/** The parts that users can choose everywhere; those of ISO weeks are left out, since few databases have them. */
const dateParts = [
  ...['year', 'quarter', 'month', 'week', 'day', 'dayofyear', 'weekday', 'hour', 'minute', 'second'],
]

/** What a date has nothing of. */
const timeParts = new Set(['hour', 'minute', 'second'])

/** Where the part has no formula of its own, Tableau takes the one without a part. */
export const rule: Rule = {
  id: 'dia-date-parts-missing',
  severity: 'warning',
  summary: 'A date function has a formula for each part of a date, or one without a part for the rest.',
  help: 'Add a <formula> without `part`, which stands for all other parts.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, functions, hasBase } of dialectsOf(connector)) {
      // The base may have the others: a sample of the SDK gives DATETRUNC two parts and leaves the rest to its base.
      if (hasBase) continue
      for (const definitions of overloadsOf(functions)) {
        const [first] = definitions
        if (first === undefined || takesFirstDayOfWeek(first)) continue
        const formulas = definitions.flatMap((definition) => definition.formulas)
        const parts = new Set(formulas.map((formula) => attributeValue(formula, 'part')))
        const missing = partsFor(first).filter((part) => !parts.has(part))
        if (parts.size === 0 || parts.has(undefined) || missing.length === 0) continue
        const message = `${first.name} has no formula for ${missing.join(', ')}`
        yield { message, file, place: attributeOf(first.element, 'name') ?? first.element }
      }
    }
  },
}

/** The parts of what the function is given. */
function partsFor(definition: DialectFunction): string[] {
  const takesTime = argumentTypes(definition).includes('datetime')
  // One that is added to a date or counted may be an hour all the same.
  const countsParts = ['DATEADD', 'DATEDIFF'].includes(definition.name)
  return dateParts.filter((part) => takesTime || countsParts || !timeParts.has(part))
}

/** Date functions of the same name and arguments, which complete each other. */
function overloadsOf(functions: readonly DialectFunction[]): DialectFunction[][] {
  const overloads = new Map<string, DialectFunction[]>()
  for (const definition of functions) {
    // DATEPARSE has patterns, not parts.
    if (!definition.isDateFunction || definition.name === 'DATEPARSE') continue
    const key = JSON.stringify([definition.name, argumentTypes(definition)])
    const overload = overloads.get(key)
    if (overload === undefined) overloads.set(key, [definition])
    else overload.push(definition)
  }
  return [...overloads.values()]
}

/** Such a definition is asked for weeks only. */
function takesFirstDayOfWeek(definition: DialectFunction): boolean {
  const types = argumentTypes(definition)
  return types.length > 1 && types.at(-1) === 'localstr'
}

function argumentTypes(definition: DialectFunction): (string | undefined)[] {
  return definition.arguments.map((argument) => attributeValue(argument, 'type'))
}

export function example(): RuleExample {
  const add = (formulas: string): string => `<date-function name="DATEADD" return-type="datetime">
  ${formulas}
  <argument type="localstr"/>
  <argument type="int"/>
  <argument type="datetime"/>
</date-function>`
  const month = '<formula part="month">ADD_MONTHS(%3, %2)</formula>'

  return {
    why: 'Users can choose any part of a date. For one without a formula Tableau takes the formula without a part, and where there is none, the calculation fails.',
    wrong: add(month),
    right: add(`<formula>(%3 + INTERVAL %2 %1)</formula>\n  ${month}`),
    ...inFunctions,
  }
}
