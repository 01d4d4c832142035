import type { Rule } from '../rule.ts'

/** The documentation's rules on oauth. */
export const oauthRules: readonly Rule[] = []
