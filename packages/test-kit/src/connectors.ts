/** A connector's files by path. */
export type ConnectorFiles = Record<string, string>

/**
 * A small JDBC connector with dialog fields, resolver, two scripts and a dialect, in which nothing is to be found.
 *
 * @param changes - Files to add or replace; `undefined` removes a file.
 */
export function minimalConnector(changes: Record<string, string | undefined> = {}): ConnectorFiles {
  const files: ConnectorFiles = {
    'manifest.xml': manifest,
    'connection-fields.xml': connectionFields,
    'connection-resolver.tdr': connectionResolver,
    'dialect.tdd': dialect,
    'connectionBuilder.js': connectionBuilder,
    'connectionProperties.js': connectionProperties,
  }
  for (const [path, content] of Object.entries(changes)) {
    if (content === undefined) delete files[path]
    else files[path] = content
  }
  return files
}

/**
 * A file's text with one part replaced.
 *
 * @throws Error where the part is not there, so that a test cannot pass by changing nothing
 */
export function replaceIn(text: string | undefined, part: string, replacement: string): string {
  if (text === undefined || !text.includes(part)) throw new Error(`There is no ${part} to replace.`)
  return text.replace(part, () => replacement)
}

const manifest = `<?xml version="1.0" encoding="UTF-8"?>
<connector-plugin class="brook_jdbc" superclass="jdbc" plugin-version="1.0.0" name="Brook" version="18.1">
  <vendor-information>
    <company name="Brook Works"/>
    <support-link url="https://brook.example/support"/>
    <driver-download-link url="https://brook.example/drivers"/>
  </vendor-information>
  <connection-customization class="brook_jdbc" enabled="true" version="10.0">
    <vendor name="vendor"/>
    <driver name="driver"/>
    <customizations>
      <customization name="CAP_SELECT_INTO" value="no"/>
      <customization name="CAP_QUERY_GROUP_BY_BOOL" value="yes"/>
      <customization name="CAP_QUERY_GROUP_BY_DEGREE" value="yes"/>
      <customization name="CAP_QUERY_SORT_BY" value="yes"/>
      <customization name="CAP_QUERY_TOP_N" value="yes"/>
      <customization name="CAP_SUPPORTS_UNION" value="yes"/>
    </customizations>
  </connection-customization>
  <connection-fields file="connection-fields.xml"/>
  <connection-resolver file="connection-resolver.tdr"/>
  <dialect file="dialect.tdd"/>
</connector-plugin>
`

const connectionFields = `<?xml version="1.0" encoding="UTF-8"?>
<connection-fields>
  <field name="server" label="Host" category="endpoint" value-type="string"/>
  <field name="port" label="Port" category="endpoint" value-type="string" default-value="7800"/>
  <field name="authentication" label="Sign in with" category="authentication" value-type="selection"
         default-value="auth-user-pass">
    <selection-group>
      <option label="User name and key" value="auth-user-pass"/>
    </selection-group>
  </field>
  <field name="username" label="User" category="authentication" value-type="string"/>
  <field name="password" label="Password" category="authentication" value-type="string" secure="true"/>
</connection-fields>
`

const connectionResolver = `<?xml version="1.0" encoding="UTF-8"?>
<tdr class="brook_jdbc">
  <connection-resolver>
    <connection-builder>
      <script file="connectionBuilder.js"/>
    </connection-builder>
    <connection-normalizer>
      <required-attributes>
        <attribute-list>
          <attr>server</attr>
          <attr>port</attr>
          <attr>dbname</attr>
          <attr>authentication</attr>
          <attr>username</attr>
          <attr>password</attr>
        </attribute-list>
      </required-attributes>
    </connection-normalizer>
    <connection-properties>
      <script file="connectionProperties.js"/>
    </connection-properties>
  </connection-resolver>
</tdr>
`

const dialect = `<?xml version="1.0" encoding="UTF-8"?>
<dialect name="Brook" class="brook_jdbc" version="18.1">
  <function-map>
    <function group="string" name="ASCII" return-type="int">
      <formula>CODEPOINT(%1)</formula>
      <argument type="str"/>
    </function>
  </function-map>
  <sql-format>
    <id-quotes value="&quot;"/>
  </sql-format>
</dialect>
`

const connectionBuilder = `(function build(attr) {
  var server = attr[connectionHelper.attributeServer]
  var port = attr[connectionHelper.attributePort]
  return ['jdbc:brook://' + server + ':' + port + '/']
})
`

const connectionProperties = `(function properties(attr) {
  return {
    user: attr[connectionHelper.attributeUsername],
    password: attr[connectionHelper.attributePassword],
  }
})
`
