import type { FitsPattern } from '../../dialog/dialog-state.ts'

/** A validation rule and a value to try it with. */
export interface RuleTrial {
  pattern: string
  value: string
}

/** More than anybody types before the page is loaded again. */
const maximumKept = 2000

/** Which values were tried with which rules: each pair is tried once, however often the rest of the dialog changes. */
export class TriedRules {
  readonly #answers: Map<string, ReturnType<FitsPattern>> = new Map()

  isKnown(trial: RuleTrial): boolean {
    return this.#answers.has(keyOf(trial))
  }

  take(trial: RuleTrial, answer: ReturnType<FitsPattern>): void {
    const [oldest] = this.#answers.keys()
    if (this.#answers.size >= maximumKept && oldest !== undefined) this.#answers.delete(oldest)
    this.#answers.set(keyOf(trial), answer)
  }

  /** What is known by now. Another function each time, so that whoever shows it notices. */
  known(): FitsPattern {
    return (pattern, value) => this.#answers.get(keyOf({ pattern, value }))
  }
}

function keyOf({ pattern, value }: RuleTrial): string {
  return JSON.stringify([pattern, value])
}
