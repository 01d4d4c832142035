import { type Host, pathsOf } from './host.ts'
import { repositoriesIn, type TableauProduct } from './repository-names.ts'

/**
 * The repositories of a product that exist on a computer, the one that is most likely in use first.
 *
 * macOS keeps `~/Documents` where it is, whatever it is synchronised with. Windows moves it: into OneDrive, which the
 * variables `OneDriveCommercial`, `OneDrive` and `OneDriveConsumer` name, under a name that depends on the language; a
 * folder that the user moved elsewhere is known to the registry only, which Node cannot read.
 */
export async function findRepositories(product: TableauProduct, host: Host): Promise<string[]> {
  const found: string[] = []
  for (const documents of await documentsFolders(host)) {
    found.push(...(await repositoriesIn(documents, product, host)))
  }
  return found
}

/** Where a repository was looked for, for messages. */
export function describeDocuments(host: Host): string[] {
  const { join } = pathsOf(host)
  if (host.platform === 'darwin') return [join(host.home, 'Documents')]
  if (host.platform !== 'win32') return []
  return [...oneDriveFolders(host).map((folder) => join(folder, '*')), join(profileFolder(host), 'Documents')]
}

async function documentsFolders(host: Host): Promise<string[]> {
  const { join } = pathsOf(host)
  if (host.platform === 'darwin') return [join(host.home, 'Documents')]
  if (host.platform !== 'win32') return []
  const inOneDrive: string[] = []
  for (const folder of oneDriveFolders(host)) {
    const names = await host.disk.namesIn(folder).catch(() => undefined)
    inOneDrive.push(...(names ?? []).map((name) => join(folder, name)))
  }
  return [...inOneDrive, join(profileFolder(host), 'Documents')]
}

/** A backup of the Documents folder into OneDrive leaves an empty or outdated one behind, so OneDrive comes first. */
function oneDriveFolders({ environment }: Host): string[] {
  const { OneDriveCommercial, OneDrive, OneDriveConsumer } = environment
  const named = [OneDriveCommercial, OneDrive, OneDriveConsumer].filter((folder) => folder !== undefined)
  return [...new Set(named.filter((folder) => folder !== ''))]
}

function profileFolder({ environment, home }: Host): string {
  return environment.USERPROFILE || home
}
