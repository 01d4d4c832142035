import { rm } from 'node:fs/promises'
import { type FoundConnector, readPlace, type UnreadableConnector } from './found-connector.ts'
import { type Host, pathsOf } from './host.ts'
import type { ConnectorPlace } from './places.ts'

/** A file that was taken away, or could not be. */
export interface UninstalledFile {
  place: ConnectorPlace
  file: string
  /** Undefined for a file that was no connector. */
  class?: string
  version?: string
}

/** What {@link uninstallConnector} did. */
export interface Uninstallation {
  removed: UninstalledFile[]
  /** Found, but still there. */
  failed: (UninstalledFile & { reason: string })[]
  /** Where it looked. */
  searched: ConnectorPlace[]
}

/**
 * Removes the `.taco` files of a connector from places where Tableau looks. Unpacked connectors are never removed: they
 * are work of the user.
 *
 * @param wanted the connector's class, or the name of a file, with or without `.taco`
 */
export async function uninstallConnector(
  wanted: string,
  places: readonly ConnectorPlace[],
  host: Host,
): Promise<Uninstallation> {
  const result: Uninstallation = { removed: [], failed: [], searched: [...places] }
  for (const place of places) {
    const { connectors, unreadable } = await readPlace(place, host, [])
    for (const found of [...connectors, ...unreadable]) {
      if (isWanted(found, wanted, host)) await remove(found, result)
    }
  }
  return result
}

function isWanted(found: FoundConnector | UnreadableConnector, wanted: string, host: Host): boolean {
  const { basename } = pathsOf(host)
  const name = basename(found.file)
  // A folder is not an installed file, nor is a place that could not be opened.
  if (!/\.taco$/i.test(name) || ('signature' in found && found.signature === 'unpacked')) return false
  if ('class' in found && found.class === wanted) return true
  const fold = (text: string): string => (host.platform === 'linux' ? text : text.toLowerCase())
  return [wanted, `${wanted}.taco`].map(fold).includes(fold(name))
}

async function remove(
  found: FoundConnector | UnreadableConnector,
  { removed, failed }: Uninstallation,
): Promise<void> {
  const { place, file } = found
  const identity =
    'class' in found
      ? { class: found.class, ...(found.version === undefined ? {} : { version: found.version }) }
      : {}
  try {
    await rm(file)
    removed.push({ place, file, ...identity })
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    const reason =
      code === 'EACCES' || code === 'EPERM' ? 'permission denied' : String((cause as Error).message)
    failed.push({ place, file, ...identity, reason })
  }
}
