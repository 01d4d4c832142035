import type { RuleExample } from '../rule-example.ts'

export const manifestExamples: readonly RuleExample[] = []
