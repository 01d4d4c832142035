import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'
import { withCapability } from './example-sql-format.ts'
import { findMissingTokens } from './format-tokens.ts'

/** A table is created with a name and columns. */
export const rule: Rule = {
  id: 'dia-create-table-tokens',
  severity: 'warning',
  summary: 'The pieces of `format-create-table` contain %n for the name and %f for the columns of the table.',
  help: 'Write for instance <formula predicate="LocalTemp">CREATE TEMPORARY TABLE %n (</formula><formula>%f</formula><formula>)</formula>.',
  url: documentationPage('dialect'),
  check: ({ connector }) => findMissingTokens(dialectsOf(connector), 'format-create-table', ['%n', '%f']),
}

export function example(): RuleExample {
  return {
    why: 'Without a name or columns the database refuses the statement, and Tableau does without temporary tables, slowly or not at all.',
    wrong: `<format-create-table>
  <formula predicate="LocalTemp">CREATE TEMPORARY TABLE %1</formula>
</format-create-table>`,
    right: `<format-create-table>
  <formula predicate="LocalTemp">CREATE TEMPORARY TABLE %n (</formula>
  <formula>%f</formula>
  <formula>)</formula>
</format-create-table>`,
    ...withCapability('CAP_CREATE_TEMP_TABLES'),
  }
}
