import { fullDocuments, minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { definition, found, manifestWith, withDialect } from '../testing/dialect-connector.ts'
import { ruleFindings, runRules } from '../testing/rule-findings.ts'
import { rulesCalled } from '../testing/rules-called.ts'

const dialectRules = rulesCalled('dia-')

describe('dialects', () => {
  it('have no fault in the minimal connector', async () => {
    expect(await ruleFindings(dialectRules, minimalConnector())).toEqual([])
  })

  it('tell what is odd about a document that uses everything', async () => {
    const files = minimalConnector({
      'dialect.tdd': fullDocuments.dialect[0].replace('class="brook"', 'class="brook_jdbc"'),
    })
    expect([...new Set((await runRules(dialectRules, files)).map(({ rule }) => rule))]).toEqual([
      'dia-base-types',
      'dia-bool-value-cap',
      'dia-create-table-cap',
      'dia-create-table-tokens',
      'dia-date-function-type',
      'dia-drop-table-cap',
      'dia-drop-table-token',
      'dia-formula-part',
      'dia-literal-formula',
      'dia-placeholder-range',
      'dia-since',
      'dia-unagg-non-aggregate',
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
    const other = withDialect({ root: 'version="18.1" base="SQL92Dialect"' })
    expect((await runRules(dialectRules, other))[0]?.help).toContain('The documentation lists')
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
    // As in the function map of the SDK.
    ['function group="string" name="SPLIT" return-type="str"', 'str localstr localint', '', []],
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
    [string, 'str', '<formula part="iso-week">%1</formula>', ['dia-since info 3:62']],
    [string, 'str', '<formula>%1 %2</formula>', ['dia-placeholder-range warning 3:53']],
    [string, '', '<formula>%1</formula>', ['dia-placeholder-range warning 3:53']],
    // One mistake is one finding.
    [string, 'str', '<formula>F(%2)</formula>', ['dia-placeholder-range warning 3:53']],
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
    const again = (change: string, changed: string): string =>
      `${define('str')}\n${replaceIn(define('str'), change, changed)}`
    expect(await found({ functions: again('%1<', 'F(%1)<') })).toEqual([
      'dia-duplicate-overload warning 4:26',
    ])
    // It does not matter which of the two counts.
    expect(await found({ functions: again('%1', '%1') })).toEqual(['dia-duplicate-overload info 4:26'])
    expect(await found({ functions: `${define('str')}\n${define('int')}` })).toEqual([])
  })

  it.each([
    ['return-type="str"', 'return-type="int"'],
    ['group="string"', 'group="numeric"'],
  ])(
    'dia-duplicate-overload: %s and %s tell definitions apart, as in the function map of the SDK',
    async (one, other) => {
      const first = definition(string, 'str', '<formula>%1</formula>')
      const second = replaceIn(first, one, other).replace('%1', 'F(%1)')
      expect(await found({ functions: `${first}\n${second}` })).toEqual([])
    },
  )

  it.each([
    ['DATEPART', 'localstr date', '', ['dia-start-of-week-overload info 3:16']],
    ['DATEPART', 'localstr date', 'version="18.1" base="DB2Dialect"', []],
    ['DATEFORMAT', 'date localstr', '', ['dia-date-function-format info 3:16']],
    ['DATEPARSE', 'localstr str', '', ['dia-dateparse-map info 3:16']],
    ['DATEPARSE', 'localstr str', 'version="18.1" base="DB2Dialect"', []],
  ])('date function %s(%s) %s', async (name, types, root, expected) => {
    const head = `date-function name="${name}" return-type="int"`
    expect(await found({ functions: definition(head, types, '<formula>D(%2)</formula>'), root })).toEqual(
      expected,
    )
  })

  it.each([
    ['DATETRUNC', 'date', ['dia-date-function-type warning 3:33']],
    ['DATETRUNC', 'datetime', []],
    ['DATEADD', 'int', ['dia-date-function-type warning 3:31']],
    ['DATENAME', 'str', []],
    ['DATEDIFF', 'real', ['dia-date-function-type warning 3:32']],
    ['DATEFORMAT', 'str', []],
  ])('dia-date-function-type: %s returns %s', async (name, type, expected) => {
    const head = `date-function name="${name}" return-type="${type}"`
    const all = await found({
      functions: definition(head, 'localstr localint datetime', '<formula>D(%2)</formula>'),
    })
    expect(all.filter((finding) => finding.startsWith('dia-date-function-type'))).toEqual(expected)
  })

  const forParts = (...parts: string[]): string =>
    parts.map((part) => `<formula part="${part}">D(%2)</formula>`).join('')
  const all = ['year', 'quarter', 'month', 'week', 'day', 'dayofyear', 'weekday', 'hour', 'minute', 'second']

  it.each([
    [forParts(...all), 'localstr datetime', undefined],
    [forParts(...all.slice(2)), 'localstr datetime', 'DATEPART has no formula for year, quarter'],
    [`${forParts('month')}<formula>D(%2)</formula>`, 'localstr datetime', undefined],
    // Asked for weeks only.
    [forParts('week'), 'localstr datetime localstr', undefined],
  ])('dia-date-parts-missing: %s of %s', async (formulas, types, expected) => {
    const head = 'date-function name="DATEPART" return-type="int"'
    const files = withDialect({ functions: definition(head, types, formulas) })
    const found = (await runRules(dialectRules, files)).filter(
      ({ rule }) => rule === 'dia-date-parts-missing',
    )
    expect(found.map(({ message }) => message)).toEqual(expected === undefined ? [] : [expected])
  })

  it.each([
    ['', 'DATETRUNC', 'localstr date', undefined],
    ['', 'DATETRUNC', 'localstr datetime', 'DATETRUNC has no formula for hour, minute, second'],
    // An hour can be added to a date.
    ['', 'DATEADD', 'localstr int date', 'DATEADD has no formula for hour, minute, second'],
    // The base may have the others.
    ['version="18.1" base="OracleDialect"', 'DATETRUNC', 'localstr datetime', undefined],
  ])('dia-date-parts-missing: %s %s of %s without times', async (root, name, types, expected) => {
    const head = `date-function name="${name}" return-type="datetime"`
    const files = withDialect({ root, functions: definition(head, types, forParts(...all.slice(0, 7))) })
    const found = (await runRules(dialectRules, files)).filter(
      ({ rule }) => rule === 'dia-date-parts-missing',
    )
    expect(found.map(({ message }) => message)).toEqual(expected === undefined ? [] : [expected])
  })

  it('dia-date-parts-missing: definitions of the same arguments complete each other', async () => {
    const head = 'date-function name="DATEPART" return-type="int"'
    const functions = [all.slice(0, 5), all.slice(5)]
      .map((parts) => definition(head, 'localstr datetime', forParts(...parts)))
      .join('\n')
    expect((await found({ functions })).filter((finding) => finding.includes('missing'))).toEqual([])
  })

  it.each([
    ['(CASE WHEN %1 THEN 1 END', ['dia-formula-unbalanced warning 3:53']],
    ["CONCAT('it''s (', %1)", []],
    ['  ', ['dia-formula-required warning 3:53']],
  ])('a formula of %s', async (formula, expected) => {
    expect(await found({ functions: definition(string, 'str', `<formula>${formula}</formula>`) })).toEqual(
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
