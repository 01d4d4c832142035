import type { RuleExample } from '../rule-example.ts'

const field = '<field name="port" label="Port" category="endpoint" value-type="string" default-value="7800"/>'

/** The field that the rule `field-label-prohibited-word` finds fault with. */
const doubtful =
  '<field name="v-keyring" label="Secret store" category="advanced" value-type="string" optional="true" default-value=""/>'

const context = {
  replaces: field,
  changes: {
    'connection-resolver.tdr': [['<attr>port</attr>', '<attr>port</attr><attr>v-keyring</attr>']],
  },
} as const

export const ignoringExamples: readonly RuleExample[] = [
  {
    rule: 'ignore-unused',
    why: 'The comment was written for a mistake that is gone. It would hide the next one in the same place.',
    file: 'connection-fields.xml',
    wrong: `<!-- tacosmith-ignore field-label-prohibited-word: it names a folder -->\n  ${field}`,
    right: field,
    context: { replaces: field },
  },
  {
    rule: 'ignore-invalid',
    why: 'Whoever reads the file next, a reviewer for instance, must be able to see why the rule does not count here.',
    file: 'connection-fields.xml',
    wrong: `${field}\n  <!-- tacosmith-ignore field-label-prohibited-word -->\n  ${doubtful}`,
    right: `${field}\n  <!-- tacosmith-ignore field-label-prohibited-word: it is the name of a folder, not a secret -->\n  ${doubtful}`,
    context,
  },
]
