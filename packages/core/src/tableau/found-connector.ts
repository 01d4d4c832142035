import {
  attributeValue,
  type ConnectorSource,
  folderSource,
  readXml,
  tacoSource,
} from '../connector/index.ts'
import { maximumXmlFileSize } from '../connector/read-connector.ts'
import { withTacoFile } from '../connector/taco-file.ts'
import { TacosmithError } from '../errors.ts'
import type { ArchiveBytes } from '../format/zip/index.ts'
import { isReleaseVersion } from '../package/index.ts'
import { refuseMalformed, verifyTaco } from '../verify/index.ts'
import type { VerdictStatus } from '../verify/verdict.ts'
import { type Host, pathsOf } from './host.ts'
import type { ConnectorPlace } from './places.ts'

/** What a connector says of itself and what its signature is worth. */
export interface ConnectorIdentity {
  /** The manifest's `class`. */
  class: string
  /** The manifest's `plugin-version`; undefined where it has none. */
  version: string | undefined
  /** The oldest Tableau release that loads it, where its manifest names one. */
  minTableauVersion?: string
  /** As `verifyTaco` judges it; `unpacked` for a folder, which has no signature. */
  signature: VerdictStatus | 'unpacked'
  /** The day (ISO 8601, UTC) from which Tableau rejects it. */
  validUntil?: string
}

/** A connector that lies where Tableau looks. */
export interface FoundConnector extends ConnectorIdentity {
  place: ConnectorPlace
  /** The `.taco`, or the folder of an unpacked connector; absolute. */
  file: string
}

/** A connector that lies where Tableau does not load it. */
export interface IgnoredConnector extends FoundConnector {
  reason: string
}

/** Something that should be a connector and is none. */
export interface UnreadableConnector {
  place: ConnectorPlace
  file: string
  /** What is wrong with it. */
  reason: string
}

/** The contents of a place. */
export interface PlaceContents {
  place: ConnectorPlace
  exists: boolean
  /** By file name, which is the order in which we take Tableau to load them. */
  connectors: FoundConnector[]
  /** Connectors that Tableau does not load from here, however good they are. */
  ignored: IgnoredConnector[]
  unreadable: UnreadableConnector[]
}

/**
 * Reads all connectors in a place: `.taco` files and unpacked connectors. Tableau loads those only from some places, and
 * only where each has a folder of its own.
 *
 * Never throws, whatever the files are.
 *
 * @param trust the roots that signatures are judged by
 */
export async function readPlace(
  place: ConnectorPlace,
  host: Host,
  trust: readonly Uint8Array[],
): Promise<PlaceContents> {
  const contents: PlaceContents = { place, exists: true, connectors: [], ignored: [], unreadable: [] }
  try {
    const names = await host.disk.namesIn(place.folder)
    contents.exists = names !== undefined
    for (const candidate of await candidates(place, names ?? [], host))
      await readInto(contents, candidate, host, trust)
  } catch (error) {
    contents.unreadable.push({ place, file: place.folder, reason: reasonOf(error) })
  }
  return contents
}

const onlyTacos = 'Tableau takes only .taco files from this folder'

interface Candidate {
  file: string
  /** Why Tableau does not load it from here. */
  ignoredBecause?: string
}

async function candidates(place: ConnectorPlace, names: readonly string[], host: Host): Promise<Candidate[]> {
  const { join } = pathsOf(host)
  const takesFolders = place.kind === 'development' || place.kind === 'built-in'
  const found: Candidate[] = []
  if (await isConnectorFolder(place.folder, host)) {
    const ignoredBecause = takesFolders
      ? 'this is the searched folder itself, and Tableau looks for connectors in its subfolders: give the folder above'
      : onlyTacos
    found.push({ file: place.folder, ignoredBecause })
  }
  for (const name of names) {
    const file = join(place.folder, name)
    if (/\.taco$/i.test(name)) found.push({ file })
    else if (await isConnectorFolder(file, host))
      found.push(takesFolders ? { file } : { file, ignoredBecause: onlyTacos })
  }
  return found
}

