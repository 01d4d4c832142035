import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { neededCapability } from './example-sql-format.ts'
import { requireCapability } from './require-capability.ts'

/** Tables that end with the session need not be dropped. */
export const rule: Rule = requireCapability({
  id: 'dia-drop-table-cap',
  capability: 'CAP_TEMP_TABLES_NOT_SESSION_SCOPED',
  what: '`format-drop-table`',
  find: (element) => (element.name === 'format-drop-table' ? element : undefined),
})

export function example(): RuleExample {
  return neededCapability(
    'CAP_TEMP_TABLES_NOT_SESSION_SCOPED',
    '<format-drop-table><formula>DROP TABLE %1</formula></format-drop-table>',
    'Temporary tables end with the session, and Tableau drops them only where the manifest says that they do not.',
  )
}
