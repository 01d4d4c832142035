import type { Connector } from '../../connector/connector.ts'
import { minimumTableauVersion } from '../../package/minimum-version.ts'
import { compareReleaseVersions } from '../../package/release-version.ts'

const releases = new WeakMap<Connector, string>()

/** The oldest Tableau release that loads the connector once it is packaged. */
export function oldestRelease(connector: Connector): string {
  const known = releases.get(connector) ?? minimumTableauVersion(connector).version
  releases.set(connector, known)
  return known
}

/** Whether a Tableau older than `release` loads the connector once it is packaged. */
export function loadsBefore(connector: Connector, release: string): boolean {
  return compareReleaseVersions(oldestRelease(connector), release) < 0
}