/** Whether a path is the folder of an unpacked connector. */
export async function isConnectorFolder(path: string, host: Host): Promise<boolean> {
  if ((await host.disk.kindOf(path)) !== 'folder') return false
  return (await host.disk.kindOf(pathsOf(host).join(path, 'manifest.xml'))) === 'file'
}

async function readInto(
  contents: PlaceContents,
  { file, ignoredBecause }: Candidate,
  host: Host,
  trust: readonly Uint8Array[],
): Promise<void> {
  const { place } = contents
  try {
    const identity =
      (await host.disk.kindOf(file)) === 'folder'
        ? await identifyFolder(file)
        : await identifyTacoFile(file, host, trust)
    if (ignoredBecause === undefined) contents.connectors.push({ ...identity, place, file })
    else contents.ignored.push({ ...identity, place, file, reason: ignoredBecause })
  } catch (error) {
    // Nobody asks whether a folder that Tableau takes no notice of could be read.
    if (ignoredBecause === onlyTacos) return
    contents.unreadable.push({ place, file, reason: reasonOf(error) })
  }
}

/** Pipes and devices would keep the reader waiting for ever. */
async function identifyTacoFile(
  file: string,
  host: Host,
  trust: readonly Uint8Array[],
): Promise<ConnectorIdentity> {
  if ((await host.disk.kindOf(file)) !== 'file') {
    throw new TacosmithError('environment', `${file} is not a file, or is a link to nothing`)
  }
  return await withTacoFile(file, (taco) => identifyTaco(taco, trust, file))
}

/**
 * Says which connector a `.taco` is and what its signature is worth.
 *
 * @param name what messages call it
 * @throws TacosmithError `archive-malformed` or `connector-invalid` where it is not a connector, `environment` where the file
 *   cannot be read or changes meanwhile
 */
export async function identifyTaco(
  bytes: ArchiveBytes,
  trust: readonly Uint8Array[],
  name: string,
): Promise<ConnectorIdentity> {
  const manifest = await readManifest(await tacoSource(bytes, name))
  const verdict = await verifyTaco(bytes, { trust })
  refuseMalformed(verdict, name)
  const { status, validUntil } = verdict
  return { ...manifest, signature: status, ...(validUntil === undefined ? {} : { validUntil }) }
}

async function identifyFolder(folder: string): Promise<ConnectorIdentity> {
  return { ...(await readManifest(folderSource(folder))), signature: 'unpacked' }
}

/** Only the manifest: the rest of a connector says nothing about who it is. */
async function readManifest(
  source: ConnectorSource,
): Promise<Pick<ConnectorIdentity, 'class' | 'version' | 'minTableauVersion'>> {
  const size = await source.size?.('manifest.xml')
  const bytes =
    size !== undefined && size > maximumXmlFileSize ? undefined : await source.read('manifest.xml')
  if (bytes === undefined) {
    throw noConnector(
      source.name,
      size === undefined ? 'it contains no manifest.xml' : 'its manifest.xml is larger than 256 KB',
    )
  }
  const { document, problem } = readXml(bytes)
  if (document === undefined) {
    throw noConnector(source.name, `its manifest.xml cannot be read: ${problem?.message ?? 'no XML'}`)
  }
  const className = attributeValue(document.root, 'class')
  if (!className) throw noConnector(source.name, 'its manifest has no class')
  const minimum = attributeValue(document.root, 'min-version-tableau')?.trim() ?? ''
  return {
    class: className,
    version: attributeValue(document.root, 'plugin-version') || undefined,
    ...(isReleaseVersion(minimum) && { minTableauVersion: minimum }),
  }
}

function noConnector(name: string, found: string): TacosmithError {
  return new TacosmithError('connector-invalid', `${name} should be a connector, but ${found}`, {
    help: 'Run tacosmith validate on it to see everything that is wrong.',
  })
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
