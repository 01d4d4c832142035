import type { Rule } from '../rule.ts'

/** The documentation's rules on gallery. */
export const galleryRules: readonly Rule[] = []
