import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { fields, metadata } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'reference-repeated',
  severity: 'warning',
  summary: 'Each file is referred to once.',
  help: 'Refer to each file once.',
}

export function example(): RuleExample {
  return {
    why: 'A file has one purpose. A second element that names it is usually a copied line.',
    file: 'manifest.xml',
    wrong: `${fields}\n<connection-metadata file="connection-fields.xml"/>`,
    right: `${fields}\n<connection-metadata file="connection-metadata.xml"/>`,
    context: {
      replaces: fields,
      changes: { 'connection-metadata.xml': metadata },
      alongside: ['schema-invalid'],
    },
  }
}
