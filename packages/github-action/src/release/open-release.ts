import { apiError, type GithubClient, statusOf } from './github-client.ts'

/** A release, as far as files are put on it. */
export interface Release {
  id: number
  url: string
  /** A URI template. */
  uploadUrl: string
  /** Made in this run, as a draft that nobody sees yet. */
  isNew: boolean
}

interface AnsweredRelease {
  id: number
  html_url: string
  upload_url: string
}

/**
 * Finds the release of a tag, drafts included, or makes one: a draft, so that nobody meets a release without its file.
 *
 * @param id - That of the release whose event started the run.
 * @throws TacosmithError `output` where GitHub refuses.
 */
export async function openRelease(
  client: GithubClient,
  { tag, id, version }: { tag: string; id: number | undefined; version: string },
): Promise<Release> {
  try {
    const found = id === undefined ? await findRelease(client, tag) : await releaseById(client, id)
    if (found !== undefined) return toRelease(found, false)
    const { data } = await client.api.repos.createRelease({
      ...client.repository,
      tag_name: tag,
      name: tag,
      draft: true,
      prerelease: version.includes('-'),
    })
    return toRelease(data, true)
  } catch (cause) {
    throw apiError(`opening the release ${tag}`, cause)
  }
}

/** Where a public release and its files are found. */
export interface PublicRelease {
  url: string
  /** By name. */
  assetUrls: Map<string, string>
}

/**
 * Makes a release public that was made in this run. The addresses of a draft are no longer good then.
 *
 * @throws TacosmithError `output` where GitHub refuses.
 */
export async function publishRelease(client: GithubClient, { id }: Release): Promise<PublicRelease> {
  try {
    const { data } = await client.api.repos.updateRelease({
      ...client.repository,
      release_id: id,
      draft: false,
    })
    const assetUrls = data.assets.map(({ name, browser_download_url: url }) => [name, url] as const)
    return { url: data.html_url, assetUrls: new Map(assetUrls) }
  } catch (cause) {
    throw apiError('publishing the release', cause)
  }
}

/** Takes back a release that was made in this run and did not get its files, so that the next run starts afresh. */
export async function discardRelease(client: GithubClient, { id }: Release): Promise<void> {
  // What matters to the user is why the upload failed.
  await client.api.repos.deleteRelease({ ...client.repository, release_id: id }).catch(() => {})
}

async function findRelease(client: GithubClient, tag: string): Promise<AnsweredRelease | undefined> {
  try {
    return (await client.api.repos.getReleaseByTag({ ...client.repository, tag })).data
  } catch (cause) {
    if (statusOf(cause) !== 404) throw cause
  }
  // Drafts are found by no tag.
  const releases = await client.paginate(client.api.repos.listReleases, {
    ...client.repository,
    per_page: 100,
  })
  return releases.find((release) => release.draft && release.tag_name === tag)
}

async function releaseById(client: GithubClient, id: number): Promise<AnsweredRelease> {
  return (await client.api.repos.getRelease({ ...client.repository, release_id: id })).data
}

function toRelease({ id, html_url: url, upload_url: uploadUrl }: AnsweredRelease, isNew: boolean): Release {
  return { id, url, uploadUrl, isNew }
}
