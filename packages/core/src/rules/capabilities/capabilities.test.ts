import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { ruleFindings, runRules } from '../testing/rule-findings.ts'
import { rulesCalled } from '../testing/rules-called.ts'
import { knownCapabilities } from './capability-table.ts'

const capabilitiesRules = rulesCalled('cap-')

const { 'manifest.xml': manifest, 'dialect.tdd': dialect } = minimalConnector()

/** The connector with these customizations, the first one on line 12. */
function withCustomizations(lines: readonly string[], superclass = 'jdbc'): Record<string, string> {
  const list = lines.join('\n')
  const text = replaceIn(manifest, '      <customization name="CAP_SELECT_INTO" value="no"/>', list)
    // What the lines set is not set again.
    .split('\n')
    .filter((line) => !(line.startsWith('      <customization ') && list.includes(nameOf(line))))
    .join('\n')
  return minimalConnector({ 'manifest.xml': text.replace('superclass="jdbc"', `superclass="${superclass}"`) })
}

function nameOf(line: string): string {
  return /name="[^"]*"/.exec(line)?.[0] ?? ''
}

/** `NAME=value`, several separated by blanks. */
function settings(list: string): string[] {
  return list.split(' ').map((setting) => {
    const [name, value] = setting.split('=')
    return `<customization name="CAP_${name}" value="${value}"/>`
  })
}

/** `rule severity line:column` for the customizations. */
async function found(lines: readonly string[], superclass?: string): Promise<string[]> {
  const all = await ruleFindings(capabilitiesRules, withCustomizations(lines, superclass))
  return all.map((finding) => finding.replace('manifest.xml:', ''))
}

describe('the table of capabilities', () => {
  it('knows them all, with default, recommendation and release', () => {
    expect(knownCapabilities().size).toBe(242)
    expect(knownCapabilities().get('CAP_QUERY_TOP_0_METADATA')).toEqual({
      section: 'Metadata',
      default: 'no',
      recommended: undefined,
      since: undefined,
    })
    expect(knownCapabilities().get('CAP_JDBC_USE_ADAPTIVE_FETCH_SIZE')).toEqual({
      section: 'JDBC',
      default: 'yes',
      recommended: undefined,
      since: '2020.4',
    })
    for (const [name, { since }] of knownCapabilities()) {
      expect(name).toMatch(/^CAP_[A-Z0-9_]+$/)
      expect(since ?? '2020.1').toMatch(/^20\d\d\.[1-4]$/)
    }
  })
})

