import { info, warning } from '@actions/core'
import { visibleText } from '@tacosmith/core/adapter'
import { apiError, type GithubClient } from './github-client.ts'
import type { Release } from './open-release.ts'
import { neverLatest, type ReleasePlan } from './release-plan.ts'

/** A release that has its files. */
export interface FinishedRelease {
  url: string
  isDraft: boolean
  isPrerelease: boolean
  /** Where its files are found, by their names; empty where that has not changed. */
  assetUrls: Map<string, string>
}

type Changes = Partial<{
  name: string
  body: string
  draft: boolean
  prerelease: boolean
  make_latest: 'true' | 'false' | 'legacy'
}>

/**
 * Makes sure that a release that was there before may become what is wanted, before any file is put on it.
 *
 * @throws TacosmithError `usage` where a draft or a prerelease is to be the latest release.
 */
export function checkFoundRelease(release: Release, plan: ReleasePlan): void {
  const { tag, makeLatest, draft, prerelease, isPrereleaseGiven } = plan
  if (release.isNew) return
  const isPrerelease = isPrereleaseGiven ? prerelease : release.isPrerelease
  if (makeLatest === 'true' && release.isDraft) {
    throw neverLatest(`the release ${tag} is a draft`, 'Remove make-latest, or publish the release first.')
  }
  if (makeLatest === 'true' && isPrerelease) {
    throw neverLatest(`the release ${tag} is a prerelease`, 'Remove make-latest, or set prerelease to false.')
  }
  if (draft && !release.isDraft) {
    warning(`draft is true, but the release ${visibleText(tag)} was public before this run`)
  }
  if (prerelease && !isPrereleaseGiven && !release.isPrerelease) {
    warning(
      `The tag ${visibleText(tag)} is one of a prerelease, but its release is not marked as one; prerelease: true marks it`,
    )
  }
}

/**
 * Gives a release what the inputs say, and makes one public that was made in this run. The addresses of a draft are no
 * longer good then.
 *
 * @throws TacosmithError `output` where GitHub refuses.
 */
export async function finishRelease(
  client: GithubClient,
  release: Release,
  plan: ReleasePlan,
): Promise<FinishedRelease> {
  try {
    const changes = release.isNew ? publication(plan) : await changesTo(client, release, plan)
    if (Object.keys(changes).length === 0) return { ...release, assetUrls: new Map() }
    const { data } = await client.api.repos.updateRelease({
      ...client.repository,
      release_id: release.id,
      ...changes,
    })
    const assetUrls = data.assets.map(({ name, browser_download_url: url }) => [name, url] as const)
    return {
      url: data.html_url,
      isDraft: data.draft,
      isPrerelease: data.prerelease,
      assetUrls: new Map(assetUrls),
    }
  } catch (cause) {
    throw apiError(`${release.isNew ? 'publishing' : 'changing'} the release ${plan.tag}`, cause)
  }
}

/** A prerelease is never the latest release. */
function publication({ draft, prerelease, makeLatest }: ReleasePlan): Changes {
  if (draft) return {}
  const latest = prerelease ? 'false' : makeLatest
  return { draft: false, ...(latest !== undefined && { make_latest: latest }) }
}

/** Nothing that no input names: others wrote it. */
async function changesTo(client: GithubClient, release: Release, plan: ReleasePlan): Promise<Changes> {
  const { name, prerelease, isPrereleaseGiven, makeLatest } = plan
  const body = await bodyFor(client, release, plan)
  return {
    ...(name !== undefined && { name }),
    ...(body !== undefined && { body }),
    ...(isPrereleaseGiven && prerelease !== release.isPrerelease && { prerelease }),
    ...(makeLatest !== undefined && { make_latest: makeLatest }),
  }
}

async function bodyFor(
  client: GithubClient,
  release: Release,
  { tag, body, generateNotes }: ReleasePlan,
): Promise<string | undefined> {
  if (!generateNotes) return body
  if (body === undefined && release.body !== undefined) {
    info(`The release ${visibleText(tag)} already has a text, so no notes are generated`)
    return undefined
  }
  const { data } = await client.api.repos.generateReleaseNotes({ ...client.repository, tag_name: tag })
  return body === undefined ? data.body : `${body}\n\n${data.body}`
}
