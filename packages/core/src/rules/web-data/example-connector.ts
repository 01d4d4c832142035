export const jdbcRoot =
  '<connector-plugin class="brook_jdbc" superclass="jdbc" plugin-version="1.0.0" name="Brook" version="18.1">'

export const root: string = jdbcRoot.replace('"jdbc"', '"eps"')

export const currentRoot: string = root.replace('>', '\n                  min-version-tableau="2023.1">')

export const fieldsOfToolkit = `<connection-fields>
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
export const manifestChanges: readonly (readonly [part: string, replacement: string])[] = [
  [resolverAndDialect, ''],
]
