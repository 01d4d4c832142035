import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { builder, connectorFiles } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'script-too-large',
  severity: 'error',
  summary:
    'A script has at most 1,000,000 characters and 75,000 words and signs (tokens), and nests some 300 brackets deep.',
  help: 'Leave out what the script does not use, or set the rule to "warn" to package it unchecked.',
}

export function example(): RuleExample {
  return {
    why: 'A script this large holds libraries that a connection does not need. tacosmith does not look at it, so that no file keeps it busy; the limit is its own, and has room for all of Lodash. Tableau itself takes files of up to 3 MB.',
    file: builder,
    wrong: connectorFiles.replace(builder, `${builder} 2 MB`),
    right: connectorFiles.replace(builder, `${builder} 200 KB`),
    context: { listing: true },
  }
}
