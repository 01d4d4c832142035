import { found, Refusal, type StoredRelease } from './github-answers.ts'

/** What a request asks of a release. */
export interface WantedRelease {
  tag_name?: string
  name?: string
  body?: string
  draft?: boolean
  prerelease?: boolean
  generate_release_notes?: boolean
  make_latest?: 'true' | 'false' | 'legacy'
}

/** What GitHub writes where it is asked for notes. */
export function generatedNotes(tag: string): { name: string; body: string } {
  return { name: tag, body: `**Full Changelog**: https://github.example/octo-org/connector/commits/${tag}` }
}

/** A release as it is made; a text stands before the notes that are generated. */
export function madeRelease(
  wanted: WantedRelease,
  others: readonly StoredRelease[],
): Omit<StoredRelease, 'id' | 'assets'> {
  const { tag_name: tag, draft = false, prerelease = false, name, body } = wanted
  if (!tag) throw new Refusal(422, 'Invalid request. "tag_name" wasn\'t supplied.')
  if (!draft && others.some((one) => one.tag === tag && !one.draft)) {
    throw new Refusal(422, 'Validation Failed', [
      { resource: 'Release', code: 'already_exists', field: 'tag_name' },
    ])
  }
  refuseLatest(wanted, draft, prerelease)
  const texts = [body, wanted.generate_release_notes ? generatedNotes(tag).body : undefined]
  return {
    ...{ tag, draft, prerelease, name: name ?? null },
    body: texts.filter((text) => text !== undefined).join('\n\n') || null,
    isLatest: !draft && becomesLatest(wanted, prerelease),
  }
}

/** Changes what a request names, and nothing else. */
export function changeRelease(release: StoredRelease, wanted: WantedRelease, all: StoredRelease[]): void {
  const { name = release.name, body = release.body } = wanted
  const { draft = release.draft, prerelease = release.prerelease } = wanted
  refuseLatest(wanted, draft, prerelease)
  const isPublished = release.draft && !draft
  Object.assign(release, { name, body, draft, prerelease })
  if ((isPublished || wanted.make_latest !== undefined) && becomesLatest(wanted, prerelease)) {
    for (const other of all) other.isLatest = other === release
  }
}

/** The release that GitHub calls the latest. */
export function latestOf(all: readonly StoredRelease[]): StoredRelease {
  const published = all.filter((one) => !one.draft && !one.prerelease)
  return found(published.find((one) => one.isLatest) ?? published.at(-1))
}

function refuseLatest({ make_latest }: WantedRelease, draft: boolean, prerelease: boolean): void {
  if (make_latest !== 'true' || !(draft || prerelease)) return
  const message = 'Latest release cannot be draft or prerelease.'
  throw new Refusal(422, 'Validation Failed', [{ resource: 'Release', code: 'custom', message }])
}

function becomesLatest({ make_latest = 'true' }: WantedRelease, prerelease: boolean): boolean {
  return make_latest === 'true' && !prerelease
}
