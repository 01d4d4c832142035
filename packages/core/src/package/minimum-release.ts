import type { Connector } from '../connector/connector.ts'
import { filesOfKind, isFullyRead } from '../connector/connector-files.ts'
import type { XmlAttribute } from '../connector/xml-document.ts'
import { attributeOf } from '../connector/xml-query.ts'
import { minimumBesidesSchemas, minimumTableauVersion } from './minimum-version.ts'
import { compareReleaseVersions, isReleaseVersion } from './release-version.ts'

const releases = new WeakMap<Connector, string>()
const otherwiseReleases = new WeakMap<Connector, string>()

/** The oldest Tableau release that loads the connector once it is packaged. */
export function oldestRelease(connector: Connector): string {
  const known = releases.get(connector) ?? minimumTableauVersion(connector).version
  releases.set(connector, known)
  return known
}

/**
 * The oldest release that would load the connector if nothing in it were unknown to the schemas of older ones, where
 * that is older than `release`; undefined also while a file cannot be read.
 */
export function otherwiseLoadedBy(connector: Connector, release: string): string | undefined {
  if (!isFullyRead(connector)) return undefined
  const otherwise = otherwiseReleases.get(connector) ?? minimumBesidesSchemas(connector).version
  otherwiseReleases.set(connector, otherwise)
  return compareReleaseVersions(otherwise, release) < 0 ? otherwise : undefined
}

/**
 * Whether a Tableau older than `release` loads the connector once it is packaged. Unknown, and so no, while a file
 * cannot be read: it may ask for a newer release.
 */
export function loadsBefore(connector: Connector, release: string): boolean {
  return isFullyRead(connector) && compareReleaseVersions(oldestRelease(connector), release) < 0
}

/** The manifest's own minimum version where it is lower than a release, although packaging would raise it. */
export function declaredBefore(
  connector: Connector,
  release: string,
): { file: string; attribute: XmlAttribute } | undefined {
  for (const { path, document } of filesOfKind(connector, 'manifest')) {
    const attribute = attributeOf(document.root, 'min-version-tableau')
    if (attribute === undefined || !isReleaseVersion(attribute.value)) continue
    if (compareReleaseVersions(attribute.value, release) < 0) return { file: path, attribute }
  }
  return undefined
}
