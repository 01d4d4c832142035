import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, attributeValue } from '../../connector/xml-query.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { Rule } from '../rule.ts'
import { described, dialectsOf } from './dialect-parts.ts'

const url = documentationPage('dialect')

const groups = [
  ...['aggregate', 'cast', 'date', 'logical', 'numeric', 'operator', 'passthru', 'special', 'string'],
  'system',
]

const dateParts = [
  ...['year', 'quarter', 'month', 'dayofyear', 'day', 'weekday', 'week', 'hour', 'minute', 'second'],
  ...['iso-year', 'iso-quarter', 'iso-week', 'iso-weekday'],
]

/** The group decides where users find a function. */
export const diaGroupUnknown: Rule = {
  id: 'dia-group-unknown',
  severity: 'warning',
  summary: 'The groups of a function, separated by commas, are groups that Tableau knows.',
  help: `Use ${groups.join(', ')}.`,
  url,
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      for (const definition of functions) {
        const group = attributeOf(definition.element, 'group')
        const unknown = groupsOf(group?.value).find((name) => !groups.includes(name))
        if (group === undefined || unknown === undefined) continue
        const near = nearestName(unknown, groups)
        const help = `Did you mean \`${near}\`? The groups are ${groups.join(', ')}.`
        const message = `${described(definition)} is in the group "${unknown}", which Tableau does not know`
        yield { message, file, place: group, ...(near !== undefined && { help }) }
      }
    }
  },
}

/** A function is what its formula says. */
export const diaFormulaRequired: Rule = {
  id: 'dia-formula-required',
  severity: 'warning',
  summary: 'A function has a formula.',
  help: 'Add <formula>...</formula>; to take a function away use <remove-function>.',
  url,
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      for (const definition of functions) {
        // The schema asks it of date functions.
        if (definition.isDateFunction || definition.formulas.length > 0) continue
        yield { message: `${described(definition)} has no formula`, file, place: definition.element }
      }
    }
  },
}

/** Only an aggregation can be asked for without aggregating. */
export const diaUnaggNonAggregate: Rule = {
  id: 'dia-unagg-non-aggregate',
  severity: 'warning',
  summary: 'Only a function in the group `aggregate` has an `unagg-formula`.',
  help: 'Add aggregate to the groups of the function, or remove <unagg-formula>.',
  url,
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      for (const definition of functions) {
        const [formula] = definition.unaggregated
        const group = attributeValue(definition.element, 'group')
        if (formula === undefined || group === undefined || groupsOf(group).includes('aggregate')) continue
        const message = `${described(definition)} has an <unagg-formula>, but is not in the group aggregate`
        yield { message, file, place: formula }
      }
    }
  },
}

/** A formula for a part of a date that does not exist is never taken. */
export const diaFormulaPart: Rule = {
  id: 'dia-formula-part',
  severity: 'warning',
  summary: 'The `part` of a formula is a part of a date.',
  help: `Use ${dateParts.join(', ')}.`,
  url,
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      for (const definition of functions) {
        for (const formula of [...definition.formulas, ...definition.unaggregated]) {
          const part = attributeOf(formula, 'part')
          if (part === undefined || dateParts.includes(part.value)) continue
          const near = nearestName(part.value, dateParts)
          const message = `part="${part.value}" of ${described(definition)} is no part of a date`
          const help = `Did you mean \`${near}\`?`
          yield { message, file, place: part, ...(near !== undefined && { help }) }
        }
      }
    }
  },
}

/** Nothing says which of two definitions counts. */
export const diaDuplicateOverload: Rule = {
  id: 'dia-duplicate-overload',
  severity: 'warning',
  summary: 'A function is defined once for the same types of arguments.',
  help: 'Remove one of the two definitions.',
  url,
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      const lines = new Map<string, number>()
      for (const definition of functions) {
        const { element, name } = definition
        if (name === '') continue
        const types = definition.arguments
          .map((argument) => attributeValue(argument, 'type') ?? '')
          .join(', ')
        const key = `${element.name} ${name}(${types})`
        const line = lines.get(key)
        if (line === undefined) lines.set(key, element.start.line)
        else {
          const message = `${name}(${types}) is already defined on line ${line}`
          yield { message, file, place: attributeOf(element, 'name') ?? element }
        }
      }
    }
  },
}

function groupsOf(list: string | undefined): string[] {
  return list === undefined ? [] : list.split(',').map((name) => name.trim())
}
