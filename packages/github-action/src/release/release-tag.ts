import { TacosmithError } from '@tacosmith/core'
import type { Inputs } from '../inputs/inputs.ts'
import type { RunnerEvent } from '../inputs/runner-event.ts'

/**
 * The tag that is being released: the one in the inputs, that of a release event, or the tag that was pushed. Undefined
 * where nothing is released.
 */
export function findReleaseTag({ releaseTag }: Inputs, event: RunnerEvent): string | undefined {
  return releaseTag ?? event.release?.tag ?? event.pushedTag
}

/** What a tag says about the version. */
export interface TagVersion {
  /** What plugin-version should be: `1.4.0`. */
  version: string
  /** `rc.1` in `v1.4.0-rc.1`; undefined for a release. */
  prerelease: string | undefined
}

/** Any words before it end in one of `/@_-`; after it a prerelease and, as in SemVer, a build may follow. */
const TAG =
  /^(?:.*?[/@_-])?v?(?<version>\d+\.\d+(?:\.\d+)*)(?:-(?<prerelease>[^+/]*))?(?:\+(?<build>[^/]*))?$/
const IDENTIFIERS = /^[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*$/

/**
 * The version in a tag: `1.4.0`, `v1.4.0`, `connector/v1.4.0`, `connector-v1.4.0`, `connector@1.4.0`, `v1.4.0-rc.1`.
 *
 * @throws TacosmithError `usage` where the tag holds none, or what follows it is malformed.
 */
export function versionInTag(tag: string): TagVersion {
  const { version, prerelease, build } = TAG.exec(tag)?.groups ?? {}
  if (version === undefined) {
    throw unusable(`the tag ${tag} contains no version`)
  }
  for (const [part, sign] of [
    [prerelease, '-'],
    [build, '+'],
  ] as const) {
    if (part === undefined || IDENTIFIERS.test(part)) continue
    const found = part === '' ? 'nothing' : `'${part}'`
    throw unusable(
      `the tag ${tag} is malformed: after ${version}${sign} should come letters, digits and hyphens in groups joined by dots, but there is ${found}`,
    )
  }
  return { version, prerelease }
}

/** Whether a tag is one of a prerelease; one without a version is none. */
export function isPrereleaseTag(tag: string): boolean {
  return TAG.exec(tag)?.groups?.prerelease !== undefined
}

function unusable(message: string): TacosmithError {
  return new TacosmithError('usage', message, {
    help: 'Use tags such as v1.4.0, connector/v1.4.0, or v1.4.0-rc.1 for a prerelease. For other tags, set version-from-tag to off.',
  })
}
