import { fullDocuments, minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { ruleFindings, runRules } from '../testing/rule-findings.ts'
import { dialectRules } from './index.ts'

const { 'manifest.xml': manifest } = minimalConnector()

/** The connector with this dialect; what is given stands on lines of its own: functions from 3, format from 6 on. */
function withDialect({
  functions = '',
  format = '',
  root = '',
  manifestText = manifest,
}): Record<string, string> {
  const dialect = `<dialect name="B" class="brook_jdbc" ${root === '' ? 'version="18.1"' : root}>
<function-map>
${functions}
</function-map>
<sql-format>
${format}
</sql-format>
</dialect>`
  return minimalConnector({ 'dialect.tdd': dialect, 'manifest.xml': manifestText })
}

/** `rule severity line:column` of what is found in the dialect. */
async function found(parts: Parameters<typeof withDialect>[0]): Promise<string[]> {
  const all = await ruleFindings(dialectRules, withDialect(parts))
  return all.map((finding) => finding.replace('dialect.tdd:', ''))
}

function manifestWith(part: string, replacement: string): string {
  return replaceIn(manifest, part, replacement)
}

function withCapability(name: string, value = 'yes'): string {
  return manifestWith('<customizations>', `<customizations><customization name="${name}" value="${value}"/>`)
}

/** A function with its arguments by type. */
function definition(head: string, types: string, formulas: string): string {
  const given = types.split(' ').filter((type) => type !== '')
  const [element] = head.split(' ')
  return `<${head}>${formulas}${given.map((type) => `<argument type="${type}"/>`).join('')}</${element}>`
}

describe('dialects', () => {
  it('have no fault in the minimal connector', async () => {
    expect(await ruleFindings(dialectRules, minimalConnector())).toEqual([])
  })

  it('tell what is odd about a document that uses everything', async () => {
    const files = minimalConnector({
      'dialect.tdd': fullDocuments.dialect[0].replace('class="brook"', 'class="brook_jdbc"'),
    })
    expect([...new Set((await runRules(dialectRules, files)).map(({ rule }) => rule))]).toEqual([
      'dia-unagg-non-aggregate',
      'dia-formula-part',
      'dia-placeholder-range',
      'dia-literal-formula',
      'dia-create-table-tokens',
      'dia-create-table-cap',
      'dia-drop-table-token',
      'dia-drop-table-cap',
      'dia-bool-value-cap',
      'dia-since',
      'dia-base-types',
    ])
  })

  it.each(['<dialect/>', '<tdr/>', '<dialect><function-map><function/></function-map></dialect>'])(
    'may be anything: %s',
    async (dialect) => {
      const rules = (await runRules(dialectRules, minimalConnector({ 'dialect.tdd': dialect }))).map(
        ({ rule }) => rule,
      )
      expect(rules).toEqual(dialect.includes('function') ? ['dia-formula-required'] : [])
    },
  )
})

describe('the root', () => {
  it.each([
    ['version="18.1" base="PostgreSQL90Dialect"', []],
    ['version="18.1" base="DefaultSQLDialect"', []],
    ['version="18.1" base="PostgresSQL90Dialect"', ['dia-base-unknown warning 1:53']],
    ['version="18.1" base=""', ['dia-base-unknown warning 1:53']],
    ['version="20.4"', []],
    ['version="1.0.0"', ['dia-version-format info 1:38']],
    ['version="2020.4"', ['dia-version-format info 1:38']],
    ['version="x"', []],
  ])('%s', async (root, expected) => {
    expect(await found({ root })).toEqual(expected)
  })

  it('dia-base-unknown: suggests what was meant', async () => {
    const files = withDialect({ root: 'version="18.1" base="SnowFlakeDialekt"' })
    expect((await runRules(dialectRules, files))[0]?.help).toBe('Did you mean `SnowflakeDialect`?')
  })

  it.each([
    ['jdbc', ['dia-missing-for-odbc-jdbc error manifest.xml:2:38']],
    [' odbc ', ['dia-missing-for-odbc-jdbc error manifest.xml:2:38']],
    ['mysql_odbc', []],
  ])('dia-missing-for-odbc-jdbc: %s', async (superclass, expected) => {
    const text = replaceIn(
      manifestWith('<dialect file="dialect.tdd"/>', ''),
      'superclass="jdbc"',
      `superclass="${superclass}"`,
    )
    expect(await ruleFindings(dialectRules, minimalConnector({ 'manifest.xml': text }))).toEqual(expected)
  })
})

describe('functions', () => {
  const string = 'function group="string" name="F" return-type="str"'
  const date = 'date-function name="DATEPART" return-type="int"'

  it.each([
    ['string, aggregate', []],
    ['String', ['dia-group-unknown warning 3:11']],
    ['', ['dia-group-unknown warning 3:11']],
    ['string,', ['dia-group-unknown warning 3:11']],
  ])('dia-group-unknown: "%s"', async (group, expected) => {
    const head = `function group="${group}" name="F" return-type="str"`
    expect(await found({ functions: definition(head, '', '<formula>F()</formula>') })).toEqual(expected)
  })

  it.each([
    [string, '', '', ['dia-formula-required warning 3:1']],
    // The schema asks it of date functions.
    [date, 'localstr date', '', ['dia-start-of-week-overload info 3:16']],
    [
      string,
      'str',
      '<formula>%1</formula><unagg-formula>%1</unagg-formula>',
      ['dia-unagg-non-aggregate warning 3:74'],
    ],
    [
      string.replace('string', 'string, aggregate'),
      'str',
      '<formula>%1</formula><unagg-formula>%1</unagg-formula>',
      [],
    ],
    [string, 'str', '<formula part="weeks">%1</formula>', ['dia-formula-part warning 3:62']],
    [string, 'str', '<formula part="iso-week">%1</formula>', []],
    [string, 'str', '<formula>%1 %2</formula>', ['dia-placeholder-range warning 3:53']],
    [string, '', '<formula>%1</formula>', ['dia-placeholder-range warning 3:53']],
    [string, 'str str', '<formula>F(%1)</formula>', ['dia-placeholder-range warning 3:99']],
    [string, 'str str', '<formula>%1</formula><formula>%2</formula>', []],
    [string, 'str str', '<formula>NULL</formula>', []],
    [string, 'str localstr', '<formula>%1</formula>', []],
    [string, 'str', "<formula>%1 || '%%2 %0 %Y'</formula>", []],
    [date, 'localstr date localstr', '<formula part="week">WEEK(%2)</formula>', []],
    [
      date,
      'localstr date localstr',
      '<formula part="week">WEEK(%4)</formula>',
      ['dia-placeholder-range warning 3:50'],
    ],
  ])('<%s> of %s with %s', async (head, types, formulas, expected) => {
    expect(await found({ functions: definition(head, types, formulas) })).toEqual(expected)
  })

  it('dia-duplicate-overload: the same name with the same types', async () => {
    const formula = '<formula>%1</formula>'
    const define = (types: string): string => definition(string, types, formula.repeat(types === '' ? 0 : 1))
    const same = `${define('str')}\n${define('str')}`
    expect(await found({ functions: same })).toEqual(['dia-duplicate-overload warning 4:26'])
    expect(await found({ functions: `${define('str')}\n${define('int')}` })).toEqual([])
  })

  it.each([
    ['DATEPART', 'localstr date', '', ['dia-start-of-week-overload info 3:16']],
    ['DATEPART', 'localstr date', 'version="18.1" base="DB2Dialect"', []],
    ['DATEADD', 'localstr localint date', '', []],
    ['DATEFORMAT', 'date localstr', '', ['dia-date-function-format info 3:16']],
    ['DATEPARSE', 'localstr str', '', ['dia-dateparse-map info 3:16']],
    ['DATEPARSE', 'localstr str', 'version="18.1" base="DB2Dialect"', []],
  ])('date function %s(%s) %s', async (name, types, root, expected) => {
    const head = `date-function name="${name}" return-type="int"`
    expect(await found({ functions: definition(head, types, '<formula>D(%2)</formula>'), root })).toEqual(
      expected,
    )
  })

  it('date functions with all that they need', async () => {
    const define = (name: string, types: string): string =>
      definition(`date-function name="${name}" return-type="int"`, types, '<formula>D(%2)</formula>')
    const functions = [
      define('DATEPART', 'localstr date'),
      define('DATEPART', 'localstr date localstr'),
      define('DATEPARSE', 'localstr str'),
    ].join('\n')
    expect(await found({ functions, format: '<icu-date-token-map/>' })).toEqual([])
  })
})

describe('the format of SQL', () => {
  it.each([
    ['<format-date-literal formula="DATE" format="y"/>', ['dia-literal-formula warning 6:22']],
    [`<format-datetime-literal formula="DATE '%1'"/>`, ['dia-literal-formula warning 6:1']],
    [`<format-date-literal formula="DATE '%1'" format="y"/>`, []],
    ['<format-is-distinct value="NoNullCheck"/>', ['dia-nonullcheck warning 6:21']],
    ['<format-is-distinct value="Keyword"/>', []],
    ['<base-types><local-type name="int" value="i"/></base-types>', ['dia-base-types info 6:1']],
    [
      '<format-null><local-type name="int" value="i"/><local-type name="int" value="j"/></format-null>',
      ['dia-local-type-duplicate warning 6:60'],
    ],
    [
      '<date-parts><date-part-group/><date-part-group/></date-parts>',
      ['dia-local-type-duplicate warning 6:31'],
    ],
    [
      '<date-parts><date-part-group/><date-part-group><date-function name="DATEADD"/></date-part-group></date-parts>',
      [],
    ],
    // Since 2020.3, as are connection fields.
    ['<format-true value="1"/>', ['dia-bool-legacy-value info 6:14']],
    ['<format-true value="1" predicate="1=1"/>', []],
    ['<format-true literal="1" predicate="1=1"/>', []],
    ['<format-string-literal value="Standard" unicode-prefix="N"/>', []],
    ['<format-if-then-else value="IIF"/>', []],
    ['<format-if-then-else value="IIF_"/>', ['dia-since warning 6:22']],
    ['<format-simple-case value="BalancedIF"/>', ['dia-since warning 6:21']],
    ['<format-order-by value="AliasNulls"/>', ['dia-since warning 6:18']],
    ['<start-of-week-format value="Number"/>', ['dia-since warning 6:1']],
    [
      '<supported-joins><part name="Inner"/><part name="Left" value="v"/></supported-joins>',
      ['dia-since warning 6:56'],
    ],
  ])('%s', async (format, expected) => {
    expect(await found({ format })).toEqual(expected)
  })

  it('dia-since: a higher min-version-tableau, and an older one without connection fields', async () => {
    const format = '<format-if-then-else value="IIF_"/>'
    const younger = manifestWith(' version="18.1"', ' version="18.1" min-version-tableau="2021.3"')
    expect(await found({ format, manifestText: younger })).toEqual([])
    const older = manifestWith('<connection-fields file="connection-fields.xml"/>', '')
    const literal = '<format-true literal="1"/>'
    expect(await found({ format: literal, manifestText: older })).toEqual(['dia-since warning 6:14'])
    expect(await found({ format: '<format-true value="1" predicate="2"/>', manifestText: older })).toEqual([])
    expect(await found({ format: '<format-true value="1"/>', manifestText: older })).toEqual([])
    const prefix = '<format-string-literal value="Standard" unicode-prefix="N"/>'
    expect(await found({ format: prefix, manifestText: older })).toEqual(['dia-since warning 6:41'])
  })

  it.each([
    [
      'CAP_CREATE_TEMP_TABLES',
      '<format-create-table><formula>%n</formula><formula>%f</formula></format-create-table>',
      'dia-create-table-cap warning 6:1',
    ],
    [
      'CAP_SELECT_INTO',
      '<format-select><part name="Into" value="INTO %1"/></format-select>',
      'dia-select-into-cap warning 6:16',
    ],
    [
      'CAP_TEMP_TABLES_NOT_SESSION_SCOPED',
      '<format-drop-table><formula>DROP %1</formula></format-drop-table>',
      'dia-drop-table-cap warning 6:1',
    ],
    [
      'CAP_QUERY_BOOLEXPR_TO_INTEXPR',
      '<format-bool-as-value value="TrueFirst"/>',
      'dia-bool-value-cap warning 6:1',
    ],
  ])('needs %s', async (capability, format, finding) => {
    const silent = manifestWith('<customization name="CAP_SELECT_INTO" value="no"/>', '')
    const on = withCapability(capability)
    expect(await found({ format, manifestText: silent })).toEqual([finding])
    expect(await found({ format, manifestText: on })).toEqual([])
    const inherited = silent.replace('superclass="jdbc"', 'superclass="mysql_odbc"')
    expect(await found({ format, manifestText: inherited })).toEqual([])
    const off = withCapability(capability, 'no').replace('superclass="jdbc"', 'superclass="mysql_odbc"')
    expect(await found({ format, manifestText: off })).toEqual([finding])
  })

  it.each([
    ['<format-create-table><formula>CREATE %n (%f)</formula></format-create-table>', 0],
    ['<format-create-table><formula>CREATE %n</formula></format-create-table>', 1],
    ['<format-create-table><formula>CREATE</formula><formula>(%f)</formula></format-create-table>', 1],
    ['<format-create-table/>', 0],
  ])('dia-create-table-tokens: %s', async (format, count) => {
    const all = await found({ format, manifestText: withCapability('CAP_CREATE_TEMP_TABLES') })
    expect(all).toEqual(Array(count).fill('dia-create-table-tokens warning 6:1'))
  })

  it('dia-drop-table-token', async () => {
    const manifestText = withCapability('CAP_TEMP_TABLES_NOT_SESSION_SCOPED')
    const drop = (formula: string): string =>
      `<format-drop-table><formula>${formula}</formula></format-drop-table>`
    expect(await found({ format: drop('DROP TABLE'), manifestText })).toEqual([
      'dia-drop-table-token warning 6:1',
    ])
    expect(await found({ format: drop('DROP TABLE %1'), manifestText })).toEqual([])
  })
})
