import { join, resolve } from 'node:path'
import { type BuildResult, type BuiltTaco, buildTaco } from './build.ts'
import { checkConnector } from './check.ts'
import type { Connector } from '../connector/connector.ts'
import { discardEarlierTacos, type EarlierOutput } from './earlier-output.ts'
import { startScriptEngine } from '../engine/script-engine.ts'
import { inputDigest } from './input-digest.ts'
import type { TacoOptions } from '../options.ts'
import { openProject, type Project } from './project.ts'
import { type FinishedScripts, finishScripts, type ScriptBundle } from '../scripts/bundle/finish-scripts.ts'
import { SignatureCache } from './signature-cache.ts'
import { warmUp } from './warm-up.ts'

/**
 * The connector's part of an adapter's build, which runs once or, in watch mode, many times.
 *
 * Each run: `open`; the bundler builds the scripts; `takeScripts`; `finish`; where that gave no `.taco`,
 * `discardEarlier`.
 */
export class ConnectorBuild {
  readonly #options: TacoOptions
  readonly #cwd: string
  readonly #signatures: SignatureCache = new SignatureCache()
  #project: Project | undefined
  #earlier: Connector | undefined
  #scripts: FinishedScripts | undefined
  #lastScripts: { key: string; scripts: FinishedScripts } | undefined
  #last: { digest: string; built: BuiltTaco } | undefined

  /** @param cwd - The folder that relative paths in the options start from, absolute. */
  constructor(options: TacoOptions, cwd: string) {
    this.#options = options
    this.#cwd = cwd
  }

  /** What `open` read; undefined where it could not. */
  get project(): Project | undefined {
    return this.#project
  }

  /** The connector's folder, or where it is expected; absolute. */
  get folder(): string {
    return this.#project?.folder ?? resolve(this.#cwd, this.#options.connector ?? 'connector')
  }

  /** The files of which a change asks for another build, see {@link Project}; those that will make a connector. */
  get watchFiles(): string[] {
    return this.#project?.watchFiles ?? this.watchFolders.map((folder) => join(folder, 'manifest.xml'))
  }

  /** The folders in which a new file asks for another build. */
  get watchFolders(): string[] {
    return this.#project?.watchFolders ?? [this.#cwd, this.folder]
  }

  /**
   * Reads the connector anew.
   *
   * @throws TacosmithError see {@link openProject}.
   */
  async open(): Promise<Project> {
    const earlier = this.#project?.connector ?? this.#earlier
    this.#project = undefined
    this.#scripts = undefined
    this.#earlier = earlier
    const { check = true, trial = true } = this.#options.scripts ?? {}
    // The first build waits for it; nearly every connector has a script.
    if (!earlier && check && trial) startScriptEngine()
    this.#project = await openProject(this.#options, { cwd: this.#cwd, earlier })
    if (!earlier) warmUp(this.#project)
    return this.#project
  }

  /**
   * Checks, lowers and wraps what the bundler made of the scripts.
   *
   * @param bundles - By the script's path in the `.taco`; may lack those that could not be built.
   * @throws TacosmithError see `lowerScript`.
   */
  async takeScripts(bundles: ReadonlyMap<string, ScriptBundle>): Promise<void> {
    if (!this.#project) return
    const { modules, options } = this.#project
    const key = JSON.stringify(modules.map((plan) => [plan, bundles.get(plan.path)?.code]))
    if (this.#lastScripts?.key === key) {
      this.#scripts = this.#lastScripts.scripts
      return
    }
    const scripts = await finishScripts(modules, bundles, options.scripts)
    this.#scripts = scripts
    // Findings have places in the sources, which may have moved although the code is the same.
    this.#lastScripts = scripts.findings.length === 0 ? { key, scripts } : undefined
  }

  /**
   * Builds the `.taco`, for the adapter to write. What has not changed is neither validated nor signed again.
   *
   * @param isSound - False where the build has failed already: then it is only found out what else is wrong.
   * @throws TacosmithError see {@link buildTaco}.
   */
  async finish(isSound = true): Promise<BuildResult> {
    if (!this.#project) return nothingToTell
    const cwd = this.#cwd
    const earlier = this.#project.connector
    const { overlay, findings = [], sources = {} } = this.#scripts ?? {}
    if (!isSound)
      return { ok: false, ...(await checkConnector(this.#options, { cwd, earlier, findings, sources })) }
    const digest = await inputDigest(this.#project, this.#scripts)
    if (this.#last?.digest === digest) return this.#last.built
    const result = await buildTaco(this.#options, {
      ...{ cwd, earlier, findings, sources, write: false, signatures: this.#signatures },
      ...(overlay ? { overlay } : {}),
    })
    if (result.ok) this.#last = { digest, built: result }
    return result
  }

  /** Where the bundler empties its output folder: removes the `.taco` files of earlier builds. */
  async discardEarlier(output: Omit<EarlierOutput, 'names'>): Promise<void> {
    await discardEarlierTacos({ ...output, names: [this.#last?.built.fileName, this.#project?.fileName] })
  }
}

const nothingToTell: BuildResult = {
  ok: false,
  report: { ok: false, errors: 0, warnings: 0, diagnostics: [] },
  readSource: () => undefined,
}
