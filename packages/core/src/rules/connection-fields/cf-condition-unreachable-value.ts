import { documentationPage } from '../../connector/documentation.ts'
import { limitedSuggestions } from '../../report/nearest-name.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { allConditions, listValues } from './all-conditions.ts'
import { type DialogField, dialogFields, offeredValues } from './dialog-fields.ts'
import { atTheEnd, end } from './example-fields.ts'

/** A condition that never holds hides a field for good. */
export const rule: Rule = {
  id: 'cf-condition-unreachable-value',
  severity: 'warning',
  summary: 'A condition waits for a value that the other field can have.',
  help: 'Write one of the values of the other field, letter by letter.',
  url: documentationPage('mcd'),
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

export function example(): RuleExample {
  return {
    why: 'Conditions compare letter by letter. One that waits for a value that is not offered never holds, so the field never shows.',
    file: 'connection-fields.xml',
    wrong: `<field name="v-realm" label="Realm" value-type="string">
  <conditions><condition field="authentication" value="auth-user-password"/></conditions>
</field>${end}`,
    right: `<field name="v-realm" label="Realm" value-type="string">
  <conditions><condition field="authentication" value="auth-user-pass"/></conditions>
</field>${end}`,
    context: atTheEnd(['v-realm']),
  }
}
