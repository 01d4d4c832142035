import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialect } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'reference-outside-connector',
  severity: 'error',
  summary: 'A reference stays inside the connector folder.',
  help: 'Move the file into the connector folder.',
}

export function example(): RuleExample {
  return {
    why: 'A file from elsewhere does not belong in the package, and Tableau would not find it there.',
    file: 'manifest.xml',
    wrong: '<dialect file="../shared/dialect.tdd"/>',
    right: dialect,
    context: { replaces: dialect },
  }
}
