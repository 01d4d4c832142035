import { join, resolve } from 'node:path'
import {
  type BuildContext,
  type BuildResult,
  buildTaco,
  findingMessage,
  finishScript,
  mapLocator,
  openProject,
  type Project,
} from '@tacosmith/core'
import type { Compilation, Compiler } from 'webpack'
import { addFinding, tellErrors } from './build-errors.ts'
import { bundleScript, type ScriptBundle } from './bundle-script.ts'
import { discardEarlierTacos } from './discard-earlier.ts'
import { dropUnused } from './drop-unused.ts'
import { inputDigest } from './input-digest.ts'
import type { TacosmithPluginOptions } from './plugin.ts'

/** The connector as one compilation found it. */
interface OpenedBuild extends Required<Pick<BuildContext, 'overlay' | 'findings' | 'sources'>> {
  project: Project
}

/** The steps of a build, and what is remembered from one build to the next in watch mode. */
export class ConnectorBuild {
  readonly #compiler: Compiler
  readonly #options: TacosmithPluginOptions
  /** Undefined where the running build has failed already. */
  #opened: OpenedBuild | undefined
  #lastBuilt: { digest: string; result: BuildResult & { ok: true } } | undefined
  #lastSource: InstanceType<Compiler['webpack']['sources']['RawSource']> | undefined

  constructor(compiler: Compiler, options: TacosmithPluginOptions) {
    this.#compiler = compiler
    this.#options = options
  }

  /** Reads the connector and bundles its scripts. What fails is told to the compilation. */
  async bundleScripts(compilation: Compilation): Promise<void> {
    this.#opened = undefined
    await tellErrors(compilation, async () => {
      const project = await this.#openProject(compilation)
      const bundles = await Promise.all(
        project.scripts
          .filter((plan) => plan.kind === 'module')
          .map((plan) => bundleScript(compilation, plan, project.folder)),
      )
      const failed = bundles.flatMap((bundle) => bundle.errors)
      compilation.errors.push(...failed)
      compilation.warnings.push(...bundles.flatMap((bundle) => bundle.warnings))
      if (failed.length === 0) this.#opened = await this.#finishScripts(project, bundles)
    })
  }

  /** Validates, packages, signs and emits; without a sound build removes what would be taken for its result. */
  async emitTaco(compilation: Compilation): Promise<void> {
    const opened = this.#opened
    const result = opened && (await tellErrors(compilation, () => this.#build(opened)))
    for (const finding of result?.report.diagnostics ?? []) {
      if (finding.severity === 'info') compilation.getLogger('tacosmith').info(findingMessage(finding))
      else if (opened && result) addFinding(compilation, finding, opened.project.folder, result.readSource)
    }
    if (result?.ok) return this.#emit(compilation, result)
    await discardEarlierTacos(this.#compiler, this.#options, this.#lastBuilt?.result.fileName)
    this.#lastBuilt = undefined
  }

  async #openProject(compilation: Compilation): Promise<Project> {
    const { context } = this.#compiler
    const folder = resolve(context, this.#options.connector ?? 'connector')
    try {
      const project = await openProject(this.#options, { cwd: context })
      compilation.fileDependencies.addAll(project.watchFiles)
      compilation.contextDependencies.add(project.folder)
      return project
    } catch (error) {
      compilation.contextDependencies.add(folder)
      compilation.missingDependencies.add(join(context, 'manifest.xml'))
      throw error
    }
  }

  async #finishScripts(project: Project, bundles: ScriptBundle[]): Promise<OpenedBuild> {
    const opened: OpenedBuild = { project, overlay: {}, findings: [], sources: {} }
    const findings: OpenedBuild['findings'][number][] = []
    for (const { plan, ...bundle } of bundles) {
      const { code, map } = await dropUnused(bundle)
      const locate = map && mapLocator(map, project.folder, this.#compiler.context)
      const finished = await finishScript(plan, code, { ...project.options.scripts, locate })
      opened.overlay[plan.path] = finished.code
      findings.push(...finished.findings)
      Object.assign(opened.sources, finished.sources)
    }
    return { ...opened, findings }
  }

  /** An unchanged connector is not signed anew: a new timestamp would only cost time and change the bytes. */
  async #build({ project, overlay, findings, sources }: OpenedBuild): Promise<BuildResult> {
    const digest = await inputDigest(project, overlay, findings)
    if (this.#lastBuilt?.digest === digest) return this.#lastBuilt.result
    const context = { cwd: this.#compiler.context, overlay, findings, sources, write: false }
    const result = await buildTaco(this.#options, context)
    if (result.ok) this.#lastBuilt = { digest, result }
    return result
  }

  #emit(compilation: Compilation, { fileName, bytes }: BuildResult & { ok: true }): void {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    // The bundlers do not write the source again that they have written before.
    if (!this.#lastSource?.buffer().equals(content)) {
      this.#lastSource = new this.#compiler.webpack.sources.RawSource(content)
    }
    compilation.emitAsset(fileName, this.#lastSource)
  }
}
