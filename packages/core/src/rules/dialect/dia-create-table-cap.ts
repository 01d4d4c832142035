import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { neededCapability } from './example-sql-format.ts'
import { requireCapability } from './require-capability.ts'

/** Tableau creates temporary tables only where it may. */
export const rule: Rule = requireCapability({
  id: 'dia-create-table-cap',
  capability: 'CAP_CREATE_TEMP_TABLES',
  what: '`format-create-table`',
  find: (element) => (element.name === 'format-create-table' ? element : undefined),
})

export function example(): RuleExample {
  return neededCapability(
    'CAP_CREATE_TEMP_TABLES',
    '<format-create-table><formula>CREATE TABLE %n (%f)</formula></format-create-table>',
    'A dialect that says how tables are created is of no use unless the manifest says that Tableau may create them.',
  )
}
