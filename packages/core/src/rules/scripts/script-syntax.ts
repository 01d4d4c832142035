import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { builder, serverLine } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'script-syntax',
  severity: 'error',
  summary: "Scripts are JavaScript that Tableau's script engine runs.",
  help: 'Use older syntax, or let a bundler build the script.',
  url: documentationPage('api-reference'),
}

export function example(): RuleExample {
  return {
    why: 'Tableau evaluates scripts with the engine of Qt, which stops at newer syntax before anything runs; some of it, such as named groups in regular expressions, even gives wrong results without a word.',
    file: builder,
    wrong: 'var server = attr?.server',
    right: 'var server = attr && attr.server',
    context: { replaces: serverLine },
  }
}
