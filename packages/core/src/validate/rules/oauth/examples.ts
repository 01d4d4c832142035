import type { RuleExample } from '../rule-example.ts'

export const oauthExamples: readonly RuleExample[] = []
