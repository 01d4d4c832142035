import { context } from '@actions/github'

/** What GitHub says about this run. */
export interface RunnerEvent {
  repository: { owner: string; repo: string }
  /** The tag whose push started the run. */
  pushedTag: string | undefined
  /** The release whose event started the run. */
  release: { id: number; tag: string } | undefined
  /** Why the code is not taken for the repository's own; undefined where it is. */
  doubt: string | undefined
  /** The folder of the checkout. */
  workspace: string
}

/** Reads what the runner put into the environment. */
export function readRunnerEvent(environment: NodeJS.ProcessEnv = process.env): RunnerEvent {
  const [owner = '', repo = ''] = (environment.GITHUB_REPOSITORY ?? '').split('/')
  const { id, tag_name: tag } = (context.payload.release ?? {}) as { id?: number; tag_name?: string }
  const isRelease = environment.GITHUB_EVENT_NAME === 'release' && id !== undefined && tag !== undefined
  return {
    repository: { owner, repo },
    pushedTag: /^refs\/tags\/(.+)$/.exec(environment.GITHUB_REF ?? '')?.[1],
    release: isRelease ? { id, tag } : undefined,
    doubt: doubtAbout(context.payload, `${owner}/${repo}`),
    workspace: environment.GITHUB_WORKSPACE || process.cwd(),
  }
}

interface Origin {
  full_name?: string
}

/** The parts of an event that show whose code it is about. */
interface CodePayload {
  pull_request?: { head?: { repo?: Origin | null } }
  workflow_run?: { event?: string; head_repository?: Origin | null }
  issue?: { pull_request?: object }
}

/** A fork that was deleted since has no name left. */
function doubtAbout(payload: object, repository: string): string | undefined {
  const { pull_request, workflow_run, issue } = payload as CodePayload
  if (pull_request !== undefined) {
    return pull_request.head?.repo?.full_name === repository ? undefined : FORK
  }
  if (workflow_run !== undefined) {
    if (workflow_run.head_repository?.full_name === repository) return undefined
    return workflow_run.event?.startsWith('pull_request')
      ? FORK
      : 'The earlier run was for another repository'
  }
  return issue?.pull_request === undefined
    ? undefined
    : 'GitHub does not say whose code is checked out for a comment on a pull request'
}

const FORK = 'The pull request comes from another repository'
