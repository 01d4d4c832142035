import type { Project } from '../project.ts'

/** A bundler with tacosmith's plugin in it. */
export interface Driver {
  name: string
  /** Builds once into `dist`. Rejects with everything that the bundler says of a failed build as the message. */
  build(project: Project): Promise<void>
  watch(project: Project): Promise<Watching>
}

/** A bundler in watch mode. */
export interface Watching {
  /** The outcome of the next build: undefined for success, else what the bundler says. */
  next(): Promise<string | undefined>
  close(): Promise<void>
}

/** Collects the outcomes of builds for {@link Watching.next}. */
export class Outcomes {
  private waiting: (string | undefined)[] = []
  private wake: () => void = () => {}

  add(outcome: string | undefined): void {
    this.waiting.push(outcome)
    this.wake()
  }

  async next(): Promise<string | undefined> {
    while (this.waiting.length === 0) {
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
    // A change of several files may give several builds: the last one counts.
    await new Promise((resolve) => setTimeout(resolve, 500))
    const last = this.waiting.at(-1)
    this.waiting = []
    return last
  }
}
