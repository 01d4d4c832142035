import type { PublishedTaco } from '../release/publish-taco.ts'
import type { ActionResult } from './action-result.ts'

/** What became of the release, with its page. */
export function releaseText({ isDraft, isPrerelease, releaseUrl }: PublishedTaco): string {
  if (isDraft)
    return `${isPrerelease ? 'draft of a prerelease' : 'draft'}, not public until somebody publishes it: ${releaseUrl}`
  return isPrerelease ? `prerelease: ${releaseUrl}` : releaseUrl
}

/** Why a report is not good enough. */
export function failureText({ taco, report }: ActionResult): string {
  const { errors = 0, warnings = 0 } = report ?? {}
  const found =
    errors === 0 ? `${count(warnings, 'warning')}, and fail-on-warnings is true` : count(errors, 'error')
  return `${taco?.name ?? 'The connector'} has ${found}; see the findings.`
}

/** A number of things. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
