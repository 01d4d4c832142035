import type { DocumentationPage } from '../../connector/documentation.ts'
import { oauthConfig, withOauth } from '../oauth/example-connector.ts'
import type { ExampleContext } from '../rule-example.ts'
import type { RuleId } from '../rule-id.ts'

export type Changes = NonNullable<ExampleContext['changes']>

/** What a sample of the SDK does against the documentation, and a connector that does the same. */
export interface SampleFault {
  /** The samples by name, with the releases of the SDK that have the fault. */
  samples: string
  rule: RuleId
  /** What the documentation says of it. */
  why: string
  page: DocumentationPage
  /** Whether the SDK's own packager refuses these samples too. */
  packager: 'passes' | 'warns' | 'fails'
  changes: Changes
  /** Other rules that find fault with the same connector. */
  alongside?: RuleId[]
}

const resolver = 'connection-resolver.tdr'

const manifestWith = (part: string, replacement: string): Changes => ({
  'manifest.xml': [[part, replacement]],
})

const customized = (...settings: [name: string, value: string][]): Changes =>
  manifestWith(
    '<customizations>',
    `<customizations>${settings.map(([name, value]) => `<customization name="${name}" value="${value}"/>`).join('')}`,
  )

const functions = (...all: string[]): Changes => ({
  'dialect.tdd': [['<function-map>', `<function-map>${all.join('\n')}`]],
})

const withMetadata = (content: string): Changes => ({
  ...manifestWith(
    '<connection-resolver',
    '<connection-metadata file="connection-metadata.xml"/>\n  <connection-resolver',
  ),
  'connection-metadata.xml': `<connection-metadata>${content}</connection-metadata>`,
})

const usesDatabase: Changes[string] = [
  ["+ port + '/'", "+ port + '/' + attr[connectionHelper.attributeDatabase]"],
]

/** What is wrong with samples of the SDK. */
export const sampleFaults: SampleFault[] = [
  {
    samples: 'postgres_jdbc and postgres_odbc since 2020.3',
    rule: 'dia-formula-unbalanced',
    why: 'A formula is put into queries; MIN for two numbers opens a parenthesis that nothing closes.',
    page: 'dialect',
    packager: 'passes',
    changes: functions(
      '<function group="numeric" name="MIN" return-type="real"><formula>(CASE WHEN %1 &lt; %2 THEN %1 ELSE %2 END</formula><argument type="real"/><argument type="real"/></function>',
    ),
  },
  {
    samples:
      'mysql_odbc; postgres_jdbc, postgres_odbc, postgres_vendor and db_impersonation of earlier releases',
    rule: 'attributes-missing-authentication',
    why: '`authentication` is required in the attribute list.',
    page: 'mcd',
    packager: 'warns',
    changes: { [resolver]: [['<attr>authentication</attr>', '']] },
    alongside: ['required-attributes-cover-fields'],
  },
  {
    samples: 'db_impersonation since 2022.4',
    rule: 'attributes-missing-dbname',
    why: '`dbname` is required in the attribute list where users choose a database.',
    page: 'metadata-enumeration',
    packager: 'warns',
    changes: {
      ...withMetadata('<database enabled="true"/><schema enabled="true"/><table enabled="true"/>'),
      [resolver]: [['<attr>dbname</attr>', '']],
      'connectionBuilder.js': usesDatabase,
    },
  },
  {
    samples: 'db_impersonation since 2022.4',
    rule: 'md-database-dbname',
    why: 'Tableau does not select the database by itself: the scripts pass it on.',
    page: 'metadata-enumeration',
    packager: 'passes',
    changes: withMetadata('<database enabled="true"/><schema enabled="true"/><table enabled="true"/>'),
  },
  {
    samples: 'db_impersonation',
    rule: 'cap-jdbc-cancel-async',
    why: 'CAP_JDBC_QUERY_CANCEL requires CAP_JDBC_QUERY_ASYNC; the sample switches that one off.',
    page: 'capabilities',
    packager: 'passes',
    changes: customized(['CAP_JDBC_QUERY_ASYNC', 'no'], ['CAP_JDBC_QUERY_CANCEL', 'yes']),
  },
  {
    samples: 'sqlite_extract up to 2021.2',
    rule: 'cap-extract-only-refresh',
    why: 'Extracts can be refreshed only with this capability. The SDK has added it since.',
    page: 'capabilities',
    packager: 'passes',
    changes: customized(['CAP_EXTRACT_ONLY', 'yes']),
  },
  {
    samples: 'sqlite_extract of 2019.4 and 2020.1',
    rule: 'dia-base-unknown',
    why: 'The base is none of those that are listed as valid. The SDK has removed it since.',
    page: 'design',
    packager: 'passes',
    changes: { 'dialect.tdd': [['name="Brook"', 'name="Brook" base="BrookExtractDialect"']] },
  },
  {
    samples: 'all plugins and postgres_vendor of 2019.4 to 2020.2',
    rule: 'tdr-set-impersonate',
    why: 'The element is deprecated since Tableau 2020.1. The SDK has removed it since.',
    page: 'api-reference',
    packager: 'passes',
    changes: { [resolver]: [['<required-attributes>', '<required-attributes><setImpersonateAttributes/>']] },
  },
  {
    samples: 'jdbc_kerberos and snowflake_oauth; db_impersonation up to 2022.3',
    rule: 'https-only',
    why: 'Links in the manifest must use HTTPS.',
    page: 'connection-dialog',
    packager: 'fails',
    changes: manifestWith('https://brook.example/support', 'http://example.com'),
  },
  {
    samples: 'jdbc_kerberos',
    rule: 'js-properties-array',
    why: 'Properties as an array are deprecated; values with = break in it.',
    page: 'api-reference',
    packager: 'fails',
    changes: {
      'connectionProperties.js':
        "(function properties(attr) { return ['user=' + attr.username, 'password=' + attr.password] })",
    },
  },
  {
    samples: 'snowflake_oauth of 2021.1',
    rule: 'oa-capability-unknown',
    why: 'The names of all OAuth capabilities begin with OAUTH_.',
    page: 'oauth',
    packager: 'fails',
    changes: {
      ...withOauth,
      'oauth.xml': oauthConfig.replace(
        '</capabilities>',
        '<entry><key>CAP_REQUIRE_PKCE</key><value>true</value></entry></capabilities>',
      ),
    },
  },
  {
    samples: 'snowflake_oauth of 2021.2 to 2023.1',
    rule: 'schema-invalid',
    why: 'There is no such element; the schema of the SDK does not have it either.',
    page: 'oauth',
    packager: 'fails',
    changes: {
      ...withOauth,
      'oauth.xml': oauthConfig.replace(
        '<authUri>',
        '<redirectUrisServerCustom>https://brook.example/back</redirectUrisServerCustom><authUri>',
      ),
    },
  },
]

