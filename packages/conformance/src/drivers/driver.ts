import { setTimeout } from 'node:timers/promises'
import type { Project } from '../project.ts'

/** A bundler with tacosmith's plugin in it. To hold another adapter to all of this, put its drivers beside this file. */
export interface Driver {
  name: string
  /** Whether the bundler empties `dist` before a build, so that a build that fails leaves nothing there. */
  emptiesOutput: boolean
  /** Builds once into `dist`. Rejects with everything that the bundler says of a failed build as the message. */
  build(project: Project): Promise<Said>
  /**
   * Builds once, with source maps, caches and whatever else there is to write and to say, and gives all of it; of a
   * failure too.
   */
  tellAll(project: Project): Promise<unknown>
  watch(project: Project): Promise<Watching>
}

/** What a bundler says of a build that succeeds. */
export interface Said {
  warnings: string[]
  /** What is only good to know. */
  notes: string[]
}

/** A bundler in watch mode. */
export interface Watching {
  /** How many builds there were since the last call of `next`. */
  more(): number
  /** The outcome of the next build: undefined for success, else what the bundler says. */
  next(): Promise<string | undefined>
  close(): Promise<void>
}

/** Collects the outcomes of builds for {@link Watching.next}. */
export class Outcomes {
  private waiting: (string | undefined)[] = []
  private isRunning = false
  private changed = Date.now()
  private wake: () => void = () => {}

  begin(): void {
    this.isRunning = true
    this.changed = Date.now()
  }

  add(outcome: string | undefined): void {
    this.isRunning = false
    this.changed = Date.now()
    this.waiting.push(outcome)
    this.wake()
  }

  more(): number {
    return this.waiting.length
  }

  async next(): Promise<string | undefined> {
    while (this.waiting.length === 0) {
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
    // A change of several files may give several builds: the last one counts.
    while (this.isRunning || Date.now() - this.changed < QUIET) await setTimeout(QUIET / 5)
    const last = this.waiting.at(-1)
    this.waiting = []
    return last
  }
}

/** For so many milliseconds nothing may happen: the bundlers gather changes for 50, esbuild looks at files again after 100. */
const QUIET = 300
