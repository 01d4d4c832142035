import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { field } from './example-field.ts'

/** A comment that silences nothing hides the next mistake. */
export const rule: RuleDescription = {
  id: 'ignore-unused',
  severity: 'warning',
  summary: 'A comment that ignores a rule stands before something that the rule finds fault with.',
  help: 'Remove the comment.',
}

export function example(): RuleExample {
  return {
    why: 'The comment was written for a mistake that is gone. It would hide the next one in the same place.',
    file: 'connection-fields.xml',
    wrong: `<!-- tacosmith-ignore field-label-prohibited-word: it names a folder -->\n  ${field}`,
    right: field,
    context: { replaces: field },
  }
}
