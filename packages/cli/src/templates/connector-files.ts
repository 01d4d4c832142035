import { label, modeText, nameLabel, resourceFiles } from './dialog-texts.ts'
import { escapeXml } from './escape-xml.ts'
import { oauthConfigFile } from './oauth-config-file.ts'
import { modesSending, offersOauth, type ProjectChoices } from './project-choices.ts'

const xml = '<?xml version="1.0" encoding="utf-8"?>'

/** The XML files of a new connector, by name. */
export function connectorFiles(choices: ProjectChoices): Record<string, string> {
  return {
    'manifest.xml': manifest(choices),
    'connection-fields.xml': connectionFields(choices),
    'connection-metadata.xml': connectionMetadata(choices),
    'connectionResolver.tdr': connectionResolver(choices),
    'dialect.tdd': dialect(choices),
    ...(offersOauth(choices) ? { 'oauth-config.xml': oauthConfigFile(choices) } : {}),
    ...resourceFiles(choices),
  }
}

function manifest(choices: ProjectChoices): string {
  const { base, vendor, class: id } = choices
  return `${xml}
<!-- Who the connector is from, what it builds on, and the files it consists of. -->
<connector-plugin class="${id}" superclass="${base}" plugin-version="1.0.0"
                  name="${nameLabel(choices)}" version="18.1" min-version-tableau="2022.1">
  <vendor-information>
    <company name="${escapeXml(vendor)}" />
    <!-- Where users find help, and the driver. -->
    <support-link url="https://example.com/support" />
    <driver-download-link url="https://example.com/driver" />
  </vendor-information>
  <connection-customization class="${id}" enabled="true" version="10.0">
    <vendor name="vendor" />
    <driver name="driver" />
    <customizations>
      <!-- What the database and its driver can do. -->
      <customization name="CAP_CREATE_TEMP_TABLES" value="yes" />
      <customization name="CAP_QUERY_GROUP_BY_BOOL" value="yes" />
      <customization name="CAP_QUERY_GROUP_BY_DEGREE" value="yes" />
      <customization name="CAP_QUERY_SORT_BY" value="yes" />
      <customization name="CAP_QUERY_TOP_N" value="yes" />
      <customization name="CAP_SUPPORTS_UNION" value="yes" />
      <customization name="CAP_SUPPORTS_INITIAL_SQL" value="yes" />
    </customizations>
  </connection-customization>
  <connection-fields file="connection-fields.xml" />
  <connection-metadata file="connection-metadata.xml" />
  <connection-resolver file="connectionResolver.tdr" />
  <dialect file="dialect.tdd" />
${offersOauth(choices) ? '  <oauth-config file="oauth-config.xml" />\n' : ''}</connector-plugin>
`
}

function connectionFields(choices: ProjectChoices): string {
  const [first] = choices.authentication
  const options = choices.authentication.map(
    (mode) => `      <option label="${label(modeText(mode), choices)}" value="${mode}" />\n`,
  )
  return `${xml}
<!-- The dialog in which a user fills in the connection. -->
<connection-fields>
  <field name="server" label="${label('server', choices)}" category="endpoint" value-type="string"
         placeholder="db.example.com">
    <validation-rule reg-exp="^[A-Za-z0-9.:\\[\\]_\\-]+$" />
  </field>
  <field name="port" label="${label('port', choices)}" category="endpoint" value-type="string" default-value="5432">
    <validation-rule reg-exp="^[0-9]{1,5}$" />
  </field>

  <field name="authentication" label="${label('authentication', choices)}" category="authentication"
         value-type="selection" default-value="${first}">
    <selection-group>
${options.join('')}    </selection-group>
  </field>
${credentialField('username', choices)}${credentialField('password', choices)}</connection-fields>
`
}

/** A field for those modes that need it, shown only while one of them is chosen. */
function credentialField(name: 'username' | 'password', choices: ProjectChoices): string {
  const needing = modesSending(name, choices)
  if (needing.length === 0) return ''
  const secure = name === 'password' ? ' secure="true"' : ''
  const field = `  <field name="${name}" label="${label(name, choices)}" category="authentication" value-type="string"${secure}`
  if (needing.length === choices.authentication.length) return `${field} />\n`
  const conditions = needing.map((mode) => `      <condition field="authentication" value="${mode}" />\n`)
  return `${field}>
    <conditions>
${conditions.join('')}    </conditions>
  </field>
`
}

function connectionMetadata(choices: ProjectChoices): string {
  return `${xml}
<!-- What a user chooses after connecting. -->
<connection-metadata>
  <database enabled="true" label="${label('database', choices)}">
    <field optional="true" />
  </database>
  <schema enabled="true" />
  <table enabled="true" />
</connection-metadata>
`
}

function connectionResolver(choices: ProjectChoices): string {
  const attributes = [
    'server',
    'port',
    'dbname',
    'authentication',
    // With OAuth nobody types it in, but Tableau tells connections apart by it.
    ...(modesSending('username', choices).length > 0 || offersOauth(choices) ? ['username'] : []),
    ...(modesSending('password', choices).length > 0 ? ['password'] : []),
  ]
  return `${xml}
<!-- How Tableau gets from the dialog to an open connection. -->
<tdr class="${choices.class}">
  <connection-resolver>
    <connection-builder>
      <script file="connectionBuilder.js" />
    </connection-builder>
    <connection-normalizer>
      <required-attributes>
        <!-- Two connections are the same one only if all of these are equal. -->
        <attribute-list>
${attributes.map((attribute) => `          <attr>${attribute}</attr>\n`).join('')}        </attribute-list>
      </required-attributes>
    </connection-normalizer>
${choices.base === 'jdbc' ? jdbcProperties : ''}  </connection-resolver>
${choices.base === 'odbc' ? odbcDriver(choices) : ''}</tdr>
`
}

const jdbcProperties = `    <connection-properties>
      <script file="connectionProperties.js" />
    </connection-properties>
`

function odbcDriver({ vendor }: ProjectChoices): string {
  const pattern = escapeXml(odbcDriverName(vendor).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return `  <driver-resolver>
    <!-- The name under which the driver is registered. The first rule that an installed driver meets decides. -->
    <driver-match>
      <driver-name type="regex">^${pattern}$</driver-name>
    </driver-match>
  </driver-resolver>
`
}

/** The name of the ODBC driver that the templates suppose. */
export function odbcDriverName(vendor: string): string {
  // Blanks in a row are one blank to whoever reads the resolver.
  return `${vendor.trim().replaceAll(/\s+/g, ' ')} ODBC Driver`
}

function dialect({ class: id }: ProjectChoices): string {
  return `${xml}
<!-- Where the SQL of this database differs from what Tableau writes by itself. -->
<dialect name="${dialectName(id)}" class="${id}" version="18.1">
  <function-map>
    <function group="string" name="ASCII" return-type="int">
      <formula>ASCII(%1)</formula>
      <argument type="str" />
    </function>
  </function-map>
  <sql-format>
    <id-quotes value="&quot;" />
  </sql-format>
</dialect>
`
}

function dialectName(id: string): string {
  return id.replaceAll(/(?:^|_)([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase())
}
