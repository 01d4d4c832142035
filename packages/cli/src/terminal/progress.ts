import type { StatusLine } from './status-line.ts'

/** Says what is being done now. It is shown only where that lasts, and only to people. */
export type Progress = (text: string) => void

const patienceMilliseconds = 1000

/**
 * Shows on a line of its own what a command does, once the command has taken a second. Commands that say nothing about
 * it, because they ask questions or run for ever, are left alone.
 */
export class DelayedProgress {
  readonly #openLine: (() => Promise<StatusLine>) | undefined
  #text = ''
  #since = 0
  #timer: NodeJS.Timeout | undefined
  #line: StatusLine | undefined
  #ended = false

  /** @param openLine - Opens the line; undefined where nothing is to be shown. */
  constructor(openLine: (() => Promise<StatusLine>) | undefined) {
    this.#openLine = openLine
  }

  readonly say: Progress = (text) => {
    if (this.#ended) return
    this.#text = text
    this.#since = Date.now()
    this.#show()
    if (this.#timer !== undefined) return
    this.#timer = setInterval(() => void this.#tick(), patienceMilliseconds).unref()
  }

  /** Takes the line away until something else is said: a question is asked meanwhile. */
  pause(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#line?.close()
    this.#line = undefined
  }

  /** Takes the line away for good. */
  end(): void {
    this.#ended = true
    clearInterval(this.#timer)
    this.#line?.close()
  }

  async #tick(): Promise<void> {
    if (this.#line === undefined) {
      const line = await this.#openLine?.()
      if (this.#ended || this.#timer === undefined || this.#line !== undefined) line?.close()
      else this.#line = line
    }
    this.#show()
  }

  #show(): void {
    const seconds = Math.floor((Date.now() - this.#since) / 1000)
    this.#line?.show(seconds > 1 ? `${this.#text} (${seconds} s)` : this.#text)
  }
}
