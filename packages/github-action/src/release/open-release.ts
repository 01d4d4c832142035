import { apiError, type GithubClient, statusOf } from './github-client.ts'
import type { ReleasePlan } from './release-plan.ts'

/** A release, as far as files are put on it. */
export interface Release {
  id: number
  url: string
  /** A URI template. */
  uploadUrl: string
  /** Nobody sees it yet. */
  isDraft: boolean
  isPrerelease: boolean
  body: string | undefined
  /** Made in this run, as a draft that nobody sees yet. */
  isNew: boolean
}

interface AnsweredRelease {
  id: number
  html_url: string
  upload_url: string
  draft: boolean
  prerelease: boolean
  body?: string | null
}

/**
 * Finds the release of a tag, drafts included, or makes one: a draft, so that nobody meets a release without its file.
 *
 * @throws TacosmithError `output` where GitHub refuses.
 */
export async function openRelease(client: GithubClient, plan: ReleasePlan): Promise<Release> {
  const { tag, id } = plan
  try {
    const found = id === undefined ? await findRelease(client, tag) : await releaseById(client, id)
    if (found !== undefined) return toRelease(found, false)
    return toRelease(await createRelease(client, plan), true)
  } catch (cause) {
    throw apiError(`opening the release ${tag}`, cause)
  }
}

async function createRelease(client: GithubClient, plan: ReleasePlan): Promise<AnsweredRelease> {
  const { tag, name = tag, body, generateNotes, prerelease } = plan
  const { data } = await client.api.repos.createRelease({
    ...client.repository,
    tag_name: tag,
    name,
    // GitHub puts a text before the notes that it generates.
    ...(body !== undefined && { body }),
    ...(generateNotes && { generate_release_notes: true }),
    draft: true,
    prerelease,
  })
  return data
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

function toRelease(answered: AnsweredRelease, isNew: boolean): Release {
  const { id, html_url: url, upload_url: uploadUrl, draft, prerelease, body } = answered
  return { id, url, uploadUrl, isDraft: draft, isPrerelease: prerelease, body: body || undefined, isNew }
}
