/** A connector for ODBC in plain JavaScript, laid out as those that were written by hand are: by path. */
export const plainConnector = {
  'manifest.xml': `<?xml version='1.0' encoding='utf-8' ?>

<connector-plugin class='harbour_odbc' superclass='odbc' plugin-version='1.4.0' name='Harbour ODBC' version='20.1'>
  <vendor-information>
    <company name='Harbour Data' />
    <support-link url='https://harbour.example/tableau/support' />
    <driver-download-link url='https://harbour.example/drivers' />
  </vendor-information>
  <connection-customization class='harbour_odbc' enabled='true' version='10.0'>
    <vendor name='vendor' />
    <driver name='driver' />
    <customizations>
      <customization name='CAP_CREATE_TEMP_TABLES' value='no' />
      <customization name='CAP_QUERY_GROUP_BY_BOOL' value='yes' />
      <customization name='CAP_QUERY_GROUP_BY_DEGREE' value='yes' />
      <customization name='CAP_QUERY_SORT_BY' value='yes' />
      <customization name='CAP_QUERY_TOP_N' value='yes' />
      <customization name='CAP_SUPPORTS_UNION' value='yes' />
    </customizations>
  </connection-customization>
  <connection-fields file='connection-fields.xml' />
  <connection-metadata file='connection-metadata.xml' />
  <connection-resolver file='connectionResolver.tdr' />
  <dialect file='dialect.tdd' />
</connector-plugin>
`,
  'connection-fields.xml': `<?xml version="1.0" encoding="utf-8"?>

<connection-fields>
  <field name="server" label="Server" category="endpoint" value-type="string" />
  <field name="port" label="Port" category="endpoint" value-type="string" default-value="4100" />
  <field name="authentication" label="Authentication" category="authentication" value-type="string"
         editable="false" default-value="auth-user-pass" />
  <field name="username" label="Username" category="authentication" value-type="string" />
  <field name="password" label="Password" category="authentication" value-type="string" secure="true" />
</connection-fields>
`,
  'connection-metadata.xml': `<?xml version="1.0" encoding="utf-8"?>

<connection-metadata>
  <database enabled="true" label="Database">
    <field />
  </database>
  <schema enabled="true" />
  <table enabled="true" />
</connection-metadata>
`,
  'connectionResolver.tdr': `<?xml version='1.0' encoding='utf-8' ?>

<tdr class='harbour_odbc'>
  <connection-resolver>
    <connection-builder>
      <script file='connectionBuilder.js' />
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
  </connection-resolver>
  <driver-resolver>
    <driver-match>
      <driver-name type='regex'>Harbour ODBC Driver*</driver-name>
    </driver-match>
  </driver-resolver>
</tdr>
`,
  'dialect.tdd': `<?xml version="1.0" encoding="utf-8"?>

<dialect name='HarbourDialect' class='harbour_odbc' version='20.1'>
  <function-map>
    <function group='string' name='ASCII' return-type='int'>
      <formula>ASCII(%1)</formula>
      <argument type='str' />
    </function>
  </function-map>
  <sql-format>
    <id-quotes value='"' />
  </sql-format>
</dialect>
`,
  'connectionBuilder.js': `(function buildConnection(attr) {
    var params = {};

    params["SERVER"] = attr["server"];
    params["PORT"] = attr["port"];
    params["DATABASE"] = attr["dbname"];
    params["UID"] = attr["username"];
    params["PWD"] = attr["password"];

    var parts = [];
    parts.push(connectionHelper.FormatKeyValuePair(driverLocator.keywordDriver, driverLocator.LocateDriver(attr)));
    for (var key in params) {
        if (params[key]) {
            parts.push(connectionHelper.FormatKeyValuePair(key, params[key]));
        }
    }
    return parts;
})
`,
}
