import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'
import { withCapability } from './example-sql-format.ts'
import { findMissingTokens } from './format-tokens.ts'

/** A table is dropped by its name. */
export const rule: Rule = {
  id: 'dia-drop-table-token',
  severity: 'warning',
  summary: 'The formula of `format-drop-table` contains %1 for the name of the table.',
  help: 'Write for instance <formula>DROP TABLE %1</formula>.',
  url: documentationPage('dialect'),
  check: ({ connector }) => findMissingTokens(dialectsOf(connector), 'format-drop-table', ['%1']),
}

export function example(): RuleExample {
  return {
    why: 'Without the name the database refuses the statement, and temporary tables pile up.',
    wrong: '<format-drop-table><formula>DROP TABLE</formula></format-drop-table>',
    right: '<format-drop-table><formula>DROP TABLE %1</formula></format-drop-table>',
    ...withCapability('CAP_TEMP_TABLES_NOT_SESSION_SCOPED'),
  }
}
