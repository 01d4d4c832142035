import type { Connector } from '../../connector/connector.ts'
import { superclassOf } from '../manifest/superclass.ts'
import { knownCapabilities } from './capability-table.ts'

const wrongPrefixes: ReadonlyMap<string, string> = new Map([
  ['jdbc', 'CAP_ODBC_'],
  ['odbc', 'CAP_JDBC_'],
  ['mysql_odbc', 'CAP_JDBC_'],
])

/** Names that nobody knows are another finding. */
export function belongsToOtherProtocol(connector: Connector, name: string): boolean {
  const wrongPrefix = wrongPrefixes.get(superclassOf({ connector }))
  return wrongPrefix !== undefined && name.startsWith(wrongPrefix) && knownCapabilities().has(name)
}
