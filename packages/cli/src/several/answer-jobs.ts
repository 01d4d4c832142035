import type { MessagePort } from 'node:worker_threads'
import type { ConnectorJob } from './connector-job.ts'
import { performJob } from './perform-job.ts'

/** Answers each job that comes through a port. */
export function answerJobs(port: MessagePort): void {
  port.on('message', async (job: ConnectorJob) => port.postMessage(await performJob(job)))
}
