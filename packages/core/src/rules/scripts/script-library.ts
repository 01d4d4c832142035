import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { builder, serverLine } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'script-library',
  severity: 'error',
  summary: "Scripts use only what Tableau's script engine has.",
  help: 'Use the older way that the finding names.',
  url: documentationPage('api-reference'),
}

export function example(): RuleExample {
  return {
    why: 'The engine is neither a browser nor Node: what it lacks ends the script with an error when somebody connects.',
    file: builder,
    wrong: "var server = attr.server.replaceAll(' ', '')",
    right: "var server = attr.server.split(' ').join('')",
    context: { replaces: serverLine },
  }
}
