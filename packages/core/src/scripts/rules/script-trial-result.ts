import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../../rules/rule.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { inProperties, properties } from './example-scripts.ts'

/** Another result is refused, or taken for nothing. */
export const rule: RuleDescription = {
  id: 'script-trial-result',
  severity: 'warning',
  summary: 'In a trial run a script returns what Tableau takes.',
  help: 'The builder returns an array of strings, the properties script an object of strings.',
  url: documentationPage('api-reference'),
}

export function example(): RuleExample {
  return {
    why: 'tacosmith runs each script a few times and looks at what it returns: another kind of value reaches the driver as nothing, or as a string that nobody meant.',
    file: properties,
    wrong: "return { user: attr.username, options: { ssl: 'true' } }",
    right: "return { user: attr.username, ssl: 'true' }",
    context: inProperties,
  }
}
