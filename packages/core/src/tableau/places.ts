import { TacosmithError } from '../errors.ts'
import { describeDocuments, findRepositories } from './documents-folders.ts'
import { type Host, pathsOf } from './host.ts'
import {
  connectorsFolder,
  isConnectorsName,
  repositoryNames,
  type TableauProduct,
} from './repository-names.ts'

/**
 * A folder in which Tableau looks for connectors.
 *
 * - `built-in`: those that come with Tableau
 * - `all-users`: for everybody on a computer, and for Tableau Server
 * - `repository`: one user's
 * - `server`: one process of Tableau Server, the older way
 * - `development`: the folder that Tableau gets by `ConnectPluginsPath`
 */
export interface ConnectorPlace {
  kind: 'built-in' | 'all-users' | 'repository' | 'server' | 'development'
  /** Absolute. */
  folder: string
  /** Whose it is, for people: `Tableau Desktop`, `all users`. */
  owner: string
}

const productNames: Record<TableauProduct, string> = {
  desktop: 'Tableau Desktop',
  prep: 'Tableau Prep Builder',
}

/** What people call a product. */
export function productName(product: TableauProduct): string {
  return productNames[product]
}

/** The folder for all users of a computer, or undefined for a system on which none is known. */
export function allUsersPlace(host: Host): ConnectorPlace | undefined {
  const folder = allUsersFolder(host)
  return folder === undefined ? undefined : { kind: 'all-users', owner: 'all users', folder }
}

function allUsersFolder(host: Host): string | undefined {
  if (host.platform === 'linux') return '/opt/tableau/connectors'
  if (host.platform !== 'win32') return undefined
  return pathsOf(host).join(programFiles(host), 'Tableau', 'Connectors')
}

/** `C:\Program Files`, also for a process that Windows runs as a 32-bit one. */
export function programFiles({ environment }: Host): string {
  return environment.ProgramW6432 || environment.ProgramFiles || 'C:\\Program Files'
}

/**
 * The folders of a product's repositories, the one that is most likely in use first; none where the product never ran.
 *
 * @param repository the user's own repository, for one that is not found; its `Connectors` folder may be named too
 * @throws TacosmithError `environment` where the repository given does not exist
 */
export async function repositoryPlaces(
  product: TableauProduct,
  host: Host,
  repository?: string,
): Promise<ConnectorPlace[]> {
  const repositories =
    repository === undefined ? await findRepositories(product, host) : [await existing(repository, host)]
  const places: ConnectorPlace[] = []
  for (const found of repositories) {
    const isGiven = isConnectorsName(pathsOf(host).basename(found))
    const folder = isGiven ? found : await connectorsFolder(found, host)
    places.push({ kind: 'repository', owner: productNames[product], folder })
  }
  return places
}

async function existing(repository: string, host: Host): Promise<string> {
  if ((await host.disk.kindOf(repository)) === 'folder') return repository
  throw new TacosmithError('environment', `the repository ${repository} does not exist`, {
    help: `Give the folder that Tableau created when it was first started; in English it is called ${repositoryNames.desktop} or ${repositoryNames.prep}.`,
  })
}

/**
 * The folder of the repository that a product uses.
 *
 * @throws TacosmithError `environment` where there is none, naming where it was looked for
 */
export async function usedRepository(
  product: TableauProduct,
  host: Host,
  repository?: string,
): Promise<ConnectorPlace> {
  const [used] = await repositoryPlaces(product, host, repository)
  if (used !== undefined) return used
  const looked = describeDocuments(host)
  throw new TacosmithError(
    'environment',
    `found no ${repositoryNames[product]} of ${productNames[product]}${looked.length === 0 ? '' : ` in ${looked.join(' or in ')}`}`,
    {
      help:
        looked.length === 0
          ? `${productNames[product]} does not exist for this system. Give a repository with --repository, or see --help for all users and Tableau Server.`
          : `Start ${productNames[product]} once so that it makes the folder. If it did already, the folder is elsewhere (only the Windows registry knows where Documents was moved) or has a name in a language that tacosmith does not know: give it with --repository.`,
    },
  )
}

/**
 * The folders of Tableau Server in which each process looks, the older way. Prep's belong to it only where that part of
 * the server is installed.
 *
 * @param server the server's folder, which holds `data/tabsvc`
 * @throws TacosmithError `environment` where it holds none
 */
export async function serverPlaces(server: string, host: Host): Promise<ConnectorPlace[]> {
  const { join } = pathsOf(host)
  const services = join(server, 'data', 'tabsvc')
  if ((await host.disk.kindOf(services)) !== 'folder') {
    throw new TacosmithError(
      'environment',
      `${server} is not a Tableau Server folder: ${services} does not exist`,
      {
        help: 'Give the folder that contains data/tabsvc.',
      },
    )
  }
  const place = (process: string, owner: string): ConnectorPlace => ({
    kind: 'server',
    owner,
    folder: join(services, process, 'Connectors'),
  })
  const places = [place('vizqlserver', 'Tableau Server')]
  for (const [process, owner] of serverParts) {
    if ((await host.disk.kindOf(join(services, process))) === 'folder') places.push(place(process, owner))
  }
  return places
}

const serverParts: readonly (readonly [process: string, owner: string])[] = [
  ['flowprocessor', 'Prep Conductor'],
  ['flowqueryservice', 'Prep on the web'],
  ['flowminerva', 'Prep on the web'],
]

/** A folder that Tableau gets by `ConnectPluginsPath`. */
export function developmentPlace(folder: string): ConnectorPlace {
  return { kind: 'development', owner: 'under development', folder }
}

/** A folder of the connectors that come with Tableau. */
export function builtInPlace(folder: string): ConnectorPlace {
  return { kind: 'built-in', owner: 'built-in', folder }
}
