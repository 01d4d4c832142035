import type { RuleExample } from '../rule-example.ts'

export const authenticationExamples: readonly RuleExample[] = []
