import type { Rule } from '../rule.ts'

/** The documentation's rules on capabilities. */
export const capabilitiesRules: readonly Rule[] = []
