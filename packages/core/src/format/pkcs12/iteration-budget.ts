/**
 * Some one to two seconds of work. What people's files hold is between 1 and, from Firefox and NSS, 600,000 for each of the
 * MAC, the certificates and the key, and the MAC is checked with an empty password in two forms.
 */
const MAXIMUM_ITERATIONS = 4_000_000

/**
 * Limits how often a file may have passwords hashed, so that a hostile one cannot keep the machine busy: the counts
 * come in the file before anything that the password protects.
 */
export class IterationBudget {
  #spent = 0

  /**
   * @param blocks a longer key takes the iterations several times
   * @throws TooManyIterations when the file has asked for too much, or for none
   */
  spend(iterations: number, blocks: number): void {
    const total = this.#spent + iterations * blocks
    if (!Number.isSafeInteger(total) || iterations < 1 || blocks < 1 || total > MAXIMUM_ITERATIONS) {
      throw new TooManyIterations(total)
    }
    this.#spent = total
  }

  /**
   * Scrypt (RFC 7914) mixes blocks of memory instead: each counts as a round, which takes about as long.
   *
   * @throws TooManyIterations as {@link spend} does, and for more memory than anybody gives it
   */
  spendScrypt({ cost, blockSize, parallelization }: ScryptWork): void {
    if (cost * blockSize * SCRYPT_BLOCK_BYTES > MAXIMUM_SCRYPT_BYTES) throw new TooManyIterations(Number.NaN)
    this.spend(cost * blockSize, parallelization)
  }
}

/** N, r and p of scrypt. */
export interface ScryptWork {
  cost: number
  blockSize: number
  parallelization: number
}

const SCRYPT_BLOCK_BYTES = 128
/** What OpenSSL allows, too: 16,384 blocks of 1 KB, which tools write, take half of it. */
const MAXIMUM_SCRYPT_BYTES = 32 * 1024 * 1024

/** Thrown by {@link IterationBudget.spend}; callers name the file. */
export class TooManyIterations extends Error {
  /** @param total - With those that it asked for before; no number where there is no sense in it. */
  constructor(total: number) {
    super(
      total > MAXIMUM_ITERATIONS
        ? `it asks for ${total} rounds of password hashing in all, and at most ${MAXIMUM_ITERATIONS} are allowed`
        : 'it asks for password hashing that is impossible',
    )
  }
}
