import { describe, expect, it } from 'vitest'
import { found, manifestWith, withCapability } from '../testing/dialect-connector.ts'

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
    ['<format-if-then-else value="IIF_"/>', ['dia-since info 6:22']],
    ['<format-simple-case value="BalancedIF"/>', ['dia-since info 6:21']],
    ['<format-order-by value="AliasNulls"/>', ['dia-since info 6:18']],
    ['<start-of-week-format value="Number"/>', ['dia-since info 6:1']],
    [
      '<supported-joins><part name="Inner"/><part name="Left" value="v"/></supported-joins>',
      ['dia-since info 6:56'],
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
    expect(await found({ format: literal, manifestText: older })).toEqual(['dia-since info 6:14'])
    // The schema of 2020.2 refuses the attribute, whatever stands beside it.
    expect(await found({ format: '<format-true value="1" predicate="2"/>', manifestText: older })).toEqual([
      'dia-since info 6:24',
    ])
    expect(await found({ format: '<format-true value="1"/>', manifestText: older })).toEqual([])
    const prefix = '<format-string-literal value="Standard" unicode-prefix="N"/>'
    expect(await found({ format: prefix, manifestText: older })).toEqual(['dia-since info 6:41'])
  })

  it.each([
    [
      'CAP_CREATE_TEMP_TABLES',
      '<format-create-table><formula>%n</formula><formula>%f</formula></format-create-table>',
      'dia-create-table-cap info 6:1',
    ],
    [
      'CAP_SELECT_INTO',
      '<format-select><part name="Into" value="INTO %1"/></format-select>',
      'dia-select-into-cap info 6:16',
    ],
    [
      'CAP_TEMP_TABLES_NOT_SESSION_SCOPED',
      '<format-drop-table><formula>DROP %1</formula></format-drop-table>',
      'dia-drop-table-cap info 6:1',
    ],
    [
      'CAP_QUERY_BOOLEXPR_TO_INTEXPR',
      '<format-bool-as-value value="TrueFirst"/>',
      'dia-bool-value-cap info 6:1',
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
