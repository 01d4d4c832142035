import { join, resolve } from 'node:path'
import type { Connector } from '../connector/connector.ts'
import { frozenSource } from '../connector/frozen-source.ts'
import { findConnectorFolder, folderSource } from '../connector/index.ts'
import type { ConnectorSource } from '../connector/source.ts'
import { startScriptEngine } from '../engine/script-engine.ts'
import { type FinishedScripts, finishScripts, type ScriptBundle } from '../scripts/bundle/finish-scripts.ts'
import { absolutePaths } from './absolute-paths.ts'
import { refreshTypesOfScripts } from './attribute-types-step.ts'
import type { BuildResult, BuiltTaco, OnBuildStep } from './build-result.ts'
import { buildSnapshot } from './build-snapshot.ts'
import { checkSnapshot, type SnapshotAdditions } from './check-snapshot.ts'
import { discardEarlierTacos, type EarlierOutput } from './earlier-output.ts'
import type { ResolvedOptions, TacoOptions } from './options/options.ts'
import { resolveOptions } from './options/resolve-options.ts'
import { outsideState } from './outside-state.ts'
import { resultDigest } from './result-digest.ts'
import { SignatureCache } from './signature-cache.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'
import { warmUp } from './warm-up.ts'

/** Where a session's connector and options come from. */
export interface SessionContext {
  /** The folder that relative paths in the options start from. Default: the current folder. */
  cwd?: string
  /** Where the connector comes from instead of the folder, for instance from memory. */
  source?: ConnectorSource
  /** Default: the environment of this process. */
  environment?: Record<string, string | undefined>
}

/**
 * The connector's part of a build that runs once or, in watch mode, many times: an adapter holds a session for as long as
 * its bundler lives. The options are resolved once.
 *
 * Each round: `open` takes a snapshot; the bundler builds the scripts; `takeScripts`; `build`; if that gave no `.taco`,
 * `discardEarlier`. All steps of a round see the one snapshot, so that what is validated is what is packaged. Where nothing
 * that the result depends on has changed, `build` returns the earlier one.
 */
export class Session {
  readonly #given: TacoOptions
  readonly #cwd: string
  readonly #source: ConnectorSource | undefined
  readonly #environment: Record<string, string | undefined>
  readonly #signatures: SignatureCache = new SignatureCache()
  #options: ResolvedOptions | undefined
  #snapshot: Snapshot | undefined
  #earlier: Connector | undefined
  #scripts: FinishedScripts | undefined
  #lastScripts: { key: string; scripts: FinishedScripts } | undefined
  #last: { digest: string; built: BuiltTaco } | undefined

  /** Nothing is read, nor are the options checked, before the first snapshot. */
  constructor(options: TacoOptions = {}, context: SessionContext = {}) {
    this.#given = options
    this.#cwd = resolve(context.cwd ?? '.')
    this.#source = context.source
    this.#environment = context.environment ?? process.env
  }

  /** The latest result of `read`; undefined if it failed. */
  get snapshot(): Snapshot | undefined {
    return this.#snapshot
  }

  /** The connector's folder, or where it is expected; absolute. */
  get folder(): string {
    return this.#snapshot?.folder ?? resolve(this.#cwd, this.#given.connector ?? 'connector')
  }

  /** The files whose change requires another build, see {@link Snapshot}; those that will make a connector. */
  get watchFiles(): readonly string[] {
    return this.#snapshot?.watchFiles ?? this.watchFolders.map((folder) => join(folder, 'manifest.xml'))
  }

  /** The folders in which a new file requires another build. */
  get watchFolders(): readonly string[] {
    return this.#snapshot?.watchFolders ?? [this.#cwd, this.folder]
  }

  /**
   * Takes the next snapshot.
   *
   * @throws TacosmithError `usage` for a wrong option, `connector-not-found` where there is no connector.
   */
  async read(): Promise<Snapshot> {
    const earlier = this.#snapshot?.connector ?? this.#earlier
    this.#snapshot = undefined
    this.#scripts = undefined
    this.#earlier = earlier
    this.#options ??= absolutePaths(resolveOptions(this.#given, this.#environment), this.#cwd)
    const options = this.#options
    const cwd = this.#cwd
    const folder = this.#source?.name ?? (await findConnectorFolder(cwd, options.connector))
    const source = frozenSource(this.#source ?? folderSource(folder))
    const outside = await outsideState(options, this.#environment)
    const isFolder = this.#source === undefined
    this.#snapshot = await takeSnapshot({ cwd, folder, isFolder, options, source, outside, earlier })
    return this.#snapshot
  }

  /**
   * {@link read} for an adapter: also brings the types of attributes up to date where scripts are written in TypeScript,
   * and in the first round starts what the rest of it will need while the bundler is running.
   *
   * @throws TacosmithError as `read`, and `output` where the types cannot be written.
   */
  async open(): Promise<Snapshot> {
    const isFirst = this.#snapshot === undefined && this.#earlier === undefined
    const { check = true, trial = true } = this.#given.scripts ?? {}
    // The first build waits for it; nearly every connector has a script.
    if (isFirst && check && trial) startScriptEngine()
    const snapshot = await this.read()
    await refreshTypesOfScripts(snapshot)
    if (isFirst) warmUp(snapshot)
    return snapshot
  }

  /**
   * Checks, lowers and wraps what the bundler made of the scripts.
   *
   * @param bundles - By the script's path in the `.taco`; may lack those that could not be built.
   * @throws TacosmithError see `lowerScript`.
   */
  async takeScripts(bundles: ReadonlyMap<string, ScriptBundle>): Promise<void> {
    if (!this.#snapshot) return
    const { modules, options } = this.#snapshot
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
   * @param isSound - False if the build has failed already: then this only finds out what else is wrong.
   * @param onStep - Called when the build begins with a step.
   * @throws TacosmithError see `buildTaco`.
   */
  async build(isSound = true, onStep?: OnBuildStep): Promise<BuildResult> {
    const snapshot = this.#snapshot
    if (!snapshot) return nothingToReport
    const { overlay, findings = [], sources = {} } = this.#scripts ?? {}
    if (!isSound) return { ok: false, ...(await checkSnapshot(snapshot, { findings, sources })) }
    const digest = await resultDigest(snapshot, this.#scripts)
    if (this.#last?.digest === digest) return this.#last.built
    const additions: SnapshotAdditions = { ...(overlay && { overlay }), findings, sources }
    const signatures = this.#signatures
    const result = await buildSnapshot(snapshot, additions, { write: false, signatures, onStep })
    if (result.ok) this.#last = { digest, built: result }
    return result
  }

  /** Where the bundler empties its output folder: removes the `.taco` files of earlier builds. */
  async discardEarlier(output: Omit<EarlierOutput, 'names'>): Promise<void> {
    await discardEarlierTacos({ ...output, names: [this.#last?.built.fileName, this.#snapshot?.fileName] })
  }
}

const nothingToReport: BuildResult = {
  ok: false,
  report: { ok: false, errors: 0, warnings: 0, diagnostics: [] },
  readSource: () => undefined,
}
