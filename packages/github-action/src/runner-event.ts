import { context } from '@actions/github'

/** What GitHub says about this run. */
export interface RunnerEvent {
  repository: { owner: string; repo: string }
  /** The tag whose push started the run. */
  pushedTag: string | undefined
  /** The release whose event started the run. */
  release: { id: number; tag: string } | undefined
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
    workspace: environment.GITHUB_WORKSPACE || process.cwd(),
  }
}
