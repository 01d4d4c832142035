import { TacosmithError } from '../errors.ts'
import { compareReleaseVersions, isReleaseVersion } from '../package/index.ts'
import { comparePluginVersions } from '../package/plugin-version.ts'
import type {
  FoundConnector,
  IgnoredConnector,
  PlaceContents,
  UnreadableConnector,
} from './found-connector.ts'

/** The first release that takes the highest version; those before take what they load first. */
export const highestVersionSince: string = '2022.2'

/** The first release that loads `.taco` files. */
const tacoFilesSince = '2019.4'

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
export interface OutrankedConnector extends FoundConnector {
  /** From 1: when Tableau comes to it; undefined where Tableau does not load it at all. */
  order?: number
  reason: string
}

/** What becomes of the connectors of one class. */
export interface ClassResolution {
  class: string
  /** Undefined where Tableau loads none of them. */
  winner?: LoadedConnector
  /** Why it wins, or why none does. */
  reason: string
  /** The release from which on the winner is loaded, where older ones that choose in the same way do not load it. */
  since?: string
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
 * @param tableau the release that chooses, such as `2021.4`. Default: one that loads them all.
 * @throws TacosmithError `usage` where that is not a version
 */
export function resolveLoadOrder(places: readonly PlaceContents[], tableau?: string): LoadResolution {
  const regime = loadRegime(tableau)
  const rivals = places.flatMap(({ connectors }) => connectors)
  const tooNew = rivals.flatMap((rival): IgnoredConnector[] => {
    const reason = reasonNotToLoad(rival, tableau)
    return reason === undefined ? [] : [{ ...rival, reason }]
  })
  const loaded = rivals
    .filter((rival) => reasonNotToLoad(rival, tableau) === undefined)
    .map((rival, index) => ({ ...rival, order: index + 1 }))
  const ignored = [...tooNew, ...places.flatMap((place) => place.ignored)]
  const names = new Set([...rivals, ...ignored].map((one) => one.class))
  return {
    regime,
    classes: [...names].map((name) => {
      const isOfClass = (one: FoundConnector): boolean => one.class === name
      const resolution = resolveClass(name, loaded.filter(isOfClass), regime, tableau)
      return withIgnored(resolution, ignored.filter(isOfClass))
    }),
    unreadable: places.flatMap(({ unreadable }) => unreadable),
  }
}

function withIgnored(resolution: ClassResolution, ignored: readonly IgnoredConnector[]): ClassResolution {
  const { winner, reason, losers } = resolution
  if (ignored.length === 0) return resolution
  const isAlone = winner !== undefined && losers.length === 0
  return {
    ...resolution,
    reason: isAlone ? reason.replace(onlyOne, 'the only one of its class that Tableau loads') : reason,
    losers: [...losers, ...ignored],
  }
}

/** Undefined for a connector that a release loads. */
function reasonNotToLoad(
  { minTableauVersion, signature }: FoundConnector,
  tableau: string | undefined,
): string | undefined {
  if (tableau === undefined) return undefined
  if (minTableauVersion !== undefined && compareReleaseVersions(tableau, minTableauVersion) < 0)
    return `it needs Tableau ${minTableauVersion} or newer`
  if (signature !== 'unpacked' && compareReleaseVersions(tableau, tacoFilesSince) < 0)
    return `Tableau loads .taco files since ${tacoFilesSince}`
  return undefined
}

function resolveClass(
  name: string,
  rivals: readonly LoadedConnector[],
  regime: LoadRegime,
  tableau: string | undefined,
): ClassResolution {
  const winner = bestOf(rivals, regime)
  if (winner === undefined) return { class: name, reason: 'Tableau loads none of these', losers: [] }
  const since = tableau === undefined ? winsSince(winner) : undefined
  const earlier = since === undefined ? undefined : bestBefore(since, rivals, regime)
  const losers = rivals
    .filter((rival) => rival !== winner)
    .map((rival) => {
      const reason = reasonAgainst(rival, winner, regime)
      return { ...rival, reason: rival === earlier ? `${reason}; it wins before Tableau ${since}` : reason }
    })
  const reason = reasonFor(winner, losers, regime)
  return since === undefined
    ? { class: name, winner, reason, losers }
    : { class: name, winner, reason: `${reason}, from Tableau ${since} on`, since, losers }
}

function bestOf(rivals: readonly LoadedConnector[], regime: LoadRegime): LoadedConnector | undefined {
  const [first, ...later] = rivals
  if (first === undefined || regime === 'first-loaded') return first
  return later.reduce(
    (best, next) => (comparePluginVersions(next.version, best.version) > 0 ? next : best),
    first,
  )
}

/** Releases that choose the first loaded are not asked about unless one is named. */
function winsSince({ minTableauVersion }: LoadedConnector): string | undefined {
  if (minTableauVersion === undefined) return undefined
  return compareReleaseVersions(minTableauVersion, highestVersionSince) > 0 ? minTableauVersion : undefined
}

/** What the releases right before one take. */
function bestBefore(
  release: string,
  rivals: readonly LoadedConnector[],
  regime: LoadRegime,
): LoadedConnector | undefined {
  const isLoaded = ({ minTableauVersion: minimum }: LoadedConnector): boolean =>
    minimum === undefined || compareReleaseVersions(minimum, release) < 0
  return bestOf(rivals.filter(isLoaded), regime)
}

const onlyOne = 'the only one of its class'

function reasonFor(
  winner: LoadedConnector,
  losers: readonly OutrankedConnector[],
  regime: LoadRegime,
): string {
  if (losers.length === 0) return onlyOne
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
