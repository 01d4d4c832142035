import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { listing } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'manifest-missing',
  severity: 'error',
  summary: 'A connector has a manifest.xml in its top folder.',
  help: 'Add manifest.xml, or name the folder that holds it.',
}

export function example(): RuleExample {
  return {
    why: 'The manifest names all other files. A folder without one is not a connector, and nothing in it can be checked.',
    file: 'manifest.xml',
    wrong: listing({}, 'manifest.xml'),
    right: listing(),
    context: { listing: true },
  }
}
