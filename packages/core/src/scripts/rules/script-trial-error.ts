import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../../rules/rule.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { builder, serverLine } from './example-scripts.ts'

/** A script that stops here will hardly run in Tableau; it is an error where all runs lack a variable or function. */
export const rule: RuleDescription = {
  id: 'script-trial-error',
  severity: 'warning',
  summary:
    'In a trial run with made-up attributes a script finishes; where every run lacks a variable or function, that is an error.',
  help: 'Fix the script; check attributes that may be missing before use. If only the made-up values are to blame, switch the trial off with scripts.trial: false.',
  url: documentationPage('api-reference'),
}

export function example(): RuleExample {
  return {
    why: 'tacosmith runs each script a few times with attributes such as the dialog would give. A script that ends with an error there is unlikely to connect in Tableau.',
    file: builder,
    wrong: 'var server = attr.server.name.trim()',
    right: 'var server = attr.server.trim()',
    context: { replaces: serverLine },
  }
}
