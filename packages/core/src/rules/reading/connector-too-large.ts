import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { listing } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'connector-too-large',
  severity: 'error',
  summary: 'A connector has at most 1,024 files, 4 scripts among them, of 6 MB in all.',
  help: 'Refer to fewer and smaller files.',
}

export function example(): RuleExample {
  return {
    why: 'Nobody writes a connector with that many files. tacosmith stops reading there, so that no connector can keep it busy. The limits are its own, as is the one of 40,000 XML elements and attributes in all files.',
    file: 'manifest.xml',
    wrong: listing({
      'connection-fields.xml': '2 MB',
      'dialect.tdd': '2 MB',
      'connectionBuilder.js': '2 MB',
      'connectionProperties.js': '2 MB',
    }),
    right: listing(),
    context: { listing: true, alongside: ['script-too-large', 'xml-file-too-large'] },
  }
}
