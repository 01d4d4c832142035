export const port = '<attr>port</attr>'

export const builder = `<connection-builder>
      <script file="connectionBuilder.js"/>
    </connection-builder>`

/** Where the snippet follows the connection resolver of an odbc connector. */
export const inOdbcConnector = {
  file: 'connection-resolver.tdr',
  context: {
    replaces: '<!-- here -->',
    changes: {
      'manifest.xml': [['superclass="jdbc"', 'superclass="odbc"']],
      'connection-resolver.tdr': [['</tdr>', '<!-- here --></tdr>']],
    },
  },
} as const

export const driverResolver = `<driver-resolver>
  <driver-match>
    <driver-name type="exact">Brook ODBC Driver</driver-name>
  </driver-match>
</driver-resolver>`
