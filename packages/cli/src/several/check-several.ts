import type { FailedTarget } from '../terminal/printed-report.ts'
import type { Progress } from '../terminal/progress.ts'
import type { JobAnswer, JobFailure } from './connector-job.ts'
import { type ConnectorReport, reportOf } from './connector-report.ts'
import { eachOnce, type OpenedConnector } from './open-several.ts'
import { runJobs } from './run-jobs.ts'
import { writeTypes } from './write-types.ts'

/** One that could not be worked on, with the stack of a fault of ours. */
export interface FailedConnector extends FailedTarget {
  stack?: string
}

/**
 * Checks connectors in threads, each once, however many paths lead to it.
 *
 * @returns what was found in each, in their order
 */
export async function checkSeveral(
  connectors: readonly OpenedConnector[],
  progress: Progress,
): Promise<(ConnectorReport | FailedConnector)[]> {
  const folders = eachOnce(connectors)
  const answers = new Map<string, JobAnswer>()
  const tell = (): void => progress(`Checked ${answers.size} of ${folders.length} connectors`)
  tell()
  await runJobs(
    folders.map(({ job }) => job),
    async (index, answer) => {
      if ('result' in answer) await writeTypes(answer.result, 'check')
      answers.set(folders[index]?.folder ?? '', answer)
      tell()
    },
  )
  return connectors.flatMap(({ path, folder }) => {
    const answer = answers.get(folder)
    if (answer === undefined) return []
    return 'result' in answer ? reportOf(path, answer.result) : failedConnector(path, answer.failure)
  })
}

export function failedConnector(path: string, { stack, ...error }: JobFailure): FailedConnector {
  return { path, error, ...(stack === undefined ? {} : { stack }) }
}
