import { TacosmithError } from '@tacosmith/core'
import type { Inputs } from '../inputs/inputs.ts'
import type { RunnerEvent } from '../inputs/runner-event.ts'
import { isPrereleaseTag } from './release-tag.ts'

/** What the release should be like. */
export interface ReleasePlan {
  tag: string
  /** That of the release whose event started the run. */
  id: number | undefined
  name: string | undefined
  body: string | undefined
  generateNotes: boolean
  draft: boolean
  /** What a release that has to be made is. */
  prerelease: boolean
  /** Told by an input; a release that is there already is changed only then. */
  isPrereleaseGiven: boolean
  makeLatest: Inputs['makeLatest']
}

/**
 * What inputs, tag and event say about the release.
 *
 * @throws TacosmithError `usage` where a prerelease is to be the latest release.
 */
export function planRelease(inputs: Inputs, tag: string, event: RunnerEvent): ReleasePlan {
  const { name, body, generateNotes, draft, makeLatest } = inputs
  const prerelease = inputs.prerelease === 'auto' ? isPrereleaseTag(tag) : inputs.prerelease === 'true'
  if (makeLatest === 'true' && prerelease) {
    throw neverLatest(
      `the tag ${tag} is one of a prerelease`,
      'Remove make-latest, or set prerelease to false.',
    )
  }
  return {
    ...{ tag, name, body, generateNotes, draft, prerelease, makeLatest },
    id: event.release?.tag === tag ? event.release.id : undefined,
    isPrereleaseGiven: inputs.prerelease !== 'auto',
  }
}

/** GitHub takes neither drafts nor prereleases for the latest release. */
export function neverLatest(found: string, help: string): TacosmithError {
  return new TacosmithError(
    'usage',
    `make-latest is true, but ${found}, which cannot be the latest release`,
    {
      help,
    },
  )
}
