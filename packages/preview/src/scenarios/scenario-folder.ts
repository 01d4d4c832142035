import { dirname, join } from 'node:path'

/** Where the scenarios of a connector lie: beside its folder, since what lies in it may be packaged. */
export function scenarioFolder(connector: string): string {
  return join(dirname(connector), 'scenarios')
}
