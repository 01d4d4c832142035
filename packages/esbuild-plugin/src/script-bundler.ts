import { dirname, join, resolve } from 'node:path'
import {
  insideProject,
  type ScriptPlan,
  type Snapshot,
  scriptEntry,
  scriptSettings,
} from '@tacosmith/core/adapter'
import type { BuildContext, BuildFailure, BuildResult, Plugin, PluginBuild } from 'esbuild'
import { type Messages, printable } from './messages.ts'
import { type BundledScript, type InMemory, outputFolder, reworded, takeScript } from './script-result.ts'
import { fixedSettings, forSources, sourceSettingsOf } from './source-settings.ts'

/** What came of all scripts. */
export interface ScriptBundles extends Messages {
  /** By path in the `.taco`; without those that failed. */
  scripts: Map<string, BundledScript>
  /** The files that were read, absolute. */
  files: Set<string>
  /** The folders that relative imports lead to, absolute. */
  folders: Set<string>
}

/** For a connector of which nothing is known. */
export function noBundles(): ScriptBundles {
  return { scripts: new Map(), errors: [], warnings: [], files: new Set(), folders: new Set() }
}

/** A module without content, for esbuild to ask for where the connector is all there is to build. */
export const connectorModule = 'tacosmith:connector'

/**
 * Bundles scripts beside the build that a plugin belongs to, with that build's settings.
 *
 * From the second build on it keeps one context of esbuild for all scripts, as long as they are the same ones. The
 * first may be the only one: a program that ends with it leaves no time for disposal, and esbuild's service would
 * outlive it for a second, or complain of a deadlock.
 */
export class ScriptBundler {
  readonly #build: PluginBuild
  readonly #cwd: string
  #isFirstBuild = true
  #context: BuildContext<InMemory> | undefined
  /** Which scripts the context is for. */
  #contextOf = ''
  #bundles = noBundles()

  constructor(build: PluginBuild, cwd: string) {
    this.#build = build
    this.#cwd = cwd
    build.onEnd(() => {
      this.#isFirstBuild = false
    })
    build.onDispose(() => void this.#context?.dispose())
  }

  async bundle({ folder, modules: plans }: Snapshot): Promise<ScriptBundles> {
    const bundles = noBundles()
    this.#bundles = bundles
    if (plans.length === 0) return bundles
    const wanted = JSON.stringify([folder, plans.map(({ sourcePath }) => sourcePath)])
    try {
      const result = await this.#runEsbuild(wanted, this.#settings(folder, plans))
      bundles.warnings.push(...result.warnings.map(printable))
      for (const [index, plan] of plans.entries()) {
        const script = takeScript(plan, index, result, folder, this.#cwd)
        if ('code' in script) bundles.scripts.set(plan.path, script)
        else bundles.errors.push(script)
      }
    } catch (cause) {
      const { errors, warnings = [] } = cause as Partial<BuildFailure>
      if (!errors) throw cause
      bundles.errors.push(...errors.map((error) => printable(reworded(error, this.#cwd))))
      bundles.warnings.push(...warnings.map(printable))
    }
    return bundles
  }

  async #runEsbuild(wanted: string, options: InMemory): Promise<BuildResult<InMemory>> {
    const { esbuild } = this.#build
    if (this.#isFirstBuild) return await esbuild.build(options)
    if (!this.#context || wanted !== this.#contextOf) {
      await this.#context?.dispose()
      this.#context = await esbuild.context(options)
      this.#contextOf = wanted
    }
    return await this.#context.rebuild()
  }

  #settings(folder: string, plans: readonly ScriptPlan[]): InMemory {
    const { inject = [], plugins = [], ...inherited } = sourceSettingsOf(this.#build.initialOptions)
    const fixed: InMemory = {
      entryPoints: plans.map(({ sourcePath }, index) => ({ in: `tacosmith:${sourcePath}`, out: `${index}` })),
      // Nothing is written there, but file names in source maps start from it.
      outdir: join(this.#cwd, outputFolder),
      bundle: true,
      write: false,
      metafile: true,
      ...scriptSettings,
      sourcesContent: true,
    }
    const ofUser = plugins.filter(({ name }) => name !== 'tacosmith').map(forSources)
    return {
      ...inherited,
      ...fixed,
      inject: inject.filter((path) => !path.startsWith(connectorModule)),
      plugins: [insideProject(folder), this.#entries(folder), ...ofUser, fixedSettings(fixed)],
    }
  }

  /** Comes first, so that it sees every module; leaves all but the entries to the plugins after it. */
  #entries(folder: string): Plugin {
    return {
      name: 'tacosmith-entries',
      setup: ({ onResolve, onLoad }) => {
        const namespace = 'tacosmith'
        onResolve({ filter: /^tacosmith:/ }, ({ path }) => ({ path: path.replace(/^.*?:/, ''), namespace }))
        onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
          return void this.#bundles.folders.add(dirname(resolve(resolveDir, path)))
        })
        onLoad({ filter: /.*/, namespace }, ({ path }) => ({
          contents: scriptEntry(join(folder, path)),
          resolveDir: folder,
        }))
        onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => void this.#bundles.files.add(path))
      },
    }
  }
}
