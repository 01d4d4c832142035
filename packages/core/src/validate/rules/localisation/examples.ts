import type { RuleExample } from '../rule-example.ts'

export const localisationExamples: readonly RuleExample[] = []
