import type { BuiltTaco, TacoOptions } from '@tacosmith/core'
import { Session } from '@tacosmith/core/adapter'
import type { PluginBuild } from 'esbuild'
import { addFindings, errorMessage, type Messages } from './messages.ts'
import { noBundles, ScriptBundler, type ScriptBundles } from './script-bundler.ts'
import type { BuildInputs } from './watched-inputs.ts'

/** What came of the connector. */
export interface ConnectorOutcome extends Messages {
  /** Undefined where there are errors. */
  built: BuiltTaco | undefined
  bundles: ScriptBundles
  inputs: BuildInputs
}

/** Core's steps, for one build of esbuild after the other. */
export class ConnectorBuilder {
  readonly #session: Session
  readonly #scripts: ScriptBundler
  readonly #cwd: string

  constructor(build: PluginBuild, options: TacoOptions, cwd: string) {
    this.#session = new Session(options, { cwd })
    this.#scripts = new ScriptBundler(build, cwd)
    this.#cwd = cwd
  }

  /** Absolute. */
  get connectorFolder(): string {
    return this.#session.folder
  }

  /** Reads the connector, bundles its scripts and packages all of it. */
  async build(): Promise<ConnectorOutcome> {
    const readSince = Date.now()
    const session = this.#session
    const bundles = await this.#bundleScripts()
    const { errors, warnings } = bundles
    const built = await this.#finish({ errors, warnings })
    const files = [...session.watchFiles, ...bundles.files]
    const folders = [...new Set([...session.watchFolders, ...bundles.folders])]
    return { built, errors, warnings, bundles, inputs: { files, folders, readSince } }
  }

  async #bundleScripts(): Promise<ScriptBundles> {
    let bundles = noBundles()
    try {
      bundles = await this.#scripts.bundle(await this.#session.open())
      await this.#session.takeScripts(bundles.scripts)
    } catch (cause) {
      bundles.errors.push(errorMessage(cause))
    }
    return bundles
  }

  /** Where there are errors already, finds out what else is wrong with the connector. */
  async #finish(messages: Messages): Promise<BuiltTaco | undefined> {
    const session = this.#session
    try {
      const result = await session.build(messages.errors.length === 0)
      if (session.snapshot) addFindings(messages, result, session.snapshot, this.#cwd)
      if (result.ok) return result
    } catch (cause) {
      messages.errors.push(errorMessage(cause))
    }
    return undefined
  }
}
