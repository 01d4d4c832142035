import type { RuleExample } from '../rule-example.ts'

const file = 'dialect.tdd'

const ascii = `<function group="string" name="ASCII" return-type="int">
      <formula>CODEPOINT(%1)</formula>
      <argument type="str"/>
    </function>`

/** Where the snippet is a function. */
const inFunctions = { file, context: { replaces: ascii } } as const

const quotes = '<id-quotes value="&quot;"/>'

/** The rules on functions. */
export const functionExamples: readonly RuleExample[] = [
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
]
