import { defineConnectionBuilder } from '@tacosmith/core/script'
import driverDefaults from './driver-defaults.json'
import { mergeKeywords, odbcPairs } from './odbc-pairs.ts'

/** Tableau calls this with the values of the dialog; the answer becomes the connection string of the driver. */
export default defineConnectionBuilder((attr) => {
  const port = attr.port.trim() || '3306'
  if (Number(port) > 65535) {
    return connectionHelper.ThrowTableauException(`There is no port ${port}; the highest one is 65535.`)
  }
  const fromDialog = {
    [driverLocator.keywordDriver]: driverLocator.LocateDriver(attr),
    SERVER: attr.server.trim(),
    PORT: port,
    DATABASE: attr.dbname,
    [connectionHelper.keywordODBCUsername]: attr.username,
    [connectionHelper.keywordODBCPassword]:
      attr.authentication === 'auth-user-pass' ? attr.password : undefined,
    SSLMODE: attr.sslmode === 'require' ? 'REQUIRED' : 'PREFERRED',
    CHARSET: attr['v-character-set'],
  }
  // Whoever edits the connection may change how the driver works, but not where it connects to.
  const extras = connectionHelper.ParseODBCConnectString(attr['odbc-connect-string-extras'] ?? '')
  return odbcPairs(mergeKeywords(driverDefaults, extras, fromDialog))
})
