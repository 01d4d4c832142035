import type { Connector, ConnectorFile } from '../connector/connector.ts'
import { nullOauthConfig } from '../connector/file-references.ts'
import type { TextPosition, XmlElement } from '../connector/xml-document.ts'
import { attributeOf, attributeValue, childrenNamed, descendants, findPath } from '../connector/xml-query.ts'
import { compareReleaseVersions, isReleaseVersion } from './release-version.ts'
import { youngerParts } from './schema-releases.ts'

/** Something in a connector that an older Tableau does not know. */
export interface MinimumVersionReason {
  /** The first Tableau release that knows it, for instance `2021.1`. */
  version: string
  /** What it is, in words. */
  message: string
  /** Relative to the connector folder, forward slashes. */
  file?: string
  /** 1-based. */
  line?: number
  /** 1-based, in UTF-16 code units. */
  column?: number
}

/** The oldest Tableau release that can load a connector. */
export interface MinimumVersion {
  version: string
  /** Everything that asks for a certain release, in the order of the files, the manifest first. */
  reasons: MinimumVersionReason[]
}

/** The oldest release that loads packaged connectors at all. */
export const oldestTableauVersion: string = '2019.4'

/** Elements of an OAuth configuration that came after its first release. */
const oauthElementVersions: readonly (readonly [string, string])[] = [
  ['oauthConfigId', '2021.4'],
  ['instanceUrlSuffix', '2023.1'],
  ['configLabel', '2023.2'],
  ['defaultInstanceUrl', '2023.3'],
]

const contactSupportUrl = 'https://www.tableau.com/support'

/**
 * Finds the oldest Tableau release that can load the connector: the highest release that anything in it asks for. A
 * higher `min-version-tableau` in the manifest wins; a lower one, or one that is not a version, is ignored.
 *
 * Every reason is listed, even if a higher one outdoes it.
 */
export function minimumTableauVersion(connector: Connector): MinimumVersion {
  return minimumOf(connector, (file) => [...reasonsOf(file), ...schemaReasons(file)])
}

/** The same where the schemas of older releases are left out of account: what would count without what they refuse. */
export function minimumBesidesSchemas(connector: Connector): MinimumVersion {
  return minimumOf(connector, reasonsOf)
}

function minimumOf(
  connector: Connector,
  reasonsFor: (file: ConnectorFile) => MinimumVersionReason[],
): MinimumVersion {
  const reasons = connector.files.flatMap(reasonsFor)
  const needed = reasons.reduce(
    (highest, { version }) => (compareReleaseVersions(version, highest) > 0 ? version : highest),
    oldestTableauVersion,
  )
  const given = givenVersion(connector.files, needed)
  if (given === undefined) return { version: needed, reasons }
  return { version: given.version, reasons: [given, ...reasons] }
}

/** The manifest's own version, where it is higher than what the connector needs. */
function givenVersion(files: ConnectorFile[], needed: string): MinimumVersionReason | undefined {
  const manifest = files.find(({ kind }) => kind === 'manifest')
  const attribute = manifest?.document && attributeOf(manifest.document.root, 'min-version-tableau')
  if (manifest === undefined || attribute === undefined) return undefined
  const { value: version, start } = attribute
  if (!isReleaseVersion(version) || compareReleaseVersions(version, needed) <= 0) return undefined
  return { version, message: 'the manifest asks for it (min-version-tableau)', ...place(manifest, start) }
}

function reasonsOf(file: ConnectorFile): MinimumVersionReason[] {
  const root = file.document?.root
  if (root === undefined) return []
  if (file.kind === 'manifest') return manifestReasons(file, root)
  if (file.kind === 'connection-resolver') return resolverReasons(file, root)
  if (file.kind === 'oauth-config') return oauthReasons(file, root)
  if (file.kind !== 'connection-fields') return []
  return [
    {
      version: '2020.3',
      message: 'it has connection fields (connection dialog v2)',
      ...place(file, root.start),
    },
  ]
}

function manifestReasons(file: ConnectorFile, root: XmlElement): MinimumVersionReason[] {
  const reasons: MinimumVersionReason[] = []
  for (const link of descendants(root, 'support-link')) {
    const url = attributeOf(link, 'url')
    if (url?.value !== contactSupportUrl) continue
    const message = 'its support link leads to the support of Tableau'
    reasons.push({ version: '2021.1', message, ...place(file, url.start) })
  }
  const [first, second] = childrenNamed(root, 'oauth-config')
  if (second !== undefined) {
    const message = 'it has more than one OAuth configuration'
    reasons.push({ version: '2023.1', message, ...place(file, second.start) })
  } else if (first !== undefined && attributeValue(first, 'file') === nullOauthConfig) {
    const message = `it declares that it has no OAuth configuration (${nullOauthConfig})`
    reasons.push({ version: '2023.3', message, ...place(file, first.start) })
  }
  return reasons
}

function resolverReasons(file: ConnectorFile, root: XmlElement): MinimumVersionReason[] {
  const requiredAttributes = ['connection-resolver', 'connection-normalizer', 'required-attributes'] as const
  const list = findPath(root, ...requiredAttributes, 'attribute-list')
  if (list !== undefined && list.children.length > 0) return []
  const message = 'its connection resolver has no attribute list, so Tableau infers it'
  return [{ version: '2021.1', message, ...place(file, (list ?? root).start) }]
}

function oauthReasons(file: ConnectorFile, root: XmlElement): MinimumVersionReason[] {
  const reasons = [
    { version: '2021.1', message: 'it has an OAuth configuration', ...place(file, root.start) },
  ]
  for (const [name, version] of oauthElementVersions) {
    const [element] = descendants(root, name)
    if (element === undefined) continue
    reasons.push({ version, message: `its OAuth configuration uses ${name}`, ...place(file, element.start) })
  }
  return reasons
}

/** Of several places for one release the first: an author has to look at one of them to know. */
function schemaReasons(file: ConnectorFile): MinimumVersionReason[] {
  if (file.document === undefined || file.kind === 'script') return []
  const reasons = new Map<string, MinimumVersionReason>()
  for (const { release, what, place: at } of youngerParts(file.kind, file.document.root)) {
    const message = `it has ${what}: older releases call the file malformed`
    const reason = { version: release, message, ...place(file, at.start) }
    if (!reasons.has(`${release} ${what}`)) reasons.set(`${release} ${what}`, reason)
  }
  return [...reasons.values()]
}

function place(file: ConnectorFile, start: TextPosition): { file: string; line: number; column: number } {
  return { file: file.path, line: start.line, column: start.column }
}
