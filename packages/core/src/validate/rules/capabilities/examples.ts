import type { RuleExample } from '../rule-example.ts'

export const capabilitiesExamples: readonly RuleExample[] = []
