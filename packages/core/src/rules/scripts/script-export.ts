import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

export const rule: RuleDescription = {
  id: 'script-export',
  severity: 'error',
  summary: 'The default export of a script is a plain function.',
  help: 'Export a function that returns its result, not a promise of it.',
  url: documentationPage('api-reference'),
}

export function example(): RuleExample {
  return {
    why: 'Tableau takes what the function returns at once. It does not wait for promises, and takes nothing from generators.',
    file: 'connectionBuilder.ts',
    wrong: "export default async (attr) => ['jdbc:brook://' + attr.server]",
    right: "export default (attr) => ['jdbc:brook://' + attr.server]",
    context: {},
  }
}
