import type { RuleExample } from '../rule-example.ts'

export const connectionFieldsExamples: readonly RuleExample[] = []
