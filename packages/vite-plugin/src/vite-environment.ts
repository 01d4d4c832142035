import { TacosmithError } from '@tacosmith/core'
import type { Environment, ResolvedConfig, UserConfig } from 'vite'

/** Decides which of Vite's environments makes the `.taco`: one of those that are built, whatever they are called. */
export class ConnectorEnvironment {
  readonly #wanted: string | undefined
  #configured: string[] = []
  #chosen: string | undefined
  #hasStarted = false

  /** @param wanted - The name that the user gave. */
  constructor(wanted: string | undefined) {
    this.#wanted = wanted
  }

  /** Takes note of the environments that the configuration names: others Vite may have and not build. */
  configure({ environments = {}, builder }: Pick<UserConfig, 'environments' | 'builder'>): void {
    const isEachBuilt = builder?.buildApp === undefined
    const named = Object.entries(environments).filter(([, settings]) => saysSomething(settings))
    this.#configured = [...named.map(([name]) => name), ...(isEachBuilt ? ['client'] : [])]
  }

  /**
   * Begins a new build, with the environment that the user wants.
   *
   * @param alone - The environment that builds the connector and nothing else.
   * @throws TacosmithError `usage` where there is no environment of the name that is wanted.
   */
  restart({ environments }: Pick<ResolvedConfig, 'environments'>, alone?: string): void {
    const names = Object.keys(environments)
    this.#hasStarted = false
    this.#chosen = this.#wanted ?? alone
    if (this.#wanted === undefined || names.includes(this.#wanted)) return
    const message = `environment '${this.#wanted}' is not in the Vite configuration, which has ${names.join(', ')}`
    throw new TacosmithError('usage', message, { help: 'Set tacosmith({ environment }) to one of these.' })
  }

  /** Chooses where several environments are going to be built: the first one for browsers. */
  chooseOneOf({ environments }: Pick<ResolvedConfig, 'environments'>): void {
    this.#chosen ??= this.#configured.find((name) => environments[name]?.consumer === 'client')
  }

  /** Whether this environment makes the `.taco`. Where none is chosen, the first one that asks does. */
  isConnectors({ name }: Pick<Environment, 'name'>): boolean {
    this.#chosen ??= name
    if (name === this.#chosen) this.#hasStarted = true
    return name === this.#chosen
  }

  /** What to report where there is no `.taco` yet, so that nobody looks for it in vain. */
  elsewhere({ name }: Pick<Environment, 'name'>): string | undefined {
    if (this.#hasStarted || this.#chosen === undefined || name === this.#chosen) return undefined
    return `the .taco is created with the environment '${this.#chosen}', not with '${name}'; tacosmith({ environment }) chooses`
  }
}

/** Vite itself adds environments, in which nothing is set. */
function saysSomething(settings: unknown): boolean {
  if (typeof settings !== 'object' || settings === null) return settings !== undefined
  return Object.values(settings).some(saysSomething)
}
