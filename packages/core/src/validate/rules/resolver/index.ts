import type { Rule } from '../rule.ts'

/** The documentation's rules on resolver. */
export const resolverRules: readonly Rule[] = []
