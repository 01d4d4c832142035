import { createHash } from 'node:crypto'
import type { SignedTaco } from '../sign/index.ts'

/** How many signed files are kept: enough to undo a few changes in watch mode. */
const capacity = 8

/**
 * Remembers signed files from one build of a session to the next, so that nothing is signed again while nothing has
 * changed: signing takes time, asks a timestamp authority and gives other bytes each time.
 */
export class SignatureCache {
  readonly #signatures = new Map<string, SignedTaco>()

  /**
   * The file signed before, or now by `sign`.
   *
   * @param signingDigest - Of all that the signature depends on apart from what is signed, see `OutsideState`.
   * @throws whatever `sign` throws; a failure is not remembered.
   */
  async get(
    unsigned: Uint8Array,
    signingDigest: string,
    sign: () => Promise<SignedTaco>,
  ): Promise<SignedTaco> {
    const key = createHash('sha256').update(signingDigest).update(unsigned).digest('hex')
    const signed = this.#signatures.get(key) ?? (await sign())
    this.#signatures.delete(key)
    this.#signatures.set(key, signed)
    for (const oldest of [...this.#signatures.keys()].slice(0, -capacity)) this.#signatures.delete(oldest)
    return signed
  }
}
