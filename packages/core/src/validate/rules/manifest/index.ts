import type { Rule } from '../rule.ts'

/** The documentation's rules on manifest. */
export const manifestRules: readonly Rule[] = []
