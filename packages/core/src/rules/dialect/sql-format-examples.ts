import type { ExampleContext, RuleExample } from '../rule-example.ts'
import type { RuleId } from '../rule-id.ts'

const file = 'dialect.tdd'

/** Where it stands before the quotes of identifiers, as most elements of `sql-format` do. */
const quotes = '<id-quotes value="&quot;"/>'
const beforeQuotes = { file, context: { replaces: '<!-- here -->', changes: marked(quotes) } } as const

/** A place for the snippet before a part of the dialect. */
function marked(part: string): NonNullable<ExampleContext['changes']> {
  return { [file]: [[part, `<!-- here -->${part}`]] }
}

/** The same, in a connector that switches on a capability. */
function withCapability(name: string): Pick<RuleExample, 'file' | 'context'> {
  const customization = `<customization name="${name}" value="yes"/>`
  const manifest = [['<customization name="CAP_SELECT_INTO" value="no"/>', customization]] as const
  return {
    file,
    context: { replaces: '<!-- here -->', changes: { ...marked(quotes), 'manifest.xml': manifest } },
  }
}

/** A capability that an element of the dialect needs. */
function neededCapability(rule: RuleId, name: string, element: string, why: string): RuleExample {
  const setting = '<customization name="CAP_SELECT_INTO" value="no"/>'
  return {
    rule,
    why,
    file: 'manifest.xml',
    wrong: `<customization name="${name}" value="no"/>`,
    right: `<customization name="${name}" value="yes"/>`,
    context: {
      replaces: setting,
      changes: { [file]: [[quotes, `${element}${quotes}`]] },
      foundIn: file,
    },
  }
}

/** The rules on `sql-format`. */
export const sqlFormatExamples: readonly RuleExample[] = [
  {
    rule: 'dia-literal-formula',
    why: 'Tableau puts the date, written in the format, in the place of %1. Without it every date in a query is the same text.',
    wrong: `<format-date-literal formula="DATE" format="yyyy-MM-dd"/>`,
    right: `<format-date-literal formula="(DATE '%1')" format="yyyy-MM-dd"/>`,
    ...beforeQuotes,
  },
  {
    rule: 'dia-create-table-tokens',
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
  },
  neededCapability(
    'dia-create-table-cap',
    'CAP_CREATE_TEMP_TABLES',
    '<format-create-table><formula>CREATE TABLE %n (%f)</formula></format-create-table>',
    'A dialect that says how tables are created is of no use unless the manifest says that Tableau may create them.',
  ),
  neededCapability(
    'dia-select-into-cap',
    'CAP_SELECT_INTO',
    '<format-select><part name="Into" value="INTO %1"/></format-select>',
    'A dialect that says how to select into a table is of no use unless the manifest says that Tableau may do so.',
  ),
  {
    rule: 'dia-drop-table-token',
    why: 'Without the name the database refuses the statement, and temporary tables pile up.',
    wrong: '<format-drop-table><formula>DROP TABLE</formula></format-drop-table>',
    right: '<format-drop-table><formula>DROP TABLE %1</formula></format-drop-table>',
    ...withCapability('CAP_TEMP_TABLES_NOT_SESSION_SCOPED'),
  },
  neededCapability(
    'dia-drop-table-cap',
    'CAP_TEMP_TABLES_NOT_SESSION_SCOPED',
    '<format-drop-table><formula>DROP TABLE %1</formula></format-drop-table>',
    'Temporary tables end with the session, and Tableau drops them only where the manifest says that they do not.',
  ),
  neededCapability(
    'dia-bool-value-cap',
    'CAP_QUERY_BOOLEXPR_TO_INTEXPR',
    '<format-bool-as-value value="TrueFirst"/>',
    'Tableau writes conditions as values only for a database without booleans, which is what the capability says.',
  ),
  {
    rule: 'dia-bool-legacy-value',
    why: 'Until 2020.3 one attribute served as value and as condition, which few databases write alike.',
    wrong: '<format-true value="(1=1)"/>',
    right: '<format-true literal="1" predicate="(1=1)"/>',
    ...beforeQuotes,
  },
  {
    rule: 'dia-since',
    why: 'An older Tableau does not know the value and may refuse the dialect or write other SQL. Raise `min-version-tableau` to the release that knows it, or do without.',
    wrong: '<format-if-then-else value="IF"/>',
    right: '<format-if-then-else value="Case"/>',
    ...beforeQuotes,
  },
  {
    rule: 'dia-nonullcheck',
    why: 'Tableau compares columns that may be null. Without a check for that, rows are lost without a word.',
    wrong: '<format-is-distinct value="NoNullCheck"/>',
    right: '<format-is-distinct value="Formula"/>',
    ...beforeQuotes,
  },
  {
    rule: 'dia-base-types',
    why: 'Tableau takes the types of the columns that it creates from `format-column-definition`, which knows more of them.',
    wrong: '<base-types><local-type name="int" value="INTEGER"/></base-types>',
    right: `<format-column-definition>
  <local-type name="int"><remote-type name="default" value="INTEGER"/></local-type>
</format-column-definition>`,
    ...beforeQuotes,
  },
  {
    rule: 'dia-local-type-duplicate',
    why: 'Of two entries for one type only one counts, and which is not said.',
    wrong: `<format-null>
  <local-type name="int" value="CAST(NULL AS INTEGER)"/>
  <local-type name="int" value="CAST(NULL AS BIGINT)"/>
</format-null>`,
    right: `<format-null>
  <local-type name="int" value="CAST(NULL AS INTEGER)"/>
</format-null>`,
    ...beforeQuotes,
  },
]
