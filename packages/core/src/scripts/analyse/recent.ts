/** Remembers what was worked out last, a few results only. */
export class Recent<Value> {
  readonly #values = new Map<string, Value>()
  readonly #maximum: number

  /** @param maximum - How many results are kept. */
  constructor(maximum: number) {
    this.#maximum = maximum
  }

  /** For a result that turned out to be none. */
  forget(key: string): void {
    this.#values.delete(key)
  }

  /** The result for a key, worked out again if it is not remembered. */
  get(key: string, workOut: () => Value): Value {
    const known = this.#values.get(key)
    const value = known ?? workOut()
    this.#values.delete(key)
    this.#values.set(key, value)
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#maximum) break
      this.#values.delete(oldest)
    }
    return value
  }
}
