import { join, resolve } from 'node:path'
import { TacosmithError } from '../errors.ts'
import { folderSource } from './folder-source.ts'

/**
 * Finds the connector folder.
 *
 * @param cwd where relative paths start
 * @param connector the folder that the user named: taken as it is if it exists, for what it lacks is a finding. Without
 *   it the folder `connector` is taken if it holds a manifest.xml, else `cwd` itself if it does.
 * @returns the absolute path of the folder
 * @throws TacosmithError `connector-not-found`, naming where it looked
 */
export async function findConnectorFolder(cwd: string, connector?: string): Promise<string> {
  if (connector !== undefined) {
    const folder = resolve(cwd, connector)
    await folderSource(folder).size?.('manifest.xml')
    return folder
  }
  const candidates = [resolve(cwd, 'connector'), resolve(cwd)]
  for (const candidate of candidates) {
    if (await holdsManifest(candidate)) return candidate
  }
  const looked = candidates.map((candidate) => join(candidate, 'manifest.xml')).join(' nor ')
  throw new TacosmithError('connector-not-found', `found no connector: there is neither ${looked}`, {
    help: 'Give the folder that contains its manifest.xml: as the path on the command line, or as `connector` in a configuration or plugin.',
  })
}

async function holdsManifest(folder: string): Promise<boolean> {
  try {
    return (await folderSource(folder).size?.('manifest.xml')) !== undefined
  } catch (error) {
    if (error instanceof TacosmithError && error.code === 'connector-not-found') return false
    throw error
  }
}
