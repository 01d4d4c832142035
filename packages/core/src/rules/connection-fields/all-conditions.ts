import type { RuleContext } from '../rule.ts'
import { type DialogCondition, type DialogField, dialogFields } from './dialog-fields.ts'

/** Values as a message lists them. */
export function listValues(values: Iterable<string>): string {
  const quoted = [...values].map((value) => `"${value}"`)
  return quoted.length > 8 ? `${quoted.slice(0, 8).join(', ')} and others` : quoted.join(', ')
}

export function allConditions({
  connector,
}: RuleContext): { owner: DialogField; condition: DialogCondition }[] {
  return dialogFields(connector).flatMap((owner) => {
    const ofGroups = owner.groups.flatMap(({ conditions }) => conditions)
    return [...owner.conditions, ...ofGroups].map((condition) => ({ owner, condition }))
  })
}
