import type { Rule } from '../rule.ts'

/** The documentation's rules on localisation. */
export const localisationRules: readonly Rule[] = []
