import { isPassing } from './folder-watch.ts'

const quietMilliseconds = 80

/** What waits for the next round. Editors write in several steps, so it starts when nothing came for a moment. */
export class DevChanges {
  readonly #paths: Set<string> = new Set()
  #timer: NodeJS.Timeout | undefined
  #ended = false
  #wake: () => void = () => {}

  /** Takes up a file that is new, changed or gone. */
  add(path: string): void {
    if (isPassing(path)) return
    this.#paths.add(path)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#wake(), quietMilliseconds)
  }

  /** Lets whoever waits go. */
  end(): void {
    this.#ended = true
    clearTimeout(this.#timer)
    this.#wake()
  }

  /** The files that changed, as soon as some did; undefined at the end. */
  async next(): Promise<string[] | undefined> {
    if (!this.#ended && this.#paths.size === 0) {
      await new Promise<void>((wake) => {
        this.#wake = wake
      })
    }
    const paths = [...this.#paths]
    this.#paths.clear()
    return this.#ended ? undefined : paths
  }
}
