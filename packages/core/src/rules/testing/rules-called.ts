import { rules } from '../all-rules.ts'
import type { Rule } from '../rule.ts'

/** The rules whose names begin like this: those that the documentation states, without the packager's beside them. */
export function rulesCalled(...beginnings: readonly string[]): readonly Rule[] {
  const found = rules.filter(({ id }) => beginnings.some((beginning) => id.startsWith(beginning)))
  if (found.length === 0) throw new Error(`No rule begins with ${beginnings.join(' or ')}.`)
  return found
}
