import { documentationPage } from '../../connector/documentation.ts'
import { limitedSuggestions } from '../../report/nearest-name.ts'
import { type DialogCondition, type DialogField, dialogFields, offeredValues } from '../dialog-fields.ts'
import type { Rule, RuleContext } from '../rule.ts'
import { type DependencyCycle, findCycles } from './condition-cycles.ts'

const url = documentationPage('mcd')

/** Tableau cannot tell which of two fields that wait for each other to show first. */
export const conditionsCycle: Rule = {
  id: 'cf-conditions-cycle',
  severity: 'error',
  summary: 'The conditions of fields and selection groups do not form a circle.',
  help: 'Remove one of the conditions of the circle.',
  url,
  *check(context) {
    const dependencies = allConditions(context).map(({ owner, condition }) => ({
      from: owner.name.value,
      to: condition.field.value,
      file: owner.file,
      place: condition.field,
    }))
    for (const { names, dependency } of findCycles(dependencies)) {
      const { file, place } = dependency
      if (names.length === 1) {
        const message = `the field \`${names[0]}\` depends on itself`
        yield { message, file, place, severity: 'warning', help: 'Remove the condition.' }
      } else yield { message: describeCycle(names), file, place }
    }
  },
}

function describeCycle(names: DependencyCycle['names']): string {
  const shown = names.length > 8 ? [...names.slice(0, 7), '…'] : names
  const chain = [...shown, names[0] ?? ''].map((name) => (name === '…' ? name : `\`${name}\``)).join(' → ')
  return `the conditions form a circle, so the connector does not load: ${chain}`
}

/** Conditions name fields of the dialog. */
export const conditionUnknownField: Rule = {
  id: 'cf-condition-unknown-field',
  severity: 'warning',
  summary: 'A condition names a field of the connection dialog.',
  help: 'Name a field of this file, or remove the condition.',
  url,
  *check(context) {
    const suggest = limitedSuggestions()
    const names = new Set(dialogFields(context.connector).map(({ name }) => name.value))
    for (const { owner, condition } of allConditions(context)) {
      const { field } = condition
      // Without `authentication` there is a finding already.
      if (names.has(field.value) || field.value === 'authentication') continue
      const near = suggest(field.value, names)
      yield {
        message: `a condition of the field \`${owner.name.value}\` names \`${field.value}\`, which is no field of the dialog`,
        file: owner.file,
        place: field,
        ...(near !== undefined && { help: `Did you mean \`${near}\`?` }),
      }
    }
  },
}

/** A condition that never holds hides a field for good. */
export const conditionUnreachableValue: Rule = {
  id: 'cf-condition-unreachable-value',
  severity: 'warning',
  summary: 'A condition waits for a value that the other field can have.',
  help: 'Write one of the values of the other field, letter by letter.',
  url,
  *check(context) {
    const suggest = limitedSuggestions()
    const valuesByName = reachableValues(dialogFields(context.connector))
    for (const { owner, condition } of allConditions(context)) {
      const { field, value } = condition
      const values = valuesByName.get(field.value)
      if (values === undefined || value === undefined || values.has(value.value)) continue
      const near = suggest(value.value, values)
      const message = `\`${field.value}\` never has the value "${value.value}"; it can be ${listValues(values)}`
      const help = near === undefined ? undefined : `Did you mean "${near}"?`
      yield { message, file: owner.file, place: value, ...(help !== undefined && { help }) }
    }
  },
}

/** The values of each field that has a fixed set of them. */
function reachableValues(fields: readonly DialogField[]): Map<string, Set<string> | undefined> {
  const valuesByName = new Map<string, Set<string> | undefined>()
  for (const field of fields) {
    const name = field.name.value
    const values = offeredValues(field)?.map(({ value }) => value)
    const others = valuesByName.get(name)
    // Of two fields with one name either may be meant.
    const isFree = values === undefined || (valuesByName.has(name) && others === undefined)
    valuesByName.set(name, isFree ? undefined : new Set([...(others ?? []), ...values]))
  }
  return valuesByName
}

/** Values as a message lists them. */
export function listValues(values: Iterable<string>): string {
  const quoted = [...values].map((value) => `"${value}"`)
  return quoted.length > 8 ? `${quoted.slice(0, 8).join(', ')} and others` : quoted.join(', ')
}

function allConditions({ connector }: RuleContext): { owner: DialogField; condition: DialogCondition }[] {
  return dialogFields(connector).flatMap((owner) => {
    const ofGroups = owner.groups.flatMap(({ conditions }) => conditions)
    return [...owner.conditions, ...ofGroups].map((condition) => ({ owner, condition }))
  })
}
