import { createSigner, type OpenedSigner } from '../sign/index.ts'
import type { Signer } from '../sign/signer.ts'
import type { ResolvedSignOptions } from './options/options.ts'
import { numberOfSigner } from './outside-state.ts'

/**
 * Keys for several connectors: each is opened once, so that its password is asked for once, and signs one file after the
 * other, as tokens expect it.
 */
export class OpenedSigners {
  readonly #opened = new Map<string, Promise<OpenedSigner>>()

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
    const known = this.#opened.get(key) ?? this.#openNext(options, connectorFolder)
    this.#opened.set(key, known)
    return await known
  }

  /** One after the other, so that two questions are never asked at the same time. */
  async #openNext(
    options: 'development' | ResolvedSignOptions,
    connectorFolder: string | undefined,
  ): Promise<OpenedSigner> {
    await Promise.allSettled(this.#opened.values())
    const { signer, ...rest } = await createSigner(options, connectorFolder)
    return { ...rest, signer: oneAtATime(signer) }
  }
}

/** The key for development must not lie in the project of any of the connectors, so that it is looked for in each. */
function keyOf(options: 'development' | ResolvedSignOptions, connectorFolder: string | undefined): string {
  if (options === 'development') return JSON.stringify([options, connectorFolder])
  const { signer, timestamp: _, ...rest } = options
  return JSON.stringify([rest, signer === undefined ? null : numberOfSigner(signer)])
}

function oneAtATime(signer: Signer): Signer {
  let last: Promise<unknown> = Promise.resolve()
  const { publicKey } = signer
  return {
    certificates: () => signer.certificates(),
    sign: (toBeSigned) => {
      const signature = last.then(() => signer.sign(toBeSigned))
      last = signature.catch(() => undefined)
      return signature
    },
    ...(publicKey === undefined ? {} : { publicKey: () => publicKey.call(signer) }),
  }
}
