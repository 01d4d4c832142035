import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { ResolvedSignOptions } from '../options.ts'
import type { SignedTaco } from '../sign/index.ts'
import type { Signer } from '../sign/signer.ts'

/** How many signed files are kept: enough to undo a few changes in watch mode. */
const capacity = 8

/** A signed file and who signed it, if the caller brought the signer. */
interface CachedSignature {
  signer: Signer | undefined
  signed: SignedTaco
}

/**
 * Remembers signed files from one build of a process to the next, so that nothing is signed anew while nothing has
 * changed: signing takes time, asks a timestamp authority and gives other bytes each time.
 *
 * What counts is what is signed, the options, and the files that hold the key and its certificates. Passwords are
 * left out: they change nothing in the result.
 */
export class SignatureCache {
  readonly #signatures = new Map<string, CachedSignature>()

  /**
   * The file signed before, or now by `sign`.
   *
   * @param options - Paths absolute.
   * @throws whatever `sign` throws; a failure is not remembered.
   */
  async get(
    unsigned: Uint8Array,
    options: 'development' | ResolvedSignOptions,
    sign: () => Promise<SignedTaco>,
  ): Promise<SignedTaco> {
    const key = await keyOf(unsigned, options)
    const signer = options === 'development' ? undefined : options.signer
    const cached = this.#signatures.get(key)
    if (cached && cached.signer === signer) return cached.signed
    const signed = await sign()
    this.#signatures.delete(key)
    this.#signatures.set(key, { signer, signed })
    for (const oldest of [...this.#signatures.keys()].slice(0, -capacity)) this.#signatures.delete(oldest)
    return signed
  }
}

async function keyOf(unsigned: Uint8Array, options: 'development' | ResolvedSignOptions): Promise<string> {
  const hash = createHash('sha256').update(unsigned)
  if (options === 'development') return hash.update(options).digest('hex')
  const { signer: _signer, storePassword: _storePassword, keyPassword: _keyPassword, ...others } = options
  const files = [options.keystore, options.key, options.certificates]
  const states = await Promise.all(files.map((file) => (file === undefined ? undefined : stateOf(file))))
  return hash.update(JSON.stringify([others, states])).digest('hex')
}

/** What a file that is replaced would not have in common with the one that replaces it. */
async function stateOf(file: string): Promise<(number | undefined)[]> {
  const state = await stat(file).catch(() => undefined)
  return [state?.mtimeMs, state?.size, state?.ino]
}
