/** Choices that a seed makes repeatable. */
export class Random {
  #state

  constructor(seed) {
    this.#state = seed >>> 0
  }

  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit) {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit)
  }

  pick(choices) {
    return choices[this.below(choices.length)]
  }

  /** True once in so many times. */
  oneIn(times) {
    return this.below(times) === 0
  }
}

/** What `make` gives for 0, 1, 2 ... in a row, until it is as long as that. */
export function repeated(length, make) {
  const pieces = []
  for (let index = 0, written = 0; written < length; index++) {
    const piece = make(index)
    pieces.push(piece)
    written += piece.length
  }
  return pieces.join('')
}
