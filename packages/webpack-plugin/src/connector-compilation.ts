import {
  type BuiltTaco,
  ConnectorBuild,
  type OutputFiles,
  type Project,
  type TacoOptions,
} from '@tacosmith/core'
import type { Compilation, Compiler } from 'webpack'
import { addFindings, tellErrors } from './build-errors.ts'
import { bundleScript } from './bundle-script.ts'
import { ScriptCompilers } from './script-compiler.ts'
import type { SourceSettings } from './source-settings.ts'

/** Core's steps as steps of a compilation, and what is remembered from one to the next in watch mode. */
export class ConnectorCompilation {
  readonly #compiler: Compiler
  readonly #compilers: ScriptCompilers
  readonly #connector: ConnectorBuild
  #hasScripts = false
  #lastSource: InstanceType<Compiler['webpack']['sources']['RawSource']> | undefined

  constructor(compiler: Compiler, options: TacoOptions, settings: SourceSettings) {
    this.#compiler = compiler
    this.#compilers = new ScriptCompilers(compiler, settings)
    this.#connector = new ConnectorBuild(options, compiler.context)
  }

  /** Reads the connector and bundles its scripts. What fails is told to the compilation. */
  async bundleScripts(compilation: Compilation): Promise<void> {
    const connector = this.#connector
    const project = await tellErrors(compilation, () => connector.open())
    // Of a folder that has changed webpack forgets only the list, not that a file in it was missing a moment ago.
    this.#compiler.inputFileSystem?.purge?.(connector.folder)
    compilation[project ? 'fileDependencies' : 'missingDependencies'].addAll(connector.watchFiles)
    compilation.contextDependencies.add(connector.folder)
    const isBundled = project && (await tellErrors(compilation, () => this.#bundle(compilation, project)))
    this.#hasScripts = isBundled ?? false
  }

  /** Validates, packages, signs and emits; without a sound build removes what would be taken for its result. */
  async emitTaco(compilation: Compilation): Promise<void> {
    const connector = this.#connector
    const result = await tellErrors(compilation, () => connector.finish(this.#hasScripts))
    if (connector.project && result) addFindings(compilation, result, connector.project)
    if (result?.ok) return this.#emit(compilation, result)
    const { outputPath: folder, outputFileSystem: files, options } = this.#compiler
    const all = options.output.clean === true
    await connector.discardEarlier({ folder, files: files as OutputFiles, all })
    this.#lastSource = undefined
  }

  /** Whether all scripts could be bundled. */
  async #bundle(compilation: Compilation, { modules, folder }: Project): Promise<boolean> {
    const results = await Promise.all(
      modules.map((plan) => bundleScript(compilation, this.#compilers, plan, folder)),
    )
    compilation.errors.push(...results.flatMap(({ errors }) => errors))
    compilation.warnings.push(...results.flatMap(({ warnings }) => warnings))
    const bundles = results.flatMap(({ path, bundle }) => (bundle ? [[path, bundle] as const] : []))
    await this.#connector.takeScripts(new Map(bundles))
    return bundles.length === modules.length
  }

  #emit(compilation: Compilation, { fileName, bytes }: BuiltTaco): void {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    // The bundlers do not write a source again that they have written before.
    if (!this.#lastSource?.buffer().equals(content)) {
      this.#lastSource = new this.#compiler.webpack.sources.RawSource(content)
    }
    compilation.emitAsset(fileName, this.#lastSource)
  }
}
