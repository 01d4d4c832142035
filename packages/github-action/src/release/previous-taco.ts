import { readFile } from 'node:fs/promises'
import { info } from '@actions/core'
import { TacosmithError } from '@tacosmith/core'
import { findTaco } from '../inputs/find-taco.ts'
import { apiError, type GithubClient, statusOf } from './github-client.ts'

/** Stands for the `.taco` on the release that GitHub calls the latest. */
export const LATEST_RELEASE = 'latest-release'

/** A `.taco` to compare with. */
export interface PreviousTaco {
  name: string
  bytes: Uint8Array
}

/**
 * Reads the `.taco` that a new one is compared with.
 *
 * @param client - Asked for only where the file has to be fetched.
 * @returns undefined where there is no release yet
 * @throws TacosmithError `connector-not-found` where the file or the release's `.taco` is missing.
 */
export async function readPreviousTaco(
  previous: string,
  workspace: string,
  client: () => GithubClient,
): Promise<PreviousTaco | undefined> {
  if (previous === LATEST_RELEASE) return await fetchLatest(client())
  const path = await findTaco(previous, workspace, 'previous-taco')
  return { name: previous, bytes: await readFile(path) }
}

async function fetchLatest(client: GithubClient): Promise<PreviousTaco | undefined> {
  try {
    const { data: release } = await client.api.repos.getLatestRelease(client.repository)
    const tacos = release.assets.filter(({ name }) => name.endsWith('.taco'))
    const [asset] = tacos
    if (asset === undefined || tacos.length > 1) throw notOne(release.tag_name, tacos.length)
    const { data } = await client.api.repos.getReleaseAsset({
      ...client.repository,
      asset_id: asset.id,
      headers: { accept: 'application/octet-stream' },
    })
    return {
      name: `${asset.name} of ${release.tag_name}`,
      bytes: new Uint8Array(data as unknown as ArrayBuffer),
    }
  } catch (cause) {
    if (statusOf(cause) !== 404) throw apiError('fetching the .taco of the latest release', cause)
    info('There is no release to compare with yet.')
    return undefined
  }
}

function notOne(tag: string, count: number): TacosmithError {
  return new TacosmithError(
    'connector-not-found',
    `the release ${tag} should have one .taco to compare with, but has ${count}`,
    { help: 'Download the right one in a separate step, and give its path as previous-taco.' },
  )
}
