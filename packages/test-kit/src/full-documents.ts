/** The kinds of XML file that a connector has. */
export type DocumentKind =
  | 'manifest'
  | 'connection-fields'
  | 'connection-metadata'
  | 'connection-dialog'
  | 'connection-resolver'
  | 'dialect'
  | 'oauth-config'
  | 'resource'

/**
 * A valid document of each kind of connector file that uses every element and every attribute the kind has; what
 * excludes each other is left to a second document.
 */
export const fullDocuments: Readonly<Record<DocumentKind, readonly [string, ...string[]]>> = {
  manifest: [
    `<connector-plugin class="brook" name="Brook" plugin-version="1.0.0" superclass="jdbc" version="18.1"
    min-version-tableau="2024.1">
  <vendor-information>
    <company name="Brook Works"/>
    <support-link url="https://brook.example/support"/>
    <driver-download-link url="https://brook.example/drivers"/>
  </vendor-information>
  <platforms>
    <platform name="win"/>
    <platform name="linux"/>
  </platforms>
  <connection-customization version="10.0" class="brook" enabled="true">
    <vendor name="v"/>
    <driver name="d"/>
    <customizations>
      <customization name="CAP_SELECT_INTO" value="no"/>
      <customization/>
    </customizations>
  </connection-customization>
  <connection-fields file="fields.xml"/>
  <connection-metadata file="metadata.xml"/>
  <connection-resolver file="resolver.tdr"/>
  <dialect file="dialect.tdd"/>
  <oauth-config file="a.xml"/>
  <oauth-config file="b.xml"/>
  <license-key>AB12</license-key>
  <license-key> C3 </license-key>
</connector-plugin>`,
    `<connector-plugin class="brook" name="Brook" plugin-version="1.0.0" superclass="odbc" version="18.1">
  <vendor-information>
    <company name="Brook Works"/>
    <support-link url="https://brook.example/support"/>
  </vendor-information>
  <connection-dialog file="dialog.tcd">text</connection-dialog>
</connector-plugin>`,
  ],
  'connection-fields': [
    `<connection-fields>
  <field name="server" label="Host" value-type="string" category="endpoint" default-value="localhost"
      placeholder="db.example" editable="true" optional="false" secure="0">
    <validation-rule reg-exp="[a-z.]+"/>
  </field>
  <field name="authentication" label="Sign in with" value-type="selection" category="authentication">
    <conditions>
      <condition field="server" value="a"/>
      <condition field="server" value="b"/>
    </conditions>
    <validation-rule reg-exp=""/>
    <selection-group>
      <conditions>
        <condition field="server" value="a"/>
      </conditions>
      <option label="None" value="auth-none"/>
      <option label="User" value="auth-user"/>
    </selection-group>
    <selection-group>
      <option label="None" value="auth-none"/>
    </selection-group>
  </field>
  <field name="v-flag" label="Flag" value-type="boolean">
    <boolean-options>
      <false-value value="no"/>
      <true-value value="yes"/>
    </boolean-options>
  </field>
</connection-fields>`,
  ],
  'connection-metadata': [
    `<connection-metadata>
  <database enabled="true" label="Database">
    <field default-value="main" optional="1"/>
  </database>
  <schema enabled="false" label="Schema"/>
  <table enabled="0" label="Table"/>
</connection-metadata>`,
  ],
  'connection-dialog': [
    `<connection-dialog class="brook">
  <connection-config>
    <warehouse-prompt value="W" enabled="true" optional="true" default="d"/>
    <authentication-mode value="ComboBoxIntegrated"/>
    <authentication-options>
      <option name="None" default="true" value="auth-none"/>
      <option name="UsernameAndPassword"/>
    </authentication-options>
    <connection-options>
      <option name="n" connection-type="t" server-prompt="s" show-port-prompt="true" show-service-prompt="false"/>
    </connection-options>
    <extended-properties>
      <property name="n" value="v"/>
    </extended-properties>
    <default-ssl-mode value="require"/>
    <db-name-prompt value="D" enabled="true" optional="true" default="d"/>
    <port-prompt value="P" enabled="true" optional="true" default="d"/>
    <server-prompt value="S" enabled="true" optional="true" default="d"/>
    <service-prompt value="V" enabled="true" optional="true" default="d"/>
    <vendor1-prompt value="1" enabled="true" optional="true" default="d"/>
    <vendor2-prompt value="2" enabled="true" optional="true" default="d"/>
    <vendor3-prompt value="3" enabled="true" optional="true" default="d"/>
    <has-databases value="true"/>
    <has-pre-connect-database value="true"/>
    <has-schemas value="true"/>
    <show-connection-prompt value="true"/>
    <show-db-browse-button value="true"/>
    <show-encryption-checkbox value="true"/>
    <show-import-ssl-cert-label value="true"/>
    <show-service-prompt value="true"/>
    <show-instance-url-prompt value="true"/>
    <show-ssl-checkbox value="true"/>
    <show-uncommitted-data-checkbox value="true"/>
    <ssl-requires-certificate value="true"/>
  </connection-config>
</connection-dialog>`,
  ],
  'connection-resolver': [
    `<tdr class="brook">
  <connection-resolver>
    <connection-properties><script file="properties.js"/></connection-properties>
    <connection-matcher/>
    <connection-builder><script file="builder.js">text</script></connection-builder>
    <connection-normalizer>
      <required-attributes>
        <setImpersonateAttributes/>
        <authentication-conditional operator="ne" value="x">
          <attribute-list><attr>username</attr></attribute-list>
        </authentication-conditional>
        <default-attributes>
          <default-attribute name="port">7800</default-attribute>
        </default-attributes>
        <attribute-list>
          <attr>server</attr>
          <attr>port</attr>
        </attribute-list>
      </required-attributes>
    </connection-normalizer>
  </connection-resolver>
  <driver-resolver bitness="64" type="odbc">
    <driver-match platform="mac">
      <driver-name type="regex" use-system-class-loader="true">Brook.*</driver-name>
      <driver-version exact="1" min="1.0" max="2.0"/>
      <incompatible-driver-version exact="1" min="1.0" max="2.0"/>
    </driver-match>
  </driver-resolver>
</tdr>`,
  ],
  dialect: [
    `<dialect name="Brook" class="brook" version="18.1" base="PostgreSQL90Dialect" dialect-version="1.0" flavor="f">
  <function-map>
    <function group="string" name="ASCII" return-type="int">
      <formula part="p">CODEPOINT(%1)</formula>
      <unagg-formula part="p">CODEPOINT(%1)</unagg-formula>
      <argument type="str"/>
    </function>
    <date-function name="DATEADD" return-type="date">
      <formula part="year">%1 + %2</formula>
      <unagg-formula part="day">%1</unagg-formula>
      <argument type="localstr"/>
    </date-function>
    <native-split-function>
      <formula part="p">SPLIT(%1, %2, %3)</formula>
      <formula/>
      <properties>
        <subtract-one-from-token-num value="true"/>
        <convert-null-to-empty-string value="true"/>
        <perform-null-check-on-query-string value="true"/>
        <split-limit value="10"/>
      </properties>
    </native-split-function>
    <recursive-split-function>
      <formula part="p"/>
      <properties>
        <use-null-for-empty-result value="true"/>
        <split-limit value="0"/>
      </properties>
    </recursive-split-function>
    <remove-function name="MEDIAN">
      <unagg-formula part="p"/>
      <argument type="real"/>
    </remove-function>
  </function-map>
  <supported-aggregations>
    <aggregation value="AGG_SUM"/>
    <aggregation value="TRUNC_ISO_WEEKDAY"/>
  </supported-aggregations>
  <sql-format>
    <base-types><local-type name="bool" value="b"/></base-types>
    <date-literal-escape value="OracleStyle"/>
    <date-parts>
      <date-part-group>
        <date-function name="DATEPARSE"/>
        <part name="iso-week" value="w"/>
      </date-part-group>
    </date-parts>
    <date-parts/>
    <format-bool-as-value value="TrueFirst"/>
    <format-column-definition>
      <local-type name="str"><remote-type name="WSTR" value="varchar"/></local-type>
    </format-column-definition>
    <format-create-table><formula predicate="LocalTemp">CREATE</formula></format-create-table>
    <format-date-literal formula="f" format="g"/>
    <format-datetime-literal formula="f" format="g"/>
    <format-drop-table><formula predicate="None">DROP</formula></format-drop-table>
    <format-false literal="l" predicate="p" value="v"/>
    <format-if-then-else value="IIF_"/>
    <format-index value="ColumnNameOnly"/>
    <format-insert value="Bulk"/>
    <format-is-distinct value="Keyword"/>
    <format-null><local-type name="int" value="i"/></format-null>
    <format-order-by value="AliasNulls"/>
    <format-select><part name="TopPercent" value="t"/></format-select>
    <format-set-isolation-level value="l"/>
    <format-simple-case value="BalancedIF"/>
    <format-stored-proc-call value="c" use-name-value-format="true"/>
    <format-string-literal value="Extended" unicode-prefix="N"/>
    <format-true literal="l" predicate="p" value="v"/>
    <icu-date-token-map><token key="yyyy" value="YYYY"/></icu-date-token-map>
    <id-allowed-characters value="abc"/>
    <id-case value="Lower"/>
    <id-max-length value="64"/>
    <id-quotes value="[]"/>
    <start-of-week-offset value="1"/>
    <start-of-week-format value="Number"/>
    <supported-joins><part name="Inner" value="v"/></supported-joins>
  </sql-format>
</dialect>`,
  ],
  'oauth-config': [
    `<pluginOAuthConfig>
  <dbclass>brook</dbclass>
  <oauthConfigId>main</oauthConfigId>
  <configLabel>Main</configLabel>
  <clientIdDesktop>id</clientIdDesktop>
  <clientSecretDesktop>text</clientSecretDesktop>
  <redirectUrisDesktop>http://localhost:55555/Callback</redirectUrisDesktop>
  <redirectUrisDesktop>http://localhost:55556/Callback</redirectUrisDesktop>
  <authUri>https://brook.example/authorize</authUri>
  <tokenUri>https://brook.example/token</tokenUri>
  <userInfoUri/>
  <instanceUrlSuffix/>
  <instanceUrlValidationRegex/>
  <defaultInstanceUrl/>
  <scopes>read</scopes>
  <scopes>write</scopes>
  <requiredAuthAttrs/>
  <requiredRefreshAttrs/>
  <capabilities>
    <entry><key>OAUTH_CAP_REQUIRE_PKCE</key><value>true</value></entry>
  </capabilities>
  <accessTokenResponseMaps>
    <entry><key>ACCESSTOKEN</key><value>access_token</value></entry>
  </accessTokenResponseMaps>
  <refreshTokenResponseMaps>
    <entry><key>ACCESSTOKEN</key><value>access_token</value></entry>
  </refreshTokenResponseMaps>
</pluginOAuthConfig>`,
  ],
  resource: [
    `<resources>
  <string name="host">Host</string>
  <string name="port">Port</string>
</resources>`,
  ],
}
