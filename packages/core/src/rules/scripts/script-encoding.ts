import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { builder, plain } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'script-encoding',
  severity: 'error',
  summary: 'Scripts are UTF-8 without a byte order mark.',
  help: 'Save the file as UTF-8 without a byte order mark.',
}

export function example(): RuleExample {
  return {
    why: 'Qt 5, whose engine older Tableau releases use, takes the invisible mark that some editors put before the first letter for an error, and the connection fails.',
    file: builder,
    wrong: `\uFEFF${plain}`,
    right: plain,
    context: {},
  }
}
