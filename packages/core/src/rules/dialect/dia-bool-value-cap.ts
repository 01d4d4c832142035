import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { neededCapability } from './example-sql-format.ts'
import { requireCapability } from './require-capability.ts'

/** A database with booleans needs no numbers in their place. */
export const rule: Rule = requireCapability({
  id: 'dia-bool-value-cap',
  capability: 'CAP_QUERY_BOOLEXPR_TO_INTEXPR',
  what: '`format-bool-as-value`',
  find: (element) => (element.name === 'format-bool-as-value' ? element : undefined),
})

export function example(): RuleExample {
  return neededCapability(
    'CAP_QUERY_BOOLEXPR_TO_INTEXPR',
    '<format-bool-as-value value="TrueFirst"/>',
    'Tableau writes conditions as values only for a database without booleans, which is what the capability says.',
  )
}
