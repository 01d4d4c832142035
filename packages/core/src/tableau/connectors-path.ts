import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { folderSource, readConnector } from '../connector/index.ts'
import { TacosmithError } from '../errors.ts'
import { writeFileWhole } from '../output/index.ts'
import { planScripts } from '../scripts/plan/plan-scripts.ts'
import { isConnectorFolder, type PlaceContents, readPlace } from './found-connector.ts'
import type { Host } from './host.ts'
import { developmentPlace } from './places.ts'

/** A folder to give to Tableau as `ConnectPluginsPath`. */
export interface ConnectorsPath {
  /** Absolute; holds one folder for each connector, or `.taco` files. */
  folder: string
  /**
   * How it was made.
   *
   * - `given`: it is the folder that was named.
   * - `parent`: the one above the connector that was named.
   * - `linked`: a folder of ours that holds a link to what was named.
   * - `copied`: the same with a copy, which does not follow later changes.
   */
  origin: 'given' | 'parent' | 'linked' | 'copied'
  contents: PlaceContents
}

/**
 * Finds or makes the folder that Tableau reads a connector under development from.
 *
 * Tableau takes a folder that holds connectors, not a connector. So for a connector's own folder it is the one above, if
 * that holds nothing but connectors: Tableau would load whatever else lies there. Otherwise, and for a single `.taco`, a
 * folder is made in `workFolder` that holds a link to the connector, so that Tableau sees every later change. It stays,
 * for Tableau keeps reading it, and the same connector gets the same folder again.
 *
 * @param path a connector's folder, a folder of such or of `.taco` files, or a `.taco`; absolute
 * @param workFolder where folders may be made; absolute
 * @param trust the roots that signatures are judged by
 * @throws TacosmithError `connector-not-found` where no connector is there, `output` where the folder cannot be made
 */
export async function prepareConnectorsPath(
  path: string,
  workFolder: string,
  host: Host,
  trust: readonly Uint8Array[],
): Promise<ConnectorsPath> {
  const { folder, origin } = await chooseFolder(path, workFolder, host)
  const contents = await readPlace(developmentPlace(folder), host, trust)
  if (contents.connectors.length > 0) return { folder, origin, contents }
  const [unreadable] = contents.unreadable
  throw new TacosmithError(
    'connector-not-found',
    unreadable === undefined ? `found no connector in ${path}` : unreadable.reason,
    {
      help: 'Give the folder that contains the manifest.xml of the connector, a folder of connectors, or a .taco file.',
    },
  )
}

async function chooseFolder(
  path: string,
  workFolder: string,
  host: Host,
): Promise<Pick<ConnectorsPath, 'folder' | 'origin'>> {
  const kind = await host.disk.kindOf(path)
  if (kind === undefined) {
    throw new TacosmithError('connector-not-found', `${path} does not exist`, {
      help: 'Give the folder of a connector, a folder of connectors, or a .taco file.',
    })
  }
  if (kind === 'file') return await copyTaco(path, await emptyFolder(workFolder, path))
  if (!(await isConnectorFolder(path, host))) return { folder: path, origin: 'given' }
  const parent = dirname(path)
  if (await holdsOnlyConnectors(parent, host)) return { folder: parent, origin: 'parent' }
  return await linkFolder(path, await emptyFolder(workFolder, path))
}

/** Files that are not connectors do not disturb Tableau, nor do hidden folders. */
async function holdsOnlyConnectors(folder: string, host: Host): Promise<boolean> {
  const names = await host.disk.namesIn(folder).catch(() => undefined)
  if (names === undefined || (await isConnectorFolder(folder, host))) return false
  for (const name of names) {
    if (/\.taco$/i.test(name)) return false
    const path = join(folder, name)
    const isFolder = (await host.disk.kindOf(path)) === 'folder'
    if (isFolder && !name.startsWith('.') && !(await isConnectorFolder(path, host))) return false
  }
  return true
}

/** One folder for each connector: those of different projects are often called the same. */
async function emptyFolder(workFolder: string, path: string): Promise<string> {
  const folder = join(workFolder, createHash('sha256').update(path).digest('hex').slice(0, 16))
  try {
    // Removes links, never what they lead to.
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    return folder
  } catch (cause) {
    throw new TacosmithError('output', `cannot create the folder ${folder}`, {
      help: 'Set TACOSMITH_HOME to a writable folder.',
      cause,
    })
  }
}

async function linkFolder(path: string, folder: string): Promise<Pick<ConnectorsPath, 'folder' | 'origin'>> {
  const link = join(folder, basename(path))
  try {
    // On Windows a junction, which unlike a link needs no special rights.
    await symlink(path, link, 'junction')
    return { folder, origin: 'linked' }
  } catch {
    await copyFolder(path, link)
    return { folder, origin: 'copied' }
  }
}

async function copyFolder(path: string, target: string): Promise<void> {
  const source = folderSource(path)
  for (const name of await source.list()) {
    const bytes = await source.read(name)
    if (bytes !== undefined) await writeFileWhole(join(target, name), bytes)
  }
}

async function copyTaco(path: string, folder: string): Promise<Pick<ConnectorsPath, 'folder' | 'origin'>> {
  await writeFileWhole(join(folder, basename(path)), await readFile(path))
  return { folder, origin: 'copied' }
}

/**
 * The scripts of an unpacked connector that Tableau cannot read before they are built: TypeScript and ES modules.
 *
 * @returns their paths in the folder
 */
export async function unbuiltScripts(folder: string): Promise<string[]> {
  const plans = await planScripts(await readConnector(folderSource(folder)))
  return plans.filter(({ kind }) => kind === 'module').map(({ sourcePath }) => sourcePath)
}
