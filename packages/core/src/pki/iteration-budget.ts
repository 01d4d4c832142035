/**
 * Some five seconds of work. What people's files hold is between 1 and, from Firefox and NSS, 600,000 for each of the MAC,
 * the certificates and the key; JDKs refuse more than 5,000,000 for one of them.
 */
const MAXIMUM_ITERATIONS = 10_000_000

/**
 * Limits how often a file may have passwords hashed, so that a hostile one cannot keep the machine busy: the counts
 * stand in the file, before anything that the password protects.
 */
export class IterationBudget {
  #left: number = MAXIMUM_ITERATIONS

  /**
   * @param blocks a longer key takes the iterations several times
   * @throws TooManyIterations when the file has asked for too much, or for none
   */
  spend(iterations: number, blocks: number): void {
    const cost = iterations * blocks
    if (!Number.isSafeInteger(cost) || iterations < 1 || cost > this.#left) {
      throw new TooManyIterations(iterations)
    }
    this.#left -= cost
  }
}

/** Thrown by {@link IterationBudget.spend}; callers name the file. */
export class TooManyIterations extends Error {
  constructor(iterations: number) {
    const asked = Number.isNaN(iterations) ? 'an impossible number of' : iterations
    super(`it asks for ${asked} rounds of password hashing; ${MAXIMUM_ITERATIONS} are allowed in all`)
  }
}
