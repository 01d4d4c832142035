import type { Rule } from '../rule.ts'

/** The documentation's rules on security. */
export const securityRules: readonly Rule[] = []
