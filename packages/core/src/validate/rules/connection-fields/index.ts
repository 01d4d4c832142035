import type { Rule } from '../rule.ts'

/** The documentation's rules on connection fields. */
export const connectionFieldsRules: readonly Rule[] = []
