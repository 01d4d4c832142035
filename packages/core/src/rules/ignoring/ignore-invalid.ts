import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { field } from './example-field.ts'

/** A comment that cannot be understood, or that nobody will understand later. */
export const rule: RuleDescription = {
  id: 'ignore-invalid',
  severity: 'warning',
  summary: 'A comment that ignores a rule names the rule and the reason.',
  help: 'Write <!-- tacosmith-ignore rule-id: reason -->.',
}

export function example(): RuleExample {
  /** The field that the rule `field-label-prohibited-word` finds fault with. */
  const doubtful =
    '<field name="v-keyring" label="Secret store" category="advanced" value-type="string" optional="true" default-value=""/>'

  const context = {
    replaces: field,
    changes: {
      'connection-resolver.tdr': [['<attr>port</attr>', '<attr>port</attr><attr>v-keyring</attr>']],
    },
  } as const

  return {
    why: 'Whoever reads the file next, a reviewer for instance, must be able to see why the rule does not count here.',
    file: 'connection-fields.xml',
    wrong: `${field}\n  <!-- tacosmith-ignore field-label-prohibited-word -->\n  ${doubtful}`,
    right: `${field}\n  <!-- tacosmith-ignore field-label-prohibited-word: it is the name of a folder, not a secret -->\n  ${doubtful}`,
    context,
  }
}