/** What samples of the SDK do that breaks nothing, with the notes that may be made of it. */
export const sampleCustoms: [custom: string, changes: Changes, notes: RuleId[]][] = [
  ['a plugin version of 0.0.0', manifestWith('"1.0.0"', '"0.0.0"'), ['mf-plugin-version']],
  [
    'groups separated by semicolons',
    functions(
      '<function group="numeric;logical" name="ZN" return-type="real"><formula>COALESCE(%1, 0)</formula><argument type="real"/></function>',
    ),
    [],
  ],
  [
    'the same function with another return type',
    functions(
      '<function group="numeric" name="CEILING" return-type="int"><formula>CEIL(%1)</formula><argument type="real"/></function>',
      '<function group="numeric" name="CEILING" return-type="real"><formula>CEIL(%1)</formula><argument type="real"/></function>',
    ),
    [],
  ],
  [
    'the same function in another group',
    functions(
      '<function group="date" name="MIN" return-type="date"><formula>LEAST(%1, %2)</formula><argument type="date"/><argument type="date"/></function>',
      '<function group="numeric" name="MIN" return-type="date"><formula>LEAST(%1, %2)</formula><argument type="date"/><argument type="date"/></function>',
    ),
    [],
  ],
  ['links to example.com', manifestWith('https://brook.example/support', 'https://example.com'), []],
  [
    'no link to a driver',
    manifestWith('<driver-download-link url="https://brook.example/drivers"/>', ''),
    ['mf-driver-link-missing'],
  ],
  [
    'no <table> in the metadata',
    {
      ...withMetadata('<database enabled="true"/><schema enabled="false"/>'),
      'connectionBuilder.js': usesDatabase,
    },
    [],
  ],
  [
    'capabilities that are not set',
    manifestWith('<customization name="CAP_SUPPORTS_UNION" value="yes"/>', ''),
    ['cap-recommended'],
  ],
  [
    'the old kind of dialog',
    {
      ...manifestWith(
        '<connection-fields file="connection-fields.xml"/>',
        '<connection-dialog file="d.tcd"/>',
      ),
      'd.tcd':
        '<connection-dialog class="brook_jdbc"><connection-config><authentication-mode value="Basic"/><authentication-options><option name="UsernameAndPassword" default="true"/></authentication-options></connection-config></connection-dialog>',
    },
    ['tcd-v1-discouraged'],
  ],
  [
    'an OAuth capability that is set twice, to the same value',
    {
      ...withOauth,
      'oauth.xml': oauthConfig.replace(
        '</capabilities>',
        '<entry><key>OAUTH_CAP_SUPPORTS_STATE</key><value>true</value></entry></capabilities>',
      ),
    },
    ['oa-capability-duplicate'],
  ],
]
