import type { RuleExample } from '../rule-example.ts'

export const securityExamples: readonly RuleExample[] = []
