import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ConnectorJob, JobAnswer } from './connector-job.ts'
import { performJob } from './perform-job.ts'
import type { ThreadDeath } from './pool-thread.ts'
import { WorkerPool } from './worker-pool.ts'

/** A thread takes some hundred megabytes. */
const mostThreads = 8
/** More than any connector needs; without it a thread could take all that the computer has. */
const megabytes = 1024

/**
 * Does jobs in threads, as many as there are processors.
 *
 * @param onAnswer - Called when a job is done, in any order; the next one waits for it.
 */
export async function runJobs(
  jobs: readonly ConnectorJob[],
  onAnswer: (index: number, answer: JobAnswer) => Promise<void>,
): Promise<void> {
  const all = jobs.map((job, index) => ({ job, index }))
  const apart = all.filter(({ job }) => !needsMainThread(job))
  const pool = new WorkerPool<ConnectorJob, JobAnswer>(Math.min(mostThreads, availableParallelism()), () =>
    startThread(jobs[0]?.purpose === 'build' ? 'build' : 'validate'),
  )
  await pool.run(
    apart.map(({ job }) => job),
    async (position, answer) => {
      const { job, index } = apart[position] as (typeof all)[number]
      await onAnswer(index, 'death' in answer ? lost(answer, job) : answer)
    },
  )
  for (const { job, index } of all) if (needsMainThread(job)) await onAnswer(index, await performJob(job))
}

/** The native engine can be loaded by one thread only. */
function needsMainThread({ options }: ConnectorJob): boolean {
  return options.validate?.engine === 'libxmljs2'
}

const program = `const { program, command } = require('node:worker_threads').workerData
require(program).work(command)`

function startThread(command: 'validate' | 'build'): Worker {
  const worker = new Worker(program, {
    eval: true,
    workerData: { program: join(import.meta.dirname, 'start.cjs'), command },
    // Those of the program may say how to read a text of its own, which this one is not.
    execArgv: [],
    stdin: false,
    // Stdout is for results.
    stdout: true,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  worker.stdout.resume()
  return worker
}

function lost({ death }: ThreadDeath, { options }: ConnectorJob): JobAnswer {
  return {
    failure: {
      code: 'internal',
      message: `the thread that worked on ${options.connector} failed: ${death}`,
      help: 'The other connectors were not affected. If a package of the project is not the cause, this is a bug in tacosmith: please report it.',
    },
  }
}
