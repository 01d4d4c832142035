import { TacosmithError } from '@tacosmith/core'
import type { Environment, ResolvedConfig } from 'vite'

/** Decides which of Vite's environments makes the `.taco`: one, whatever they are called. */
export class ConnectorEnvironment {
  readonly #wanted: string | undefined
  #chosen: string | undefined

  /** @param wanted - The name that the user gave. */
  constructor(wanted: string | undefined) {
    this.#wanted = wanted
  }

  /**
   * For a new build.
   *
   * @throws TacosmithError `usage` where there is no environment of the name that is wanted.
   */
  restart({ environments }: Pick<ResolvedConfig, 'environments'>): void {
    this.#chosen = undefined
    const names = Object.keys(environments)
    if (this.#wanted === undefined || names.includes(this.#wanted)) return
    const message = `environment '${this.#wanted}' is not one of the Vite configuration, which has ${names.join(', ')}`
    throw new TacosmithError('usage', message, { help: 'Name one of these in tacosmith({ environment }).' })
  }

  /** Whether this environment makes the `.taco`. The first one that asks does, unless the user named another. */
  isConnectors({ name }: Pick<Environment, 'name'>): boolean {
    const isWanted = name === (this.#wanted ?? this.#chosen ?? name)
    if (isWanted) this.#chosen = name
    return isWanted
  }

  /** What to tell in an environment that the user did not choose, so that nobody waits for a `.taco` in vain. */
  elsewhere({ name }: Pick<Environment, 'name'>): string | undefined {
    if (this.#wanted === undefined || name === this.#wanted) return undefined
    return `the .taco is made with the environment '${this.#wanted}', not with '${name}'`
  }
}
