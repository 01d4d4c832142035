import { dirname, join } from 'node:path'
import {
  changedSince,
  isUserError,
  noDefaultExport,
  notOneScript,
  refuseTwoDefaultExports,
  type ScriptBundle,
  type ScriptPlan,
  type Snapshot,
  scriptFromModule,
} from '@tacosmith/core/adapter'
import type { BundleAsset, BundleChunk, Log } from './rollup-interface.ts'
import { type ScriptInputs, type ScriptModulesPlugin, scriptModules } from './script-modules.ts'

/** Builds one script, apart from all else that the bundler makes. */
export interface ScriptBundler {
  build(task: ScriptTask): Promise<(BundleChunk | BundleAsset)[]>
  /** The folder that the source maps of the output start from, absolute. */
  outputFolder: string
}

/** One script to build. */
export interface ScriptTask {
  /** The absolute path of its source. */
  input: string
  /** Has to come before all other plugins. */
  modules: ScriptModulesPlugin
  /** Has to be called with the files that other plugins want watched. */
  onWatchFile(file: string): void
}

/** What came of all scripts of a connector. */
export interface ScriptResults {
  /** By path in the `.taco`; without those that could not be built. */
  bundles: Map<string, ScriptBundle>
  /** Why scripts could not be built: errors of core, or of the bundler. */
  failures: unknown[]
  /** The files whose change requires another build, absolute. */
  files: Set<string>
  warnings: Log[]
}

interface RememberedScript {
  source: string
  /** Milliseconds since 1970. */
  startedAt: number
  files: Set<string>
  bundle: ScriptBundle
}

/** Builds the scripts of a connector, in watch mode only those that have changed. */
export class ScriptBuilds {
  readonly #remembered = new Map<string, RememberedScript>()

  async build(snapshot: Snapshot, bundler: () => Promise<ScriptBundler>): Promise<ScriptResults> {
    const results: ScriptResults = { bundles: new Map(), failures: [], files: new Set(), warnings: [] }
    for (const plan of snapshot.modules) {
      const bundle =
        (await this.#unchanged(plan, snapshot, results)) ??
        (await this.#rebuild(plan, snapshot, results, bundler))
      if (bundle) results.bundles.set(plan.path, bundle)
    }
    return results
  }

  async #unchanged(
    { path, sourcePath }: ScriptPlan,
    { folder }: Snapshot,
    results: ScriptResults,
  ): Promise<ScriptBundle | undefined> {
    const remembered = this.#remembered.get(path)
    if (remembered?.source !== join(folder, sourcePath)) return undefined
    const { files, startedAt, bundle } = remembered
    // A new file in one of the folders may be found instead of an old one.
    if (await changedSince([...files, ...[...files].map((file) => dirname(file))], startedAt))
      return undefined
    addAll(results.files, files)
    return bundle
  }

  async #rebuild(
    plan: ScriptPlan,
    { folder, connector }: Snapshot,
    results: ScriptResults,
    bundler: () => Promise<ScriptBundler>,
  ): Promise<ScriptBundle | undefined> {
    const source = join(folder, plan.sourcePath)
    const inputs: ScriptInputs = { files: new Set([source]), warnings: [], failure: undefined }
    const startedAt = Date.now()
    this.#remembered.delete(plan.path)
    try {
      await refuseTwoDefaultExports(plan, (await connector.source.read(plan.sourcePath)) ?? '')
      const { build, outputFolder } = await bundler()
      const onWatchFile = (file: string) => void inputs.files.add(file)
      const output = await build({ input: source, modules: scriptModules(folder, inputs), onWatchFile })
      const bundle = scriptOf(plan, output, folder, outputFolder)
      this.#remembered.set(plan.path, { source, startedAt, files: inputs.files, bundle })
      return bundle
    } catch (cause) {
      const failure = inputs.failure ?? cause
      if (!isUserError(failure) && !isOfBundler(failure)) throw failure
      results.failures.push(failure)
      return undefined
    } finally {
      addAll(results.files, inputs.files)
      // Of an import that leads nowhere the bundlers have other things to say.
      if (inputs.failure === undefined) results.warnings.push(...inputs.warnings)
    }
  }
}

/** Errors of bundlers name a plugin, a place or a kind; those of a fault in a program do not. */
function isOfBundler(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  return ['errors', 'loc', 'plugin', 'code', 'frame'].some((name) => name in cause)
}

function scriptOf(
  plan: ScriptPlan,
  output: readonly (BundleChunk | BundleAsset)[],
  folder: string,
  mapFolder: string,
): ScriptBundle {
  const asset = output.find(({ type, fileName }) => type === 'asset' && !fileName.endsWith('.map'))
  if (asset?.type === 'asset') {
    // Of styles it says that they are made of the script.
    const names = asset.originalFileNames?.filter((name) => !name.endsWith(plan.sourcePath)) ?? []
    const [name = asset.fileName] = names
    throw notOneScript(plan, `the bundler puts what it imports in another file, ${name}`)
  }
  const [chunk, ...others] = output.filter((file) => file.type === 'chunk')
  if (others.length > 0) throw notOneScript(plan, 'it loads modules with import()')
  if (!chunk?.exports.includes('default')) throw noDefaultExport(plan)
  const map = (chunk.map ?? undefined) as Parameters<typeof scriptFromModule>[1]['map']
  return scriptFromModule(plan, { code: chunk.code, map, mapFolder }, folder)
}

function addAll<T>(to: Set<T>, from: Iterable<T>): void {
  for (const item of from) to.add(item)
}
