import type { RuleExample } from '../rule-example.ts'

const minimalSetting = '<customization name="CAP_SELECT_INTO" value="no"/>'

const inManifest = { file: 'manifest.xml', context: { replaces: minimalSetting } } as const

const asOdbc = [['superclass="jdbc"', 'superclass="odbc"']] as const

const inOdbcManifest = {
  file: 'manifest.xml',
  context: {
    replaces: minimalSetting,
    changes: {
      'manifest.xml': asOdbc,
      'connection-resolver.tdr': [
        [
          '</tdr>',
          '<driver-resolver><driver-match><driver-name type="exact">Brook</driver-name></driver-match></driver-resolver></tdr>',
        ],
      ],
    },
  },
} as const

export const capabilitiesExamples: readonly RuleExample[] = [
  {
    rule: 'cap-unknown',
    why: 'Tableau ignores a capability that it does not know, so the setting has no effect and nothing says so.',
    wrong: '<customization name="CAP_QUERY_TOPN" value="yes"/>',
    right: '<customization name="CAP_QUERY_TOP_N" value="yes"/>',
    ...inManifest,
  },
  {
    rule: 'cap-value',
    why: 'The documentation knows `yes` and `no` only; what Tableau makes of any other value is not said.',
    wrong: '<customization name="CAP_CREATE_TEMP_TABLES" value="true"/>',
    right: '<customization name="CAP_CREATE_TEMP_TABLES" value="yes"/>',
    ...inManifest,
  },
  {
    rule: 'cap-missing-attr',
    why: 'The schema accepts a customization without a name or a value, but it sets nothing.',
    wrong: '<customization name="CAP_CREATE_TEMP_TABLES"/>',
    right: '<customization name="CAP_CREATE_TEMP_TABLES" value="yes"/>',
    ...inManifest,
  },
  {
    rule: 'cap-duplicate',
    why: 'Which of two settings counts is not said, and who changes the other one wonders why nothing happens.',
    wrong: `<customization name="CAP_CREATE_TEMP_TABLES" value="yes"/>
<customization name="CAP_CREATE_TEMP_TABLES" value="no"/>`,
    right: '<customization name="CAP_CREATE_TEMP_TABLES" value="yes"/>',
    ...inManifest,
  },
  {
    rule: 'cap-recommended',
    why: 'For some capabilities the documentation recommends one setting whatever the database. The opposite is right only for a database or driver that cannot do otherwise.',
    wrong: '<customization name="CAP_QUERY_ALLOW_PARTIAL_AGGREGATION" value="no"/>',
    right: '<customization name="CAP_QUERY_ALLOW_PARTIAL_AGGREGATION" value="yes"/>',
    ...inManifest,
  },
  {
    rule: 'cap-since',
    why: 'An older Tableau ignores the capability and connects without it. Raise `min-version-tableau` to the release that knows the capability, or do without.',
    wrong: '<customization name="CAP_JDBC_QUERY_DISABLE_AUTO_COMMIT" value="yes"/>',
    right: '<customization name="CAP_SUPPORTS_INITIAL_SQL" value="yes"/>',
    ...inManifest,
  },
  {
    rule: 'cap-wrong-protocol',
    why: 'A connector talks to its driver through either JDBC or ODBC; capabilities of the other one have no effect.',
    wrong: '<customization name="CAP_ODBC_CURSOR_FORWARD_ONLY" value="yes"/>',
    right: '<customization name="CAP_JDBC_QUERY_ASYNC" value="yes"/>',
    ...inManifest,
  },
  {
    rule: 'cap-isolation-single',
    why: 'A connection has one isolation level, so of two that are switched on one is not what the author thinks.',
    wrong: `<customization name="CAP_ISOLATION_LEVEL_READ_COMMITTED" value="yes"/>
<customization name="CAP_ISOLATION_LEVEL_SERIALIZABLE" value="yes"/>
<customization name="CAP_SET_ISOLATION_LEVEL_VIA_ODBC_API" value="yes"/>`,
    right: `<customization name="CAP_ISOLATION_LEVEL_READ_COMMITTED" value="yes"/>
<customization name="CAP_SET_ISOLATION_LEVEL_VIA_ODBC_API" value="yes"/>`,
    ...inOdbcManifest,
  },
  {
    rule: 'cap-isolation-via',
    why: 'Tableau sets an isolation level only where it is told how. By SQL it also needs the statement, from `<format-set-isolation-level>` in the dialect.',
    wrong: '<customization name="CAP_ISOLATION_LEVEL_SERIALIZABLE" value="yes"/>',
    right: `<customization name="CAP_ISOLATION_LEVEL_SERIALIZABLE" value="yes"/>
<customization name="CAP_SET_ISOLATION_LEVEL_VIA_ODBC_API" value="yes"/>`,
    ...inOdbcManifest,
  },
  {
    rule: 'cap-subquery-or-temp',
    why: 'Filters on aggregates, sets and many other questions need a subquery or a temporary table. Without either Tableau shows an error in place of the answer.',
    wrong: '<customization name="CAP_QUERY_SUBQUERIES" value="no"/>',
    right: `<customization name="CAP_QUERY_SUBQUERIES" value="no"/>
<customization name="CAP_CREATE_TEMP_TABLES" value="yes"/>`,
    ...inManifest,
  },
  {
    rule: 'cap-jdbc-cancel-async',
    why: 'Tableau can cancel only a query that it runs asynchronously, and do without prepared queries only where it takes the metadata from a result set.',
    wrong: '<customization name="CAP_JDBC_QUERY_CANCEL" value="yes"/>',
    right: `<customization name="CAP_JDBC_QUERY_ASYNC" value="yes"/>
<customization name="CAP_JDBC_QUERY_CANCEL" value="yes"/>`,
    ...inManifest,
  },
  {
    rule: 'cap-odbc-metadata-none',
    why: 'Tableau learns the columns of custom SQL by preparing the query or by executing it. With both suppressed, custom SQL does not work.',
    wrong: `<customization name="CAP_ODBC_METADATA_SUPPRESS_PREPARED_QUERY" value="yes"/>
<customization name="CAP_ODBC_METADATA_SUPPRESS_EXECUTED_QUERY" value="yes"/>`,
    right: '<customization name="CAP_ODBC_METADATA_SUPPRESS_PREPARED_QUERY" value="yes"/>',
    ...inOdbcManifest,
  },
  {
    rule: 'cap-buffer-sizes',
    why: 'Each of them chooses a size for the same thing. Which one wins is not said.',
    wrong: `<customization name="CAP_ODBC_FETCH_BUFFERS_SIZE_SMALL" value="yes"/>
<customization name="CAP_ODBC_FETCH_BUFFERS_SIZE_MASSIVE" value="yes"/>`,
    right: '<customization name="CAP_ODBC_FETCH_BUFFERS_SIZE_MASSIVE" value="yes"/>',
    ...inOdbcManifest,
  },
]
