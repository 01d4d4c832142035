import type { RuleExample } from '../rule-example.ts'

export const galleryExamples: readonly RuleExample[] = []
