import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { fields, metadata } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'reference-without-file',
  severity: 'warning',
  summary: 'An element that names a file has the attribute `file`.',
  help: 'Add the attribute or remove the element.',
}

export function example(): RuleExample {
  return {
    why: 'The schema lets the element stand without a file, but then it has no effect.',
    file: 'manifest.xml',
    wrong: `${fields}\n<connection-metadata/>`,
    right: `${fields}\n<connection-metadata file="connection-metadata.xml"/>`,
    context: { replaces: fields, changes: { 'connection-metadata.xml': metadata } },
  }
}
