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

/**
 * The version in a tag: `1.4.0`, `v1.4.0`, `connector/v1.4.0`, `connector-v1.4.0`, `connector@1.4.0`.
 *
 * @throws TacosmithError `usage` where the tag holds none.
 */
export function versionInTag(tag: string): string {
  const [, version] = /^(?:.*?[/@_-])?v?(\d+\.\d+(?:\.\d+)*(?:[-+][0-9A-Za-z.+-]+)?)$/.exec(tag) ?? []
  if (version !== undefined) return version
  throw new TacosmithError('usage', `the tag ${tag} contains no version`, {
    help: 'Use tags such as v1.4.0 or connector/v1.4.0. For other tags, set version-from-tag to off.',
  })
}
