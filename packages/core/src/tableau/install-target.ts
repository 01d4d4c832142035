import { TacosmithError } from '../errors.ts'
import type { Host } from './host.ts'
import {
  allUsersPlace,
  type ConnectorPlace,
  developmentPlace,
  repositoryPlaces,
  serverPlaces,
  usedRepository,
} from './places.ts'
import type { TableauProduct } from './repository-names.ts'

/** For whom a connector is installed. Folders are absolute. */
export type InstallTarget =
  | { kind: 'products'; products: readonly TableauProduct[]; repository?: string }
  | { kind: 'all-users' }
  | { kind: 'server'; folder: string }
  | { kind: 'development'; folder: string }

/** A folder to install into, and all folders in which the Tableau that uses it looks, in load order. */
export interface InstallPlace {
  place: ConnectorPlace
  searched: ConnectorPlace[]
}

/**
 * The folders that a target stands for.
 *
 * @throws TacosmithError `environment` where this computer has no such folder, `usage` where one repository is named for
 *   two products
 */
export async function installPlaces(target: InstallTarget, host: Host): Promise<InstallPlace[]> {
  const shared = [allUsersPlace(host)].filter((place) => place !== undefined)
  const beside = (place: ConnectorPlace): InstallPlace => ({ place, searched: [...shared, place] })
  switch (target.kind) {
    case 'products':
      return (await productPlaces(target, host)).map(beside)
    case 'server':
      return (await serverPlaces(target.folder, host)).map(beside)
    case 'development':
      return [beside(developmentPlace(target.folder))]
    case 'all-users': {
      const place = expectAllUsers(host)
      return [{ place, searched: [place, ...(await repositoryPlaces('desktop', host)).slice(0, 1)] }]
    }
  }
}

async function productPlaces(
  { products, repository }: Extract<InstallTarget, { kind: 'products' }>,
  host: Host,
): Promise<ConnectorPlace[]> {
  if (repository !== undefined && products.length > 1) {
    throw new TacosmithError(
      'usage',
      `the repository ${repository} cannot belong to ${products.join(' and ')}`,
      {
        help: 'Each product has its own repository: install for one product at a time.',
      },
    )
  }
  const places: ConnectorPlace[] = []
  for (const product of products) places.push(await usedRepository(product, host, repository))
  return places
}

function expectAllUsers(host: Host): ConnectorPlace {
  const place = allUsersPlace(host)
  if (place !== undefined) return place
  throw new TacosmithError('environment', 'this system has no known folder for all users', {
    help: 'Install into the repository of each user: omit --all-users.',
  })
}

/**
 * Every folder on a computer in which connectors may be installed.
 *
 * @param target only the folders of this target. Default: the repositories of all products, also those that Tableau no
 *   longer uses, and the folder for all users.
 */
export async function knownPlaces(host: Host, target?: InstallTarget): Promise<ConnectorPlace[]> {
  if (target !== undefined) return (await installPlaces(target, host)).map(({ place }) => place)
  const shared = allUsersPlace(host)
  return [
    ...(shared === undefined ? [] : [shared]),
    ...(await repositoryPlaces('desktop', host)),
    ...(await repositoryPlaces('prep', host)),
  ]
}
