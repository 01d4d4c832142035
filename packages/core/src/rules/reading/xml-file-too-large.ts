import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { listing } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'xml-file-too-large',
  severity: 'error',
  summary: 'XML files are not larger than 256 KB.',
  help: 'Make the file smaller.',
}

export function example(): RuleExample {
  return {
    why: 'Tableau does not load larger XML files. The documentation speaks of 3 MB for all files, but for XML its code is stricter.',
    file: 'dialect.tdd',
    wrong: listing({ 'dialect.tdd': '300 KB' }),
    right: listing({ 'dialect.tdd': '60 KB' }),
    context: { listing: true },
  }
}
