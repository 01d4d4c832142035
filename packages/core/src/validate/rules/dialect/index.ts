import type { Rule } from '../rule.ts'

/** The documentation's rules on dialect. */
export const dialectRules: readonly Rule[] = []
