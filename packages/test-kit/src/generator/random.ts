/** Numbers that are the same for the same seed. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = (Math.trunc(seed) % 2147483646) + 1
  }

  /** A whole number from 0 up to `limit` - 1. */
  below(limit: number): number {
    this.#state = (this.#state * 48271) % 2147483647
    return this.#state % limit
  }

  /** True once in so many times. */
  oneIn(times: number): boolean {
    return this.below(times) === 0
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256))
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    const result = [...items]
    for (let index = result.length - 1; index > 0; index--) {
      const other = this.below(index + 1)
      const kept = result[index] as Item
      result[index] = result[other] as Item
      result[other] = kept
    }
    return result
  }
}
