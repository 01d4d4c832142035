import type { ExampleContext, RuleExample } from '../rule-example.ts'
import { optionExamples } from './option-examples.ts'

const file = 'connection-fields.xml'

/** A snippet at the end of the dialog; the connection resolver knows its fields. */
export function atTheEnd(
  names: readonly string[],
  alongside: ExampleContext['alongside'] = [],
): ExampleContext {
  const added = names.map((name) => `<attr>${name}</attr>`).join('')
  return {
    replaces: '</connection-fields>',
    changes: { 'connection-resolver.tdr': [['<attr>port</attr>', `<attr>port</attr>${added}`]] },
    alongside,
  }
}

const username = '<field name="username" label="User" category="authentication" value-type="string"/>'
const port = '<field name="port" label="Port" category="endpoint" value-type="string" default-value="7800"/>'

/** A dialog whose last field takes the place of the closing tag. */
const end = '\n</connection-fields>'

export const connectionFieldsExamples: readonly RuleExample[] = [
  {
    rule: 'cf-conditions-cycle',
    why: 'Tableau cannot tell which of the fields to show first and does not load the connector.',
    file,
    wrong: `<field name="v-a" label="A" value-type="string">
  <conditions><condition field="v-b" value="1"/></conditions>
</field>
<field name="v-b" label="B" value-type="string">
  <conditions><condition field="v-a" value="1"/></conditions>
</field>${end}`,
    right: `<field name="v-a" label="A" value-type="string"/>
<field name="v-b" label="B" value-type="string">
  <conditions><condition field="v-a" value="1"/></conditions>
</field>${end}`,
    context: atTheEnd(['v-a', 'v-b']),
  },
  {
    rule: 'cf-condition-unknown-field',
    why: 'The condition never holds, so the field never shows.',
    file,
    wrong: `<field name="username" label="User" category="authentication" value-type="string">
  <conditions><condition field="authentification" value="auth-user-pass"/></conditions>
</field>`,
    right: `<field name="username" label="User" category="authentication" value-type="string">
  <conditions><condition field="authentication" value="auth-user-pass"/></conditions>
</field>`,
    context: { replaces: username },
  },
  {
    rule: 'cf-condition-unreachable-value',
    why: 'Conditions compare letter by letter. One that waits for a value that is not offered never holds, so the field never shows.',
    file,
    wrong: `<field name="v-realm" label="Realm" value-type="string">
  <conditions><condition field="authentication" value="auth-user-password"/></conditions>
</field>${end}`,
    right: `<field name="v-realm" label="Realm" value-type="string">
  <conditions><condition field="authentication" value="auth-user-pass"/></conditions>
</field>${end}`,
    context: atTheEnd(['v-realm']),
  },
  ...optionExamples,
  {
    rule: 'cf-editable-false-needs-default',
    why: 'Users never see the field, so the scripts always get an empty value.',
    file,
    wrong: `<field name="v-dialect" label="Dialect" value-type="string" editable="false"/>${end}`,
    right: `<field name="v-dialect" label="Dialect" value-type="string" editable="false" default-value="2"/>${end}`,
    context: atTheEnd(['v-dialect']),
  },
  {
    rule: 'cf-sslmode-values',
    why: 'Tableau knows `require` and the empty value of this field. Other values do not switch encryption on where Tableau looks at it.',
    file,
    wrong: `<field name="sslmode" label="Encrypt" value-type="boolean">
  <boolean-options><false-value value="false"/><true-value value="true"/></boolean-options>
</field>${end}`,
    right: `<field name="sslmode" label="Encrypt" value-type="boolean">
  <boolean-options><false-value value=""/><true-value value="require"/></boolean-options>
</field>${end}`,
    context: atTheEnd(['sslmode']),
  },
  {
    rule: 'cf-port-range',
    why: 'There is no such port, so nobody can connect who leaves the default.',
    file,
    wrong: port.replace('7800', '78000'),
    right: port,
    context: { replaces: port },
  },
  {
    rule: 'cf-regexp-invalid',
    why: 'An expression that cannot be read either checks nothing or refuses everything that users type.',
    file,
    wrong: `<field name="v-zone" label="Zone" value-type="string">
  <validation-rule reg-exp="^[a-z]+(-[0-9]+$"/>
</field>${end}`,
    right: `<field name="v-zone" label="Zone" value-type="string">
  <validation-rule reg-exp="^[a-z]+(-[0-9]+)$"/>
</field>${end}`,
    context: atTheEnd(['v-zone']),
  },
  {
    rule: 'cf-placeholder-type',
    why: 'A drop-down list and a check box have no room for a placeholder, so users do not see the hint.',
    file,
    wrong: `<field name="v-fast" label="Fast" value-type="boolean" placeholder="tick for speed">
  <boolean-options><false-value value="no"/><true-value value="yes"/></boolean-options>
</field>${end}`,
    right: `<field name="v-fast" label="Fast (tick for speed)" value-type="boolean">
  <boolean-options><false-value value="no"/><true-value value="yes"/></boolean-options>
</field>${end}`,
    context: atTheEnd(['v-fast']),
  },
  {
    rule: 'cf-textbox-version',
    why: 'Tableau 2020.3 loads a connector with connection fields but does not support a textbox. A minimum version keeps it from trying.',
    file: 'connection-fields.xml',
    wrong: `<field name="v-note" label="Note" value-type="textbox"/>${end}`,
    right: `<field name="v-note" label="Note" value-type="string"/>${end}`,
    context: atTheEnd(['v-note']),
  },
  {
    rule: 'cf-file-desktop-only',
    why: 'On a server there are no files of the user’s to choose from: the field is disabled there.',
    file,
    wrong: `<field name="v-settings" label="Settings" value-type="file" optional="true"/>${end}`,
    right: `<field name="v-settings" label="Settings" value-type="string" optional="true"/>${end}`,
    context: atTheEnd(['v-settings']),
  },
  {
    rule: 'cf-v2-min-version',
    why: 'Packaging raises the minimum version to what the connector needs, so users of the older release cannot load it in spite of what is written.',
    file: 'manifest.xml',
    wrong: 'name="Brook" version="18.1" min-version-tableau="2020.1"',
    right: 'name="Brook" version="18.1" min-version-tableau="2020.3"',
    context: { replaces: 'name="Brook" version="18.1"' },
  },
  {
    rule: 'cf-server-required',
    why: 'Tableau tells connections apart by their server and shows it as their name.',
    file,
    wrong: port,
    right: `<field name="server" label="Host" category="endpoint" value-type="string" editable="false"
       default-value="brook.example"/>
${port}`,
    context: {
      replaces: `<field name="server" label="Host" category="endpoint" value-type="string"/>\n  ${port}`,
    },
  },
  {
    rule: 'cf-category-endpoint',
    why: 'The category says where in the dialog a field stands. Users look for the address at its top.',
    file,
    wrong: port.replace('endpoint', 'advanced'),
    right: port,
    context: { replaces: port },
  },
  {
    rule: 'cf-category-authentication',
    why: 'Tableau asks for the fields of this category again when a user signs in to a published workbook.',
    file,
    wrong: '<field name="username" label="User" value-type="string"/>',
    right: username,
    context: { replaces: username },
  },
  {
    rule: 'cf-category-ssl',
    why: 'The category says where in the dialog a field stands. Users do not look for encryption elsewhere.',
    file,
    wrong: `<field name="sslmode" label="Encrypt" category="authentication" value-type="boolean">
  <boolean-options><false-value value=""/><true-value value="require"/></boolean-options>
</field>${end}`,
    right: `<field name="sslmode" label="Encrypt" category="endpoint" value-type="boolean">
  <boolean-options><false-value value=""/><true-value value="require"/></boolean-options>
</field>${end}`,
    context: atTheEnd(['sslmode']),
  },
  {
    rule: 'cf-vendor-duplicates-platform',
    why: 'Tableau does more with the fields that it knows: it asks for them again, publishes them and tells connections apart by them. A field of your own gets none of that.',
    file,
    wrong: `<field name="v-sslmode" label="Encrypt" value-type="boolean">
  <boolean-options><false-value value=""/><true-value value="require"/></boolean-options>
</field>${end}`,
    right: `<field name="sslmode" label="Encrypt" value-type="boolean">
  <boolean-options><false-value value=""/><true-value value="require"/></boolean-options>
</field>${end}`,
    context: atTheEnd(['v-sslmode', 'sslmode']),
  },
  {
    rule: 'cf-vendor-legacy',
    why: 'The three numbered names are there for connectors that had the old dialog. In workbooks and scripts they do not say what they hold.',
    file,
    wrong: `<field name="vendor1" label="Log level" value-type="string"/>${end}`,
    right: `<field name="v-log-level" label="Log level" value-type="string"/>${end}`,
    context: atTheEnd(['vendor1', 'v-log-level']),
  },
  {
    rule: 'md-missing-element-hides',
    why: 'With a metadata file, whatever it leaves out is hidden from users. That is easily missed.',
    file: 'connection-metadata.xml',
    wrong: `<connection-metadata>
  <schema enabled="true"/>
  <table enabled="true"/>
</connection-metadata>`,
    right: `<connection-metadata>
  <database enabled="false"/>
  <schema enabled="true"/>
  <table enabled="true"/>
</connection-metadata>`,
    context: { changes: withMetadata() },
  },
  {
    rule: 'md-database-dbname',
    why: 'Users choose a database, but the driver never hears of it: they see the tables of its default database.',
    file: 'connection-metadata.xml',
    wrong: '<database enabled="true"/>',
    right: '<database enabled="false"/>',
    context: {
      replaces: '<database/>',
      changes: {
        ...withMetadata(),
        'connection-metadata.xml':
          '<connection-metadata><database/><schema enabled="true"/><table enabled="true"/></connection-metadata>',
      },
    },
  },
]

function withMetadata(): NonNullable<ExampleContext['changes']> {
  return {
    'manifest.xml': [
      [
        '<connection-resolver file',
        '<connection-metadata file="connection-metadata.xml"/><connection-resolver file',
      ],
    ],
  }
}
