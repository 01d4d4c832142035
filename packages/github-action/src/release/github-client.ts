import { warning } from '@actions/core'
import { getOctokit } from '@actions/github'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import { TacosmithError } from '@tacosmith/core'

/** The client of GitHub's API, for the repository of this run. */
export interface GithubClient {
  api: ReturnType<typeof getOctokit>['rest']
  request: ReturnType<typeof getOctokit>['request']
  paginate: ReturnType<typeof getOctokit>['paginate']
  repository: { owner: string; repo: string }
}

/** Longer waits, in seconds, cost more than starting the job again. */
const LONGEST_WAIT = 900
const ATTEMPTS = 3

/**
 * Connects to GitHub. Limits on requests are waited for, faults of
 * the service are tried again.
 *
 * @param baseUrl - Of the API; GitHub Enterprise Servers have their own.
 * @throws TacosmithError `usage` where token or repository is missing.
 */
export function connectToGithub(
  token: string | undefined,
  repository: GithubClient['repository'],
  baseUrl: string = process.env.GITHUB_API_URL || 'https://api.github.com',
): GithubClient {
  if (token === undefined) {
    throw new TacosmithError('usage', 'github-token is empty, but there is a release to write', {
      help: `Leave it out to use the job's own token, and give the job the permission "contents: write".`,
    })
  }
  if (!repository.owner || !repository.repo) {
    throw new TacosmithError('environment', 'GITHUB_REPOSITORY does not name a repository')
  }
  const wait =
    (kind: string) =>
    (seconds: number, options: { method: string; url: string }, _: unknown, tried: number) => {
      if (tried >= ATTEMPTS || seconds > LONGEST_WAIT) return false
      warning(`GitHub's ${kind} is reached (${options.method} ${options.url}); waiting ${seconds} seconds`)
      return true
    }
  const octokit = getOctokit(
    token,
    {
      baseUrl,
      throttle: { onRateLimit: wait('rate limit'), onSecondaryRateLimit: wait('secondary rate limit') },
      retry: { retries: ATTEMPTS },
    },
    retry,
    throttling,
  )
  return { api: octokit.rest, request: octokit.request, paginate: octokit.paginate, repository }
}

/** The HTTP status of a failed request; undefined where no answer came. */
export function statusOf(error: unknown): number | undefined {
  // Octokit gives a broken connection the status 500 too.
  const { response } = (error ?? {}) as { response?: { status?: unknown } }
  return typeof response?.status === 'number' ? response.status : undefined
}

/** Says what GitHub said, and what can be done about it. */
export function apiError(what: string, cause: unknown): TacosmithError {
  if (cause instanceof TacosmithError) return cause
  const status = statusOf(cause)
  const reason = cause instanceof Error ? cause.message : String(cause)
  const explanation =
    status === undefined ? reason : `GitHub responded with ${status}: ${answerOf(cause) ?? reason}`
  return new TacosmithError('output', `${what} failed: ${explanation}`, { help: helpFor(status), cause })
}

/** GitHub's own words, without the JSON that Octokit makes of them. */
function answerOf(error: unknown): string | undefined {
  const { response } = error as { response?: { data?: { message?: unknown; errors?: unknown } } }
  const { message, errors } = response?.data ?? {}
  if (typeof message !== 'string') return undefined
  const details = (Array.isArray(errors) ? errors : []).map((one: Record<string, unknown>) =>
    typeof one === 'string' ? one : (one?.message ?? [one?.field, one?.code].filter(Boolean).join(' ')),
  )
  return details.length === 0 ? message : `${message} (${details.join(', ')})`
}

function helpFor(status: number | undefined): string {
  if (status === 401) return 'The token in github-token is wrong or has expired.'
  if (status === 403 || status === 404)
    return 'Give the job the permission "contents: write"; a token from another repository is not enough.'
  if (status === 422) return 'GitHub refuses this content; a published release may also be immutable.'
  return 'Run the job again; githubstatus.com shows whether GitHub has problems.'
}
