import type { RuleExample } from '../rule-example.ts'

export const packagerExamples: readonly RuleExample[] = []
