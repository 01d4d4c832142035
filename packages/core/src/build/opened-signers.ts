import { createSigner, type OpenedSigner } from '../sign/index.ts'
import type { ResolvedSignOptions } from './options/options.ts'
import { numberOfSigner } from './outside-state.ts'

/**
 * Keys for several connectors: each is opened once, so that its password is asked for once. One file is signed after the
 * other: tokens expect that, and timestamp authorities turn away who asks for much at once.
 */
export class OpenedSigners {
  readonly #opened = new Map<string, Promise<OpenedSigner>>()
  #last: Promise<unknown> = Promise.resolve()

  /** Does what signs a file, when those that came before are done. */
  async inTurn<Result>(sign: () => Promise<Result>): Promise<Result> {
    const signed = this.#last.then(sign)
    this.#last = signed.catch(() => undefined)
    return await signed
  }

  /**
   * Opens a key like `createSigner`, unless it was opened before; what failed then fails again in the same way.
   *
   * @param options - Paths absolute.
   */
  async open(
    options: 'development' | ResolvedSignOptions,
    connectorFolder: string | undefined,
  ): Promise<OpenedSigner> {
    const key = keyOf(options, connectorFolder)
    const known = this.#opened.get(key) ?? createSigner(options, connectorFolder)
    this.#opened.set(key, known)
    return await known
  }
}

/** The key for development must not lie in the project of any of the connectors, so that it is looked for in each. */
function keyOf(options: 'development' | ResolvedSignOptions, connectorFolder: string | undefined): string {
  if (options === 'development') return JSON.stringify([options, connectorFolder])
  const { signer, timestamp: _, ...rest } = options
  return JSON.stringify([rest, signer === undefined ? null : numberOfSigner(signer)])
}
