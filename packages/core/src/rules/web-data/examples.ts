import type { RuleExample } from '../rule-example.ts'

const jdbcRoot =
  '<connector-plugin class="brook_jdbc" superclass="jdbc" plugin-version="1.0.0" name="Brook" version="18.1">'
const root = jdbcRoot.replace('"jdbc"', '"eps"')
const currentRoot = root.replace('>', '\n                  min-version-tableau="2023.1">')

const toolkitFields = `<connection-fields>
  <field name="server" label="Server" category="endpoint" value-type="string" editable="false" default-value="brook"/>
  <field name="authentication" label="Authentication" category="authentication" value-type="string" editable="false"
         default-value="auth-none"/>
  <field name="connectionData" label="Data" category="general" value-type="string" editable="false" default-value=""/>
  <field name="is-eps-taco" label="Kind" category="general" value-type="string" editable="false" default-value="true"/>
  <field name="eps-connection-id" label="Id" category="general" value-type="string" editable="false" default-value=""/>
</connection-fields>`

const resolverAndDialect = `  <connection-resolver file="connection-resolver.tdr"/>
  <dialect file="dialect.tdd"/>
`

/** The minimal connector as a web data connector. */
const manifestChanges = [[resolverAndDialect, '']] as const
const changes = { 'manifest.xml': manifestChanges, 'connection-fields.xml': toolkitFields }

export const webDataExamples: readonly RuleExample[] = [
  {
    rule: 'eps-deprecated',
    why: 'Tableau no longer develops the framework. Connectors that build on it stop working with the release that drops it.',
    file: 'manifest.xml',
    wrong: currentRoot,
    right: jdbcRoot,
    context: { replaces: jdbcRoot, alongside: ['eps-field-missing'] },
  },
  {
    rule: 'eps-min-version',
    why: 'Releases before 2022.3 do not know web data connectors of this kind and show an error where they find one.',
    file: 'manifest.xml',
    wrong: root,
    right: currentRoot,
    context: { replaces: jdbcRoot, changes, throughout: ['eps-deprecated'] },
  },
  {
    rule: 'eps-field-missing',
    why: 'Tableau hands the connection to the application inside the file through these fields.',
    file: 'connection-fields.xml',
    wrong: `<connection-fields>
  <field name="server" label="Server" category="endpoint" value-type="string" default-value="brook"/>
</connection-fields>`,
    right: toolkitFields,
    context: {
      changes: { 'manifest.xml': [...manifestChanges, [jdbcRoot, currentRoot]] },
      throughout: ['eps-deprecated'],
    },
  },
]
