import { setImmediate } from 'node:timers/promises'
import { clock } from './clock.ts'

/** A server that checks a connector still answers within a fraction of what people notice. */
const turnMilliseconds = 8

/** Divides work that never waits for anything, so that timers, requests and watchers come to their turns meanwhile. */
export class Turns {
  #start = clock()

  /** To be awaited between two steps: lets the others go first where this turn has lasted for long enough. */
  async next(): Promise<void> {
    if (clock() - this.#start < turnMilliseconds) return
    await setImmediate()
    this.#start = clock()
  }
}
