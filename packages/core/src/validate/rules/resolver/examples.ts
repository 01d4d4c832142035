import type { RuleExample } from '../rule-example.ts'

export const resolverExamples: readonly RuleExample[] = []
