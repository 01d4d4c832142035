import type { RuleDescription } from '../rule.ts'

/** A comment that silences nothing hides the next mistake. */
export const ignoreUnused: RuleDescription = {
  id: 'ignore-unused',
  severity: 'warning',
  summary: 'A comment that ignores a rule stands before something that the rule finds fault with.',
  help: 'Remove the comment.',
}

/** A comment that cannot be understood, or that nobody will understand later. */
export const ignoreInvalid: RuleDescription = {
  id: 'ignore-invalid',
  severity: 'warning',
  summary: 'A comment that ignores a rule names the rule and the reason.',
  help: 'Write <!-- tacosmith-ignore rule-id: reason -->.',
}

/** What is found in the comments that silence rules. */
export const ignoringRules: readonly RuleDescription[] = [ignoreUnused, ignoreInvalid]
