import type { RuleExample } from '../rule-example.ts'

export const readingExamples: readonly RuleExample[] = []
