import type { Worker } from 'node:worker_threads'

/** How a thread ended that should have answered. */
export interface ThreadDeath {
  /** In words, such as `it ran out of memory`. */
  death: string
}

/** Some threads that share a list of jobs. One that dies costs its own job only: another one takes its place. */
export class WorkerPool<Job, Answer> {
  readonly #size: number
  readonly #start: () => Worker
  readonly #running: Set<Worker> = new Set()

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
  async run(
    jobs: readonly Job[],
    onAnswer: (index: number, answer: Answer | ThreadDeath) => Promise<void>,
  ): Promise<void> {
    const waiting = jobs.entries()
    const threads = Array.from({ length: Math.min(this.#size, jobs.length) }, () =>
      this.#workThrough(waiting, onAnswer),
    )
    try {
      await Promise.all(threads)
    } finally {
      await Promise.all([...this.#running].map((worker) => worker.terminate()))
      await Promise.allSettled(threads)
    }
  }

  async #workThrough(
    waiting: IterableIterator<[number, Job]>,
    onAnswer: (index: number, answer: Answer | ThreadDeath) => Promise<void>,
  ): Promise<void> {
    let worker: Worker | undefined
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      const [index, job] = next.value
      worker ??= this.#begin()
      const answer = await this.#ask(worker, job)
      if (!this.#running.has(worker)) worker = undefined
      await onAnswer(index, answer)
    }
    if (worker !== undefined) await this.#end(worker)
  }

  #begin(): Worker {
    const worker = this.#start()
    this.#running.add(worker)
    return worker
  }

  #ask(worker: Worker, job: Job): Promise<Answer | ThreadDeath> {
    return new Promise((resolve) => {
      let reason: string | undefined
      const answered = (answer: Answer | ThreadDeath): void => {
        worker.off('message', answered).off('error', failed).off('exit', ended)
        resolve(answer)
      }
      const failed = (error: unknown): void => {
        reason = reasonOf(error)
      }
      const ended = (code: number): void => {
        this.#running.delete(worker)
        answered({ death: reason ?? `it ended with the exit code ${code}` })
      }
      worker.on('message', answered).on('error', failed).on('exit', ended)
      worker.postMessage(job)
    })
  }

  async #end(worker: Worker): Promise<void> {
    this.#running.delete(worker)
    await worker.terminate()
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = (error ?? {}) as Partial<NodeJS.ErrnoException>
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it ran out of memory' : (message ?? String(error))
}
