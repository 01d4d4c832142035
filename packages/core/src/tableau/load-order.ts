import { TacosmithError } from '../errors.ts'
import { compareReleaseVersions, isReleaseVersion } from '../package/index.ts'
import { comparePluginVersions } from '../package/plugin-version.ts'
import type { FoundConnector, PlaceContents, UnreadableConnector } from './found-connector.ts'

/** The first release that takes the highest version; those before take what they load first. */
export const highestVersionSince: string = '2022.2'

/**
 * How Tableau chooses among connectors of one class.
 *
 * - `highest-version`: the highest `plugin-version`, on a tie the first loaded; since 2022.2
 * - `first-loaded`: before
 */
export type LoadRegime = 'highest-version' | 'first-loaded'

/** A connector in load order. */
export interface LoadedConnector extends FoundConnector {
  /** From 1: when Tableau comes to it. */
  order: number
}

/** A connector that Tableau passes over. */
export interface OutrankedConnector extends LoadedConnector {
  reason: string
}

/** What becomes of the connectors of one class. */
export interface ClassResolution {
  class: string
  winner: LoadedConnector
  /** Why it wins. */
  reason: string
  losers: OutrankedConnector[]
}

/** Which connectors Tableau takes. */
export interface LoadResolution {
  regime: LoadRegime
  /** In the order in which the classes are met. */
  classes: ClassResolution[]
  /** What is not a connector takes no part. */
  unreadable: UnreadableConnector[]
}

/**
 * The rule by which a release of Tableau chooses.
 *
 * @param tableau such as `2021.4`. Default: a current one.
 * @throws TacosmithError `usage` where it is not a version
 */
export function loadRegime(tableau?: string): LoadRegime {
  if (tableau === undefined) return 'highest-version'
  if (!isReleaseVersion(tableau)) {
    throw new TacosmithError('usage', `${tableau} is not a Tableau version`, {
      help: 'Give a release such as 2021.4.',
    })
  }
  return compareReleaseVersions(tableau, highestVersionSince) < 0 ? 'first-loaded' : 'highest-version'
}

/**
 * Says which connector of each class Tableau takes. Signatures play no part: that a connector is chosen does not mean
 * that Tableau accepts it.
 *
 * @param places in load order: built-in, all users, the user's repository, under development
 */
export function resolveLoadOrder(places: readonly PlaceContents[], regime: LoadRegime): LoadResolution {
  const byClass = new Map<string, LoadedConnector[]>()
  const loaded = places.flatMap(({ connectors }) => connectors)
  for (const [index, connector] of loaded.entries()) {
    const rivals = byClass.get(connector.class) ?? []
    rivals.push({ ...connector, order: index + 1 })
    byClass.set(connector.class, rivals)
  }
  return {
    regime,
    classes: [...byClass].flatMap(([name, rivals]) => resolveClass(name, rivals, regime)),
    unreadable: places.flatMap(({ unreadable }) => unreadable),
  }
}

function resolveClass(
  name: string,
  rivals: readonly LoadedConnector[],
  regime: LoadRegime,
): ClassResolution[] {
  const [first, ...later] = rivals
  if (first === undefined) return []
  const winner =
    regime === 'first-loaded'
      ? first
      : later.reduce(
          (best, next) => (comparePluginVersions(next.version, best.version) > 0 ? next : best),
          first,
        )
  const losers = rivals
    .filter((rival) => rival !== winner)
    .map((rival) => ({ ...rival, reason: reasonAgainst(rival, winner, regime) }))
  return [{ class: name, winner, reason: reasonFor(winner, losers, regime), losers }]
}

function reasonFor(
  winner: LoadedConnector,
  losers: readonly OutrankedConnector[],
  regime: LoadRegime,
): string {
  if (losers.length === 0) return 'the only one of its class'
  if (regime === 'first-loaded') return 'the first loaded'
  const isTied = losers.some(({ version }) => comparePluginVersions(version, winner.version) === 0)
  return isTied ? 'the first loaded of those with the highest version' : 'the highest version'
}

function reasonAgainst(rival: LoadedConnector, winner: LoadedConnector, regime: LoadRegime): string {
  const isTied = comparePluginVersions(rival.version, winner.version) === 0
  if (regime === 'highest-version' && !isTied) {
    return `version ${rival.version ?? '(none)'} is lower than ${winner.version ?? '(none)'}`
  }
  const why = regime === 'first-loaded' ? 'loaded later' : 'the same version, loaded later'
  // Tableau's documentation gives the order of the folders, not the order within one.
  return rival.place.folder === winner.place.folder ? `${why}, if Tableau goes by file name` : why
}
