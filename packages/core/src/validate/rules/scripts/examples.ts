import type { RuleExample } from '../rule-example.ts'

export const scriptsExamples: readonly RuleExample[] = []
