import type { ExampleContext, RuleExample } from '../rule-example.ts'

const file = 'dialect.tdd'

const ascii = `<function group="string" name="ASCII" return-type="int">
      <formula>CODEPOINT(%1)</formula>
      <argument type="str"/>
    </function>`

/** Where the snippet is a function. */
const inFunctions = { file, context: { replaces: ascii } } as const

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
function neededCapability(rule: string, name: string, element: string, why: string): RuleExample {
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

export const dialectExamples: readonly RuleExample[] = [
  {
    rule: 'dia-base-unknown',
    why: 'With a base that does not exist the connector does not load. Tableau may know more dialects than the documentation lists, so this is only a warning.',
    file,
    wrong: '<dialect name="Brook" class="brook_jdbc" base="Postgres90Dialect" version="18.1">',
    right: '<dialect name="Brook" class="brook_jdbc" base="PostgreSQL90Dialect" version="18.1">',
    context: { replaces: '<dialect name="Brook" class="brook_jdbc" version="18.1">' },
  },
  {
    rule: 'dia-missing-for-odbc-jdbc',
    why: 'Upon the bare protocols there is no dialect to inherit, so Tableau cannot write a single query.',
    file: 'manifest.xml',
    wrong: '<connection-resolver file="connection-resolver.tdr"/>',
    right: `<connection-resolver file="connection-resolver.tdr"/>
<dialect file="dialect.tdd"/>`,
    context: {
      replaces: '<connection-resolver file="connection-resolver.tdr"/>',
      changes: { 'manifest.xml': [['<dialect file="dialect.tdd"/>', '']] },
    },
  },
  {
    rule: 'dia-version-format',
    why: 'The attribute is no version of your own: it is a release of Tableau, year and quarter, as 18.1 in nearly all dialects.',
    file,
    wrong: '<dialect name="Brook" class="brook_jdbc" version="1.0.0">',
    right: '<dialect name="Brook" class="brook_jdbc" version="18.1">',
    context: { replaces: '<dialect name="Brook" class="brook_jdbc" version="18.1">' },
  },
  {
    rule: 'dia-group-unknown',
    why: 'The group decides where users find a function in the calculation editor, and which rules apply to it.',
    wrong: ascii.replace('"string"', '"text"'),
    right: ascii,
    ...inFunctions,
  },
  {
    rule: 'dia-formula-required',
    why: 'The schema lets a function have no formula, but then Tableau has nothing to write into the query.',
    wrong: `<function group="string" name="ASCII" return-type="int">
  <argument type="str"/>
</function>`,
    right: ascii,
    ...inFunctions,
  },
  {
    rule: 'dia-unagg-non-aggregate',
    why: 'The formula for rows that are not aggregated is asked for only where a function aggregates; elsewhere it is never used.',
    wrong: `<function group="numeric" name="MEDIAN" return-type="real">
  <formula>MEDIAN(%1)</formula>
  <unagg-formula>%1</unagg-formula>
  <argument type="real"/>
</function>`,
    right: `<function group="aggregate" name="MEDIAN" return-type="real">
  <formula>MEDIAN(%1)</formula>
  <unagg-formula>%1</unagg-formula>
  <argument type="real"/>
</function>`,
    ...inFunctions,
  },
  {
    rule: 'dia-formula-part',
    why: 'Tableau takes the formula whose part is the one that the user chose. One for a part that does not exist is never taken.',
    wrong: `<date-function name="DATEADD" return-type="date">
  <formula part="years">%3 + INTERVAL %2 YEAR</formula>
  <argument type="localstr"/>
  <argument type="localint"/>
  <argument type="date"/>
</date-function>`,
    right: `<date-function name="DATEADD" return-type="date">
  <formula part="year">%3 + INTERVAL %2 YEAR</formula>
  <argument type="localstr"/>
  <argument type="localint"/>
  <argument type="date"/>
</date-function>`,
    ...inFunctions,
  },
  {
    rule: 'dia-placeholder-range',
    why: 'A placeholder without an argument reaches the database as it stands, and the query fails. An argument that no formula uses is most likely forgotten.',
    wrong: `<function group="numeric" name="DIV" return-type="int">
  <formula>DIV(%0, %1)</formula>
  <argument type="int"/>
  <argument type="int"/>
</function>`,
    right: `<function group="numeric" name="DIV" return-type="int">
  <formula>DIV(%1, %2)</formula>
  <argument type="int"/>
  <argument type="int"/>
</function>`,
    ...inFunctions,
  },
  {
    rule: 'dia-duplicate-overload',
    why: 'Two definitions for the same arguments exclude each other, and which one counts is not said.',
    wrong: `${ascii}\n<function group="string" name="ASCII" return-type="int">
  <formula>ORD(%1)</formula>
  <argument type="str"/>
</function>`,
    right: ascii,
    ...inFunctions,
  },
  {
    rule: 'dia-date-function-format',
    why: 'The schema accepts DATEFORMAT, the documentation does not mention it: it may have no effect, or lose it.',
    wrong: `<date-function name="DATEFORMAT" return-type="str">
  <formula>TO_CHAR(%1, %2)</formula>
  <argument type="date"/>
  <argument type="localstr"/>
</date-function>`,
    right: `<function group="cast" name="STR" return-type="str">
  <formula>TO_CHAR(%1)</formula>
  <argument type="date"/>
</function>`,
    ...inFunctions,
  },
  {
    rule: 'dia-start-of-week-overload',
    why: 'Users may let weeks start on any day. Tableau then looks for a definition that takes the day as its last argument, and without one the calculation fails.',
    wrong: `<date-function name="DATETRUNC" return-type="date">
  <formula part="week">TRUNC_WEEK(%2)</formula>
  <argument type="localstr"/>
  <argument type="date"/>
</date-function>`,
    right: `<date-function name="DATETRUNC" return-type="date">
  <formula part="week">TRUNC_WEEK(%2)</formula>
  <argument type="localstr"/>
  <argument type="date"/>
</date-function>
<date-function name="DATETRUNC" return-type="date">
  <formula part="week">TRUNC_WEEK(%2, %3)</formula>
  <argument type="localstr"/>
  <argument type="date"/>
  <argument type="localstr"/>
</date-function>`,
    ...inFunctions,
  },
  {
    rule: 'dia-dateparse-map',
    why: 'Users write formats such as `dd.MM.yyyy`. Without a map the database gets them as they are, and few databases read the same tokens.',
    file,
    wrong: quotes,
    right: `<icu-date-token-map>
  <token key="yyyy" value="YYYY"/>
  <token key="MM" value="MM"/>
  <token key="dd" value="DD"/>
</icu-date-token-map>
${quotes}`,
    context: {
      replaces: quotes,
      changes: {
        [file]: [
          [
            '</function-map>',
            `<date-function name="DATEPARSE" return-type="datetime">
      <formula>TO_TIMESTAMP(%2, %1)</formula>
      <argument type="localstr"/>
      <argument type="str"/>
    </date-function>
    </function-map>`,
          ],
        ],
      },
    },
  },
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
