import { join, resolve } from 'node:path'
import {
  type BuildResult,
  type BuiltTaco,
  buildTaco,
  type CheckedConnector,
  checkConnector,
  type FinishedScripts,
  finishScripts,
  mapLocator,
  openProject,
  type Project,
  SignatureCache,
} from '@tacosmith/core'
import type { Compilation, Compiler } from 'webpack'
import { addFindings, tellErrors } from './build-errors.ts'
import { bundleScript, type ScriptBundle } from './bundle-script.ts'
import { discardEarlierTacos } from './discard-earlier.ts'
import type { TacosmithPluginOptions } from './plugin.ts'

/** The steps of a build, and what is remembered from one build to the next in watch mode. */
export class ConnectorBuild {
  readonly #compiler: Compiler
  readonly #options: TacosmithPluginOptions
  readonly #signatures: SignatureCache = new SignatureCache()
  /** Undefined where the connector could not be read. */
  #project: Project | undefined
  /** Undefined where a script could not be built. */
  #scripts: FinishedScripts | undefined
  #lastScripts: { key: string; scripts: FinishedScripts } | undefined
  #lastFileName: string | undefined
  #lastSource: InstanceType<Compiler['webpack']['sources']['RawSource']> | undefined

  constructor(compiler: Compiler, options: TacosmithPluginOptions) {
    this.#compiler = compiler
    this.#options = options
  }

  /** Reads the connector and bundles its scripts. What fails is told to the compilation. */
  async bundleScripts(compilation: Compilation): Promise<void> {
    this.#scripts = undefined
    this.#project = await tellErrors(compilation, () => this.#openProject(compilation))
    const project = this.#project
    if (!project) return
    const modules = project.scripts.filter((plan) => plan.kind === 'module')
    const bundles = await Promise.all(modules.map((plan) => bundleScript(compilation, plan, project.folder)))
    compilation.errors.push(...bundles.flatMap((bundle) => bundle.errors))
    compilation.warnings.push(...bundles.flatMap((bundle) => bundle.warnings))
    if (bundles.some((bundle) => bundle.errors.length > 0)) return
    this.#scripts = await tellErrors(compilation, () => this.#finishScripts(project, bundles))
  }

  /** Validates, packages, signs and emits; without a sound build removes what would be taken for its result. */
  async emitTaco(compilation: Compilation): Promise<void> {
    const project = this.#project
    const checked = project && (await tellErrors(compilation, () => this.#check()))
    if (project && checked) addFindings(compilation, checked, project)
    if (checked && 'bytes' in checked) return this.#emit(compilation, checked)
    await discardEarlierTacos(this.#compiler, project, this.#lastFileName)
    this.#lastFileName = undefined
    this.#lastSource = undefined
  }

  async #openProject(compilation: Compilation): Promise<Project> {
    const { context } = this.#compiler
    try {
      const project = await openProject(this.#options, { cwd: context })
      compilation.fileDependencies.addAll(project.watchFiles)
      compilation.contextDependencies.add(project.folder)
      return project
    } catch (error) {
      compilation.contextDependencies.add(resolve(context, this.#options.connector ?? 'connector'))
      compilation.missingDependencies.add(join(context, 'manifest.xml'))
      throw error
    }
  }

  async #finishScripts(project: Project, bundles: ScriptBundle[]): Promise<FinishedScripts> {
    const { folder, options, scripts } = project
    const key = JSON.stringify(bundles.map(({ plan, code, map }) => [plan, code, map]))
    if (this.#lastScripts?.key === key) return this.#lastScripts.scripts
    const located = bundles.map(({ plan, code, map }) => {
      const locate = map && mapLocator(map, folder, this.#compiler.context)
      return [plan.path, { code, locate }] as const
    })
    const finished = await finishScripts(scripts, new Map(located), options.scripts)
    this.#lastScripts = { key, scripts: finished }
    return finished
  }

  /** Builds the `.taco`; where a script is broken, only looks for what else there is to be told. */
  async #check(): Promise<BuildResult | CheckedConnector> {
    const cwd = this.#compiler.context
    const scripts = this.#scripts
    if (!scripts) return checkConnector(this.#options, { cwd })
    return buildTaco(this.#options, { cwd, ...scripts, write: false, signatures: this.#signatures })
  }

  #emit(compilation: Compilation, { fileName, bytes }: BuiltTaco): void {
    this.#lastFileName = fileName
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    // The bundlers do not write a source again that they have written before.
    if (!this.#lastSource?.buffer().equals(content)) {
      this.#lastSource = new this.#compiler.webpack.sources.RawSource(content)
    }
    compilation.emitAsset(fileName, this.#lastSource)
  }
}
