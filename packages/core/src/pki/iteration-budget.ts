/** JDKs refuse counts above this; what people's files hold is between 1 and some 600,000. */
const MAXIMUM_ITERATIONS = 5_000_000

/**
 * Limits how often a file may have passwords hashed, so that a hostile one cannot keep the machine busy: the counts
 * stand in the file, before anything that the password protects.
 */
export class IterationBudget {
  #left: number = MAXIMUM_ITERATIONS

  /** @throws Error when the file has asked for too much. */
  spend(iterations: number): number {
    if (!Number.isSafeInteger(iterations) || iterations < 1 || iterations > this.#left) {
      throw new TooManyIterations(iterations)
    }
    this.#left -= iterations
    return iterations
  }
}

/** Thrown by {@link IterationBudget.spend}; callers name the file. */
export class TooManyIterations extends Error {
  constructor(iterations: number) {
    super(`it asks for ${iterations} rounds of password hashing; ${MAXIMUM_ITERATIONS} are allowed in all`)
  }
}
