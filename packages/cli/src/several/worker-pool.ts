import type { Worker } from 'node:worker_threads'
import { PoolThread, type ThreadDeath } from './pool-thread.ts'

type OnAnswer<Answer> = (index: number, answer: Answer | ThreadDeath) => Promise<void>

/** Some threads that share a list of jobs. One that dies costs its own job only: another one takes its place. */
export class WorkerPool<Job, Answer> {
  readonly #size: number
  readonly #start: () => Worker
  readonly #running: Set<PoolThread<Job, Answer>> = new Set()
  #isStopped = false

  /**
   * @param size - How many threads there are at most.
   * @param start - Starts a thread, which answers each message, a job, by one message.
   */
  constructor(size: number, start: () => Worker) {
    this.#size = size
    this.#start = start
  }

  /**
   * Has all jobs done. When it ends, also by an error, no thread runs any more.
   *
   * @param onAnswer - Called when a job is done, or lost. The thread waits for it.
   * @throws what `onAnswer` throws
   */
  async run(jobs: readonly Job[], onAnswer: OnAnswer<Answer>): Promise<void> {
    const waiting = jobs.entries()
    const threads = Array.from({ length: Math.min(this.#size, jobs.length) }, () =>
      this.#workThrough(waiting, onAnswer),
    )
    try {
      await Promise.all(threads)
    } finally {
      this.#isStopped = true
      await Promise.all([...this.#running].map((thread) => thread.end()))
      await Promise.allSettled(threads)
    }
  }

  async #workThrough(waiting: IterableIterator<[number, Job]>, onAnswer: OnAnswer<Answer>): Promise<void> {
    let thread: PoolThread<Job, Answer> | undefined
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      const [index, job] = next.value
      if (thread === undefined || thread.isDead) thread = this.#begin()
      const answer = await thread.ask(job)
      if (this.#isStopped) return
      await onAnswer(index, answer)
    }
  }

  #begin(): PoolThread<Job, Answer> {
    const thread = new PoolThread<Job, Answer>(this.#start())
    this.#running.add(thread)
    return thread
  }
}
