import type { RuleExample } from '../rule-example.ts'

const file = 'connection-resolver.tdr'

const port = '<attr>port</attr>'

const builder = `<connection-builder>
      <script file="connectionBuilder.js"/>
    </connection-builder>`

/** Where the snippet stands behind the connection resolver of an odbc connector. */
const inOdbcConnector = {
  file,
  context: {
    replaces: '<!-- here -->',
    changes: {
      'manifest.xml': [['superclass="jdbc"', 'superclass="odbc"']],
      [file]: [['</tdr>', '<!-- here --></tdr>']],
    },
  },
} as const

const driverResolver = `<driver-resolver>
  <driver-match>
    <driver-name type="exact">Brook ODBC Driver</driver-name>
  </driver-match>
</driver-resolver>`

export const resolverExamples: readonly RuleExample[] = [
  {
    rule: 'tdr-matcher-deprecated',
    why: 'Tableau compares connections by their required attributes; since 2021.2 the element has no effect.',
    file,
    wrong: `<connection-matcher/>\n${builder}`,
    right: builder,
    context: { replaces: builder },
  },
  {
    rule: 'tdr-set-impersonate',
    why: 'Since 2020.1 Tableau sets these attributes by itself, and the element only suggests that it does something.',
    file,
    wrong: `<required-attributes>
  <setImpersonateAttributes/>`,
    right: '<required-attributes>',
    context: { replaces: '<required-attributes>' },
  },
  {
    rule: 'tdr-attr-unknown',
    why: 'An attribute that nothing sets is empty in every script, which is most often a slip of the pen.',
    file,
    wrong: '<attr>port</attr>\n<attr>odbc-connect-string-extra</attr>',
    right: '<attr>port</attr>\n<attr>odbc-connect-string-extras</attr>',
    context: { replaces: port },
  },
  {
    rule: 'tdr-attr-duplicate',
    why: 'The second entry adds nothing; perhaps another attribute was meant.',
    file,
    wrong: '<attr>port</attr>\n<attr>port</attr>',
    right: port,
    context: { replaces: port },
  },
  {
    rule: 'tdr-attr-blank',
    why: 'The schema lets an entry hold anything, but only a name means something.',
    file,
    wrong: '<attr>port</attr>\n<attr></attr>',
    right: port,
    context: { replaces: port },
  },
  {
    rule: 'tdr-normalizer-security',
    why: 'Connections with equal attributes are one connection to Tableau. Where the credentials are left out, a user may get the open connection of another, with the rights of the other.',
    file,
    wrong: '<attr>username</attr>',
    right: '<attr>username</attr>\n<attr>password</attr>',
    context: {
      replaces: '<attr>username</attr>',
      changes: {
        [file]: [['<attr>password</attr>', '']],
        'manifest.xml': [
          [
            '<connection-fields file="connection-fields.xml"/>',
            '<connection-dialog file="connection-dialog.tcd"/>',
          ],
        ],
        'connection-dialog.tcd': `<connection-dialog class="brook_jdbc">
  <connection-config>
    <authentication-mode value="Basic"/>
    <authentication-options>
      <option name="UsernameAndPassword" default="true" value="auth-user-pass"/>
    </authentication-options>
    <server-prompt value="Host"/>
  </connection-config>
</connection-dialog>`,
      },
    },
  },
  {
    rule: 'tdr-driver-resolver-jdbc',
    why: 'Tableau finds JDBC drivers by the files in its driver folder. What is said here has no effect.',
    file,
    wrong: `${driverResolver}\n</tdr>`,
    right: '</tdr>',
    context: { replaces: '</tdr>' },
  },
  {
    rule: 'tdr-driver-resolver-odbc',
    why: 'An ODBC driver is found by the name that it is installed under, and only the connector knows the name.',
    wrong: '<!-- no driver-resolver -->',
    right: driverResolver,
    ...inOdbcConnector,
  },
  {
    rule: 'tdr-driver-version-discouraged',
    why: 'On macOS and Linux few ODBC drivers tell their version, and those that do not are refused.',
    wrong: `<driver-resolver>
  <driver-match>
    <driver-name type="exact">Brook ODBC Driver</driver-name>
    <driver-version min="9.0"/>
  </driver-match>
</driver-resolver>`,
    right: `<driver-resolver>
  <driver-match platform="win">
    <driver-name type="exact">Brook ODBC Driver</driver-name>
    <driver-version min="9.0"/>
  </driver-match>
</driver-resolver>`,
    ...inOdbcConnector,
  },
  {
    rule: 'tdr-driver-regex-invalid',
    why: 'An expression that is not valid, or a lowest version above the highest one, matches no driver at all.',
    wrong: `<driver-resolver>
  <driver-match>
    <driver-name type="regex">Brook (ODBC Driver</driver-name>
  </driver-match>
</driver-resolver>`,
    right: `<driver-resolver>
  <driver-match>
    <driver-name type="regex">Brook \\(ODBC\\) Driver</driver-name>
  </driver-match>
</driver-resolver>`,
    ...inOdbcConnector,
  },
  {
    rule: 'tdr-builder-missing',
    why: 'Upon the bare protocols only the script knows what a connection string of this database looks like.',
    file,
    wrong: '<connection-builder/>',
    right: builder,
    context: { replaces: builder },
  },
]
