import { withOauth } from '../oauth/example-connector.ts'
import type { RuleExample } from '../rule-example.ts'

const file = 'manifest.xml'

const root =
  '<connector-plugin class="brook_jdbc" superclass="jdbc" plugin-version="1.0.0" name="Brook" version="18.1">'

const fields = '<connection-fields file="connection-fields.xml"/>'

/** Users may choose OAuth. */
const offeringOauth = { 'connection-fields.xml': withOauth['connection-fields.xml'] }

/** The packager's rules on the manifest and on what holds the files together. */
export const manifestPackagerExamples: readonly RuleExample[] = [
  {
    rule: 'https-only',
    why: 'Tableau’s packager refuses other links, since users follow them to download software.',
    file,
    wrong: '<support-link url="http://brook.example/support"/>',
    right: '<support-link url="https://brook.example/support"/>',
    context: { replaces: '<support-link url="https://brook.example/support"/>' },
  },
  {
    rule: 'class-missing',
    why: 'The class is what Tableau, workbooks and the name of the package call the connector.',
    file,
    wrong: root.replace('brook_jdbc', ''),
    right: root,
    context: { replaces: root },
  },
  {
    rule: 'class-file-name',
    why: 'The package is called after the class, as in `brook_jdbc-v1.0.0.taco`.',
    file,
    wrong: root.replace('brook_jdbc', 'brook/jdbc'),
    right: root,
    context: { replaces: root, alongside: ['class-consistent'] },
  },
  {
    rule: 'class-consistent',
    why: 'Files of another class belong to another connector, so Tableau does not load this one.',
    file: 'connection-resolver.tdr',
    wrong: '<tdr class="Brook">',
    right: '<tdr class="brook_jdbc">',
    context: { replaces: '<tdr class="brook_jdbc">' },
  },
  {
    rule: 'dbclass-consistent',
    why: 'Tableau finds the OAuth configuration of a connector by this name.',
    file: 'oauth.xml',
    wrong: '<dbclass>brook</dbclass>',
    right: '<dbclass>brook_jdbc</dbclass>',
    context: {
      replaces: '<dbclass>brook_jdbc</dbclass>',
      changes: withOauth,
    },
  },
  {
    rule: 'min-version-format',
    why: 'The schema accepts more than can be compared with a release of Tableau, and packaging has to compare.',
    file,
    wrong: 'min-version-tableau="2024.1-3"',
    right: 'min-version-tableau="2024.1.3"',
    context: {
      replaces: 'min-version-tableau=""',
      changes: { [file]: [[' version="18.1">', ' version="18.1" min-version-tableau="">']] },
    },
  },
  {
    rule: 'plugin-version-format',
    why: 'Of several packages of one class Tableau loads the one with the highest version, so versions must be comparable.',
    file,
    wrong: 'plugin-version="1.0.0-2"',
    right: 'plugin-version="1.0.2"',
    context: { replaces: 'plugin-version="1.0.0"' },
  },
  {
    rule: 'null-oauth-config-alone',
    why: '`null_config` says that the connector brings no configuration. It contradicts any other `oauth-config`.',
    file,
    wrong: '<oauth-config file="null_config"/>\n<oauth-config file="null_config"/>',
    right: '<oauth-config file="null_config"/>',
    context: {
      replaces: '<!-- here -->',
      changes: { ...offeringOauth, [file]: [['</connector-plugin>', '<!-- here --></connector-plugin>']] },
    },
  },
  {
    rule: 'metadata-needs-fields',
    why: 'The metadata complete the dialog that the connection fields describe; without fields there is nothing to complete.',
    file,
    wrong: '<connection-metadata file="connection-metadata.xml"/>',
    right: `${fields}\n<connection-metadata file="connection-metadata.xml"/>`,
    context: {
      replaces: fields,
      changes: {
        'connection-metadata.xml': `<connection-metadata>
  <database enabled="false"/>
  <schema enabled="true" label="Schema"/>
  <table enabled="true" label="Table"/>
</connection-metadata>
`,
      },
    },
  },
  {
    rule: 'fallback-resources-missing',
    why: 'Tableau takes a string from `resources-en_US.xml` where the language of the user has none. Without that file users read the name of the string.',
    file: 'connection-fields.xml',
    wrong:
      '<!-- and no resources-en_US.xml beside the manifest -->\n<field name="port" label="@string/port/"',
    right: '<field name="port" label="Port"',
    context: { replaces: '<field name="port" label="Port"' },
  },
  {
    rule: 'dialect-default-sql',
    why: 'The default dialect is made for no database: it lacks much, and it changes with Tableau.',
    file: 'dialect.tdd',
    wrong: '<dialect name="Brook" class="brook_jdbc" base="DefaultSQLDialect" version="18.1">',
    right: '<dialect name="Brook" class="brook_jdbc" version="18.1">',
    context: { replaces: '<dialect name="Brook" class="brook_jdbc" version="18.1">' },
  },
]
