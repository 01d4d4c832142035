import type { RuleExample } from '../rule-example.ts'
import { fieldPackagerExamples } from './field-examples.ts'
import { manifestPackagerExamples } from './manifest-examples.ts'
import { resolverPackagerExamples } from './resolver-examples.ts'

export const packagerExamples: readonly RuleExample[] = [
  ...manifestPackagerExamples,
  ...fieldPackagerExamples,
  ...resolverPackagerExamples,
]