describe('capabilities', () => {
  it('has nothing against the minimal connector', async () => {
    expect(await ruleFindings(capabilitiesRules, minimalConnector())).toEqual([])
  })

  it.each([
    ['CAP_QUERY_TOPN', 'Did you mean `CAP_QUERY_TOP_N`?'],
    ['QUERY_TOP_N', 'Did you mean `CAP_QUERY_TOP_N`?'],
    ['cap_query_top_n', 'Did you mean `CAP_QUERY_TOP_N`?'],
    ['CAP_ODBC_METADATA_SUPRESS_SELECT_STAR', 'Did you mean `CAP_ODBC_METADATA_SUPPRESS_SELECT_STAR`?'],
  ])('cap-unknown: %s', async (name, help) => {
    const line = `<customization name="${name}" value="yes"/>`
    expect(await runRules(capabilitiesRules, withCustomizations([line]))).toMatchObject([
      { rule: 'cap-unknown', severity: 'warning', line: 12, column: 16, help },
    ])
  })

  // Tableau knows more capabilities than it documents.
  it.each(['x', 'CAP_EQUIJOINS_ONLY', 'CAP_ODBC_USE_NATIVE_PROTOCOL', 'CAP_QUERY_SUPPORTS_LODJOINS'])(
    'cap-unknown: a note about %s',
    async (name) => {
      const line = `<customization name="${name}" value="yes"/>`
      expect(await runRules(capabilitiesRules, withCustomizations([line]))).toMatchObject([
        { rule: 'cap-unknown', severity: 'info', message: `the capability \`${name}\` is not documented` },
      ])
    },
  )

  it.each(['CAP_SUPPRESS_DISCOVERY_QUERIES', 'CAP_QUERY_TOPSTYLE_LIMIT', 'CAP_SUPPRESS_DISPLAY_LIMITATIONS'])(
    'cap-unknown: %s stands in Tableau’s help on .tdc files',
    async (name) => {
      expect(await found([`<customization name="${name}" value="yes"/>`])).toEqual([])
    },
  )

  it('cap-recommended: what is recommended, off by default and not set, in one note', async () => {
    const files = minimalConnector()
    const list = ['GROUP_BY_DEGREE', 'TOP_N'].map(
      (name) => `      <customization name="CAP_QUERY_${name}" value="yes"/>\n`,
    )
    for (const line of list) files['manifest.xml'] = replaceIn(files['manifest.xml'], line, '')
    expect(await runRules(capabilitiesRules, files)).toMatchObject([
      {
        rule: 'cap-recommended',
        severity: 'info',
        line: 11,
        message:
          'recommended but off by default, and not set: `CAP_QUERY_GROUP_BY_DEGREE`, `CAP_QUERY_TOP_N`',
      },
    ])
    // Another superclass may set them.
    files['manifest.xml'] = replaceIn(files['manifest.xml'], 'superclass="jdbc"', 'superclass="mysql_odbc"')
    expect(await ruleFindings(capabilitiesRules, files)).toEqual([])
  })

  it('cap-unknown: stays quick with thousands of unknown names', async () => {
    const lines = Array.from(
      { length: 3000 },
      (_, index) => `<customization name="CAP_X${index}" value="yes"/>`,
    )
    expect(await found(lines)).toHaveLength(3000)
  }, 2000)

  it.each([
    // What an ODBC driver says about itself may be corrected as well.
    ['<customization name="SQL_MAX_IDENTIFIER_LEN" value="64"/>', []],
    ['<customization name="CAP_FAST_METADATA" value="true"/>', ['cap-value warning 12:41']],
    ['<customization name="CAP_FAST_METADATA" value="YES"/>', ['cap-value warning 12:41']],
    ['<customization name="CAP_EXTRACT_ONLY" value=""/>', ['cap-value warning 12:40']],
    ['<customization name="CAP_EXTRACT_ONLY"/>', ['cap-missing-attr warning 12:1']],
    ['<customization value="yes"/>', ['cap-missing-attr warning 12:1']],
    ['<customization name="" value="yes"/>', ['cap-missing-attr warning 12:1']],
    ['<customization/>', ['cap-missing-attr warning 12:1']],
  ])('%s', async (line, expected) => {
    expect(await found([line])).toEqual(expected)
  })

  it.each([
    ['FAST_METADATA=yes FAST_METADATA=no', 'jdbc', ['cap-duplicate warning 13:16']],
    // It does not matter which of the two counts.
    ['FAST_METADATA=yes FAST_METADATA=yes', 'jdbc', ['cap-duplicate info 13:16']],
    // Whoever sets a capability has decided.
    ['QUERY_GROUP_BY_ALIAS=yes QUERY_TOP_N=no', 'odbc', []],
    ['QUERY_GROUP_BY_ALIAS=no QUERY_TOP_N=yes QUERY_TOP_0_METADATA=yes', 'odbc', []],
    // Connection fields ask for 2020.3 already.
    ['JDBC_QUERY_DISABLE_AUTO_COMMIT=yes SUPPORTS_INITIAL_SQL=yes', 'jdbc', ['cap-since warning 12:16']],
    ['JDBC_QUERY_DISABLE_AUTO_COMMIT=no', 'jdbc', []],
    [
      'ODBC_CURSOR_STATIC=yes ODBC_NONSENSICAL=yes',
      'jdbc',
      ['cap-unknown info 13:16', 'cap-wrong-protocol warning 12:16'],
    ],
    // Neither its release nor the recommendation matters there.
    ['JDBC_SET_CLIENT_INFO=yes', 'odbc', ['cap-wrong-protocol warning 12:16']],
    ['JDBC_EXPORT_DATA_BATCH=no', 'mysql_odbc', ['cap-wrong-protocol warning 12:16']],
    ['JDBC_SET_CLIENT_INFO=no', 'odbc', ['cap-wrong-protocol warning 12:16']],
    ['ODBC_CURSOR_STATIC=yes JDBC_SET_CLIENT_INFO=no', 'constructor', []],
    [
      'ISOLATION_LEVEL_SERIALIZABLE=yes ISOLATION_LEVEL_READ_COMMITTED=yes SET_ISOLATION_LEVEL_VIA_ODBC_API=yes',
      'odbc',
      ['cap-isolation-single error 13:58'],
    ],
    ['ISOLATION_LEVEL_SERIALIZABLE=yes', 'odbc', ['cap-isolation-via error 12:16']],
    ['ISOLATION_LEVEL_SERIALIZABLE=no', 'odbc', []],
    [
      'ISOLATION_LEVEL_SERIALIZABLE=yes SET_ISOLATION_LEVEL_VIA_SQL=yes',
      'odbc',
      ['cap-isolation-via warning 13:16'],
    ],
    ['QUERY_SUBQUERIES=no', 'odbc', ['cap-subquery-or-temp warning 12:44']],
    ['QUERY_SUBQUERIES=no SELECT_INTO=yes', 'odbc', []],
    ['QUERY_SUBQUERIES=no CREATE_TEMP_TABLES=yes', 'odbc', []],
    ['JDBC_QUERY_CANCEL=yes', 'jdbc', ['cap-jdbc-cancel-async warning 12:16']],
    ['JDBC_QUERY_CANCEL=yes JDBC_QUERY_ASYNC=yes', 'jdbc', []],
    ['JDBC_METADATA_SUPPRESS_PREPARED_QUERY=yes', 'jdbc', ['cap-jdbc-cancel-async warning 12:16']],
    ['ODBC_METADATA_SUPPRESS_PREPARED_QUERY=yes', 'odbc', []],
    [
      'ODBC_METADATA_SUPPRESS_PREPARED_QUERY=yes ODBC_METADATA_SUPPRESS_EXECUTED_QUERY=yes',
      'odbc',
      ['cap-odbc-metadata-none warning 13:65'],
    ],
    [
      'ODBC_FETCH_BUFFERS_SIZE_SMALL=yes ODBC_FETCH_BUFFERS_SIZE_MEDIUM=yes ODBC_EXPORT_BUFFERS_SIZE_SMALL=yes',
      'odbc',
      ['cap-buffer-sizes warning 13:58'],
    ],
    ['ODBC_FETCH_BUFFERS_SIZE_SMALL=yes ODBC_FETCH_BUFFERS_SIZE_MEDIUM=no', 'odbc', []],
    ['EXTRACT_ONLY=yes', 'jdbc', ['cap-extract-only-refresh warning 12:16']],
    ['EXTRACT_ONLY=yes EXTRACT_ONLY_REFRESH=no', 'jdbc', []],
    ['EXTRACT_ONLY=yes EXTRACT_ONLY_REFRESH=yes', 'jdbc', []],
    ['EXTRACT_ONLY_REFRESH=yes', 'jdbc', ['cap-extract-only-refresh warning 12:16']],
    ['QUERY_TOPSTYLE_LIMIT=yes QUERY_TOPSTYLE_TOP=no', 'jdbc', []],
    ['QUERY_TOPSTYLE_LIMIT=yes QUERY_TOPSTYLE_TOP=yes', 'odbc', ['cap-topstyle-single warning 13:16']],
    ['QUERY_TOPSTYLE_TOP=yes QUERY_TOP_N=no', 'odbc', ['cap-topstyle-single warning 12:16']],
    ['QUERY_TOPSTYLE_TOP=no QUERY_TOP_N=no', 'odbc', []],
  ])('%s in %s', async (list, superclass, expected) => {
    expect(await found(settings(list), superclass)).toEqual(expected)
  })

  it('cap-since: asks for a higher min-version-tableau', async () => {
    const files = withCustomizations(settings('JDBC_QUERY_DISABLE_AUTO_COMMIT=yes'))
    const [finding] = await runRules(capabilitiesRules, files)
    expect(finding?.help).toContain('min-version-tableau="2020.4"')
    files['manifest.xml'] = replaceIn(
      files['manifest.xml'],
      ' version="18.1"',
      ' version="18.1" min-version-tableau="2020.4"',
    )
    expect(await runRules(capabilitiesRules, files)).toEqual([])
  })

  it.each([
    replaceIn(dialect, '<id-quotes', '<format-set-isolation-level value="SET"/><id-quotes'),
    replaceIn(dialect, 'name="Brook"', 'name="Brook" base="DB2Dialect"'),
  ])('cap-isolation-via: the SQL may come from the dialect or its base', async (text) => {
    const files = withCustomizations(
      settings('ISOLATION_LEVEL_SERIALIZABLE=yes SET_ISOLATION_LEVEL_VIA_SQL=yes'),
      'odbc',
    )
    expect(await ruleFindings(capabilitiesRules, { ...files, 'dialect.tdd': text })).toEqual([])
  })
})
