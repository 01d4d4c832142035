import type { Connector, FileKind } from '../../connector/connector.ts'
import { capabilitiesArea } from './capabilities.ts'
import type {
  ComparedConnector,
  ConnectorChange,
  ConnectorDiff,
  Difference,
  NotCompared,
} from './connector-diff.ts'
import { dialectArea } from './dialect.ts'
import { metadataArea, oldDialogArea } from './dialogs.ts'
import { fieldsArea } from './fields.ts'
import { filesArea } from './files.ts'
import { identityArea, versionNotRaised } from './identity.ts'
import { lostConnections } from './lost-connections.ts'
import { oauthArea, withoutSecrets } from './oauth.ts'
import { requiredAttributesArea, resolverArea } from './resolver.ts'
import { alwaysNeeded, reviewClasses, reviewMaterials, strictestReview } from './review.ts'
import { scriptsArea } from './scripts.ts'
import { signatureArea } from './signature.ts'
import { stringsArea } from './strings.ts'
import { type Area, compareSubjects } from './subjects.ts'

const areas: readonly Area[] = [
  identityArea,
  fieldsArea,
  metadataArea,
  oldDialogArea,
  requiredAttributesArea,
  resolverArea,
  capabilitiesArea,
  dialectArea,
  scriptsArea,
  oauthArea,
  stringsArea,
  filesArea,
  signatureArea,
]

/**
 * Compares two connectors by what they mean, and says how closely Tableau Exchange will look at the update.
 *
 * The order of attributes, formatting and comments do not count. Nothing is read but what the connectors hold: a
 * script that a bundler has yet to build is named in `notCompared`, as is a file that is not well-formed.
 */
export function diffConnectors(old: ComparedConnector, updated: ComparedConnector): ConnectorDiff {
  const unread = [...unreadFiles(old.connector, 'old'), ...unreadFiles(updated.connector, 'new')]
  const unreadKinds = new Set(unread.map(({ kind }) => kind))
  const changes = areas
    .filter(({ kinds }) => kinds.every((kind) => !unreadKinds.has(kind)))
    .flatMap((area) => changesIn(area, old, updated, unread))
  const all = [...changes, ...missingVersion(old.connector, updated.connector, changes)]
  const review = strictestReview(all.map((change) => change.review))
  const hasMaterials = review !== 'none' && review !== 'forbidden'
  return {
    old: identityOf(old.connector),
    new: identityOf(updated.connector),
    review,
    materials: hasMaterials
      ? reviewMaterials([...alwaysNeeded, ...all.flatMap(({ materials }) => materials)])
      : [],
    changes: all.toSorted(
      (one, other) => reviewClasses.indexOf(other.review) - reviewClasses.indexOf(one.review),
    ),
    lostConnections: lostConnections(old.connector, updated.connector, unreadKinds),
    notCompared: unread.map(({ side, file, reason }) => ({ side, file, reason })),
  }
}

function changesIn(
  area: Area,
  old: ComparedConnector,
  updated: ComparedConnector,
  unread: readonly Unread[],
): ConnectorChange[] {
  // A folder has no signature to lose.
  if (area === signatureArea && (old.verdict === undefined || updated.verdict === undefined)) return []
  const isScript = area === scriptsArea
  const isUnread = (role: string): boolean => isScript && unread.some(({ script }) => script === role)
  return compareSubjects(area.read(old), area.read(updated), area.order)
    .filter(({ subject }) => !isUnread(subject))
    .map((difference) => ({
      area: area.name,
      ...(isScript ? withoutText(difference) : withoutSecrets(difference)),
      ...area.judge(difference, old, updated),
    }))
}

/** A script is too long to be shown. */
function withoutText(difference: Difference): Difference {
  if (difference.kind !== 'changed') return difference
  const { kind, subject, file } = difference
  return { kind, subject, ...(file !== undefined && { file }) }
}

/** An update that keeps its version shows no difference there; a new signature alone and another class are not such an update. */
function missingVersion(
  { className, pluginVersion: before }: Connector,
  { className: newClass, pluginVersion: after, files }: Connector,
  changes: readonly ConnectorChange[],
): ConnectorChange[] {
  const hasContent = changes.some(({ area }) => area !== 'signature')
  if (!hasContent || before !== after || className !== newClass) return []
  const [manifest] = files
  return [
    {
      ...{ area: 'identity', kind: 'unchanged', subject: 'connector', property: 'plugin-version' },
      ...(before !== undefined && { before, after: before }),
      ...(manifest !== undefined && { file: manifest.path }),
      ...versionNotRaised,
    },
  ]
}

function identityOf({ className, pluginVersion }: Connector): ConnectorDiff['old'] {
  return { class: className, version: pluginVersion }
}

interface Unread extends NotCompared {
  kind: FileKind
  /** The role of a script. */
  script?: string
}

/** Files that a connector should have and that cannot be compared. */
function unreadFiles({ files, references, scripts }: Connector, side: 'old' | 'new'): Unread[] {
  const missing = references.flatMap(({ path, kind, attribute }): Unread[] => {
    if (path !== undefined && files.some((file) => file.path === path && file.kind === kind)) return []
    const role = scripts.find(({ reference }) => reference.attribute === attribute)?.role
    const name = path ?? attribute.value
    return [{ side, file: name, kind, reason: 'it is missing', ...(role !== undefined && { script: role }) }]
  })
  const malformed = files.flatMap(({ path, kind, document }): Unread[] =>
    kind === 'script' || document !== undefined
      ? []
      : [{ side, file: path, kind, reason: 'it is not well-formed XML' }],
  )
  const manifest = files.some(({ kind }) => kind === 'manifest')
    ? []
    : [{ side, file: 'manifest.xml', kind: 'manifest' as const, reason: 'it is missing' }]
  return [...manifest, ...missing, ...malformed]
}
