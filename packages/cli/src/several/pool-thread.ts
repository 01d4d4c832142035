import type { Worker } from 'node:worker_threads'

/** How a thread ended that should have answered. */
export interface ThreadDeath {
  /** In words, such as `it ran out of memory`. */
  death: string
}

/** A thread that answers one job after the other, until it dies. */
export class PoolThread<Job, Answer> {
  readonly #worker: Worker
  #reason: string | undefined
  #isDead = false
  #settle: (answer: Answer | ThreadDeath) => void = () => {}

  /** @param worker - Answers each message by one message. */
  constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (answer: Answer) => this.#settle(answer))
    worker.on('error', (error) => {
      this.#reason = reasonOf(error)
    })
    worker.on('exit', (code) => {
      this.#isDead = true
      this.#settle({ death: this.#reason ?? `it ended with the exit code ${code}` })
    })
  }

  get isDead(): boolean {
    return this.#isDead
  }

  ask(job: Job): Promise<Answer | ThreadDeath> {
    return new Promise((resolve) => {
      this.#settle = resolve
      this.#worker.postMessage(job)
    })
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = (error ?? {}) as Partial<NodeJS.ErrnoException>
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it ran out of memory' : (message ?? String(error))
}
