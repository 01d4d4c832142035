import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { builder, plain } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'script-shape',
  severity: 'error',
  summary: 'A script is one function expression in parentheses.',
  help: 'Write the script as (function name(attr) { ... }).',
  url: documentationPage('api-reference'),
}

export function example(): RuleExample {
  return {
    why: 'Tableau calls the value of the script. A function declaration has none, and code around the function is not a function either.',
    file: builder,
    wrong: `function build(attr) {
  return ['jdbc:brook://' + attr.server + ':' + attr.port + '/']
}`,
    right: plain,
    context: {},
  }
}
