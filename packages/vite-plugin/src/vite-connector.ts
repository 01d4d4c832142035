import { join, resolve, sep } from 'node:path'
import type { TacoOptions } from '@tacosmith/core'
import type { Environment, ResolvedConfig, UserConfig } from 'vite'
import { ConnectorOutput } from './connector-output.ts'
import type { HookContext } from './rollup-interface.ts'
import type { ScriptBundler } from './script-builds.ts'
import { connectorOnlyConfig } from './vite-config.ts'
import { ConnectorEnvironment } from './vite-environment.ts'
import { withoutStack } from './vite-errors.ts'
import { viteScriptBundler } from './vite-scripts.ts'

/** What the plugin's hooks get as `this`. */
interface ViteContext extends HookContext {
  environment: Environment
  meta: HookContext['meta'] & { viteVersion: string }
}

/** The connector in Vite's builds, one after the other. The environments of a build share it. */
export class ViteConnector {
  readonly environments: ConnectorEnvironment
  readonly #options: TacoOptions
  /** The environment that builds the connector and nothing else. */
  #alone: string | undefined
  #root: string | undefined
  /** Vite resolves the configuration before it calls any other hook. */
  #output!: ConnectorOutput
  #scripts: Promise<ScriptBundler> | undefined
  #isEmitted = false

  /** @param environment - The name that the user gave. */
  constructor(options: TacoOptions, environment: string | undefined) {
    this.#options = options
    this.environments = new ConnectorEnvironment(environment)
  }

  /** @returns the configuration with which `environment` builds the connector and nothing else */
  buildAlone(userConfig: UserConfig, environment: string): UserConfig {
    this.#alone = environment
    return withoutStack(() => connectorOnlyConfig(userConfig, environment))
  }

  /** Begins a new build. A process may run several: what has not changed since the last one is not done again. */
  restart(config: ResolvedConfig): void {
    withoutStack(() => this.environments.restart(config, this.#alone))
    this.#scripts = undefined
    if (this.#root !== config.root) this.#output = new ConnectorOutput(this.#options, config.root)
    this.#root = config.root
  }

  /** Reads the connector and builds its scripts, in the environment that makes the `.taco`. */
  async start(context: ViteContext): Promise<void> {
    const { environment, meta } = context
    const elsewhere = this.environments.elsewhere(environment)
    if (elsewhere !== undefined) context.info(elsewhere)
    if (!this.environments.isConnectors(environment)) return
    this.#isEmitted = false
    const config = environment.getTopLevelConfig()
    const { folder } = await this.#output.start(context, () => {
      this.#scripts ??= viteScriptBundler(config, meta.viteVersion)
      return this.#scripts
    })
    context.addWatchFile(folder)
  }

  /** @returns whether this environment makes the `.taco` */
  async emit(context: ViteContext): Promise<boolean> {
    if (!this.environments.isConnectors(context.environment)) return false
    // One file, even if the app is built in several formats.
    if (!this.#isEmitted) await this.#output.emit(context)
    this.#isEmitted = true
    return true
  }

  /** Removes what could be mistaken for the result of a build that failed. */
  async discardEarlier(environment: Environment): Promise<void> {
    if (!this.environments.isConnectors(environment)) return
    const { config } = environment
    await this.#output.discardEarlier({ folder: outputFolder(config), all: isEmptied(config) })
  }
}

function outputFolder({ root, build }: Pick<ResolvedConfig, 'root' | 'build'>): string {
  return resolve(root, build.outDir)
}

/** Whether Vite empties the output folder: elsewhere the folder is shared, and other files in it are not ours. */
function isEmptied(config: Pick<ResolvedConfig, 'root' | 'build'>): boolean {
  return config.build.emptyOutDir ?? outputFolder(config).startsWith(join(config.root, sep))
}
