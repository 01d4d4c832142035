import type { Rule } from '../rule.ts'

/** The documentation's rules on scripts. */
export const scriptsRules: readonly Rule[] = []
