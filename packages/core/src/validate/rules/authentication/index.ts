import type { Rule } from '../rule.ts'

/** The documentation's rules on authentication. */
export const authenticationRules: readonly Rule[] = []
