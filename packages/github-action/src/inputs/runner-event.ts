import { context } from '@actions/github'

/** What GitHub says about this run. */
export interface RunnerEvent {
  repository: { owner: string; repo: string }
  /** The tag whose push started the run. */
  pushedTag: string | undefined
  /** The release whose event started the run. */
  release: { id: number; tag: string } | undefined
  /** The run is for a pull request from another repository, which is not trusted. */
  isFromFork: boolean
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
    isFromFork: isFromFork(context.payload, `${owner}/${repo}`),
    workspace: environment.GITHUB_WORKSPACE || process.cwd(),
  }
}

/** The parts of an event that show whose code it is about. */
interface CodePayload {
  pull_request?: { head?: { repo?: { full_name?: string } | null } }
  workflow_run?: { event?: string; head_repository?: { full_name?: string } | null }
}

/** A fork that was deleted since has no name left. */
function isFromFork(payload: object, repository: string): boolean {
  const { pull_request, workflow_run } = payload as CodePayload
  if (pull_request !== undefined) return pull_request.head?.repo?.full_name !== repository
  if (workflow_run?.event?.startsWith('pull_request') !== true) return false
  return workflow_run.head_repository?.full_name !== repository
}
