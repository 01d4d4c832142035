import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { info, warning } from '@actions/core'
import { TacosmithError } from '@tacosmith/core'
import { visibleText } from '@tacosmith/core/adapter'
import { apiError, type GithubClient, statusOf } from './github-client.ts'
import type { Release } from './open-release.ts'

/** A file for a release. */
export interface AssetFile {
  name: string
  bytes: Uint8Array
  contentType: string
  label?: string
}

interface Asset {
  id: number
  name: string
  state: string
  browser_download_url: string
  /** `sha256:…`; older GitHub Enterprise Servers do not give it. */
  digest?: string | null
}

const ATTEMPTS = 4
/** Milliseconds before the second attempt; doubled for each one after it. */
const FIRST_PAUSE = 1_000

/**
 * Puts a file on a release.
 *
 * A file of that name that is there already stays where it is the same, is replaced with `overwrite`, and is an error
 * otherwise. An upload that GitHub broke off leaves an empty asset behind, which is removed before the next attempt.
 *
 * @returns where the file can be downloaded
 * @throws TacosmithError `output` where GitHub refuses, or has the file of that name already.
 */
export async function uploadAsset(
  client: GithubClient,
  release: Release,
  file: AssetFile,
  overwrite: boolean,
): Promise<string> {
  try {
    return await uploadOrReplace(client, release, file, overwrite)
  } catch (cause) {
    throw apiError(`uploading ${file.name}`, cause)
  }
}

async function uploadOrReplace(
  client: GithubClient,
  release: Release,
  file: AssetFile,
  overwrite: boolean,
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const asset = await upload(client, release, file)
      info(`Uploaded ${visibleText(file.name)} (${file.bytes.length} bytes)`)
      return asset.browser_download_url
    } catch (cause) {
      if (attempt === ATTEMPTS || !(isTaken(cause) || isPassing(cause))) throw cause
      if (isPassing(cause)) await pauseAfter(attempt, file, cause)
    }
    const existing = await findAsset(client, release, file.name)
    if (existing !== undefined && isSame(existing, file)) return existing.browser_download_url
    if (existing !== undefined) await removeAsset(client, existing, overwrite)
  }
}

/** Faults of the service and broken connections. */
function isPassing(cause: unknown): boolean {
  const status = statusOf(cause)
  return status === undefined || status >= 500
}

async function pauseAfter(attempt: number, { name }: AssetFile, cause: unknown): Promise<void> {
  const pause = FIRST_PAUSE * 2 ** (attempt - 1)
  const reason = statusOf(cause) ?? 'no answer'
  warning(`Uploading ${visibleText(name)} failed (${reason}); trying again in ${pause / 1000} s`)
  await sleep(pause)
}

/** The release has a file of that name. */
function isTaken(cause: unknown): boolean {
  return (
    statusOf(cause) === 422 &&
    JSON.stringify((cause as { response?: { data?: unknown } }).response?.data ?? '').includes(
      'already_exists',
    )
  )
}

function isSame({ state, digest }: Asset, { bytes }: AssetFile): boolean {
  return state === 'uploaded' && digest === `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

async function findAsset(client: GithubClient, { id }: Release, name: string): Promise<Asset | undefined> {
  const assets: Asset[] = await client.paginate(client.api.repos.listReleaseAssets, {
    ...client.repository,
    release_id: id,
  })
  return assets.find((asset) => asset.name === githubName(name))
}

/** GitHub puts a dot in the place of what it does not want in a name. */
export function githubName(name: string): string {
  return name.replaceAll(/[^\w.+@()[\]{}~-]+/g, '.')
}

async function removeAsset(client: GithubClient, asset: Asset, overwrite: boolean): Promise<void> {
  if (asset.state === 'uploaded' && !overwrite) {
    throw new TacosmithError('output', `the release already has a file ${asset.name}`, {
      help: 'Set overwrite to true to replace it, or release another version.',
    })
  }
  try {
    await client.api.repos.deleteReleaseAsset({ ...client.repository, asset_id: asset.id })
  } catch (cause) {
    // Another run may have been faster.
    if (statusOf(cause) !== 404) throw cause
  }
}

async function upload(client: GithubClient, release: Release, file: AssetFile): Promise<Asset> {
  const { data } = await client.request({
    method: 'POST',
    // The address that the release names: GitHub Enterprise Server has one of its own.
    url: release.uploadUrl,
    name: file.name,
    ...(file.label && { label: file.label }),
    // fetch sends the length; sent twice it is refused from Node 24 on.
    headers: { 'content-type': file.contentType },
    data: file.bytes,
    // Tried again above, where what a broken upload left behind is removed.
    request: { retries: 0 },
  })
  return data as Asset
}
