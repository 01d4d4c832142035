import type { RuleExample } from '../rule-example.ts'

export const dialectExamples: readonly RuleExample[] = []
