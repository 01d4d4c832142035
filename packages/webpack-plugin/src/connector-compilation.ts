import type { BuiltTaco, TacoOptions } from '@tacosmith/core'
import { Session, type Snapshot } from '@tacosmith/core/adapter'
import type { Compilation, Compiler } from 'webpack'
import { addFindings, tellErrors } from './build-errors.ts'
import { bundleScript, type ScriptResult } from './bundle-script.ts'
import { OutputFolder } from './output-folder.ts'
import { ScriptCompilers } from './script-compiler.ts'
import type { SourceSettings } from './source-settings.ts'

/** Core's steps as steps of a compilation, and what is remembered from one to the next in watch mode. */
export class ConnectorCompilation {
  readonly #compiler: Compiler
  readonly #compilers: ScriptCompilers
  readonly #session: Session
  readonly #output: OutputFolder
  #results: ScriptResult[] = []
  #hasScripts = false
  #lastSource: InstanceType<Compiler['webpack']['sources']['RawSource']> | undefined

  constructor(compiler: Compiler, options: TacoOptions, settings: SourceSettings) {
    this.#compiler = compiler
    this.#compilers = new ScriptCompilers(compiler, settings)
    this.#output = new OutputFolder(compiler)
    this.#session = new Session(options, { cwd: compiler.context })
  }

  /** Reads the connector and bundles its scripts. Failures are reported to the compilation. */
  async bundleScripts(compilation: Compilation): Promise<void> {
    const session = this.#session
    this.#results = []
    const snapshot = await tellErrors(compilation, () => session.open())
    // Of a folder that has changed webpack forgets only the list, not that a file in it was missing a moment ago.
    this.#compiler.inputFileSystem?.purge?.(session.folder)
    compilation[snapshot ? 'fileDependencies' : 'missingDependencies'].addAll(session.watchFiles)
    compilation.contextDependencies.add(session.folder)
    const isBundled = snapshot && (await tellErrors(compilation, () => this.#bundle(compilation, snapshot)))
    this.#hasScripts = isBundled ?? false
  }

  /** Validates, packages, signs and emits; without a sound build removes what would be taken for its result. */
  async emitTaco(compilation: Compilation): Promise<void> {
    const session = this.#session
    // Not before: the hash of the app's build is made of the warnings that are known until then.
    compilation.errors.push(...this.#results.flatMap(({ errors }) => errors))
    compilation.warnings.push(...this.#results.flatMap(({ warnings }) => warnings))
    const result = await tellErrors(compilation, () => session.build(this.#hasScripts))
    if (session.snapshot && result) addFindings(compilation, result, session.snapshot)
    if (result?.ok) return this.#emit(compilation, result)
    await session.discardEarlier(this.#output.earlierOutput(compilation))
  }

  /** Whether all scripts could be bundled. */
  async #bundle(compilation: Compilation, { modules, folder }: Snapshot): Promise<boolean> {
    const bundled = modules.map((plan) => bundleScript(compilation, this.#compilers, plan, folder))
    this.#results = await Promise.all(bundled)
    const bundles = this.#results.flatMap(({ path, bundle }) => (bundle ? [[path, bundle] as const] : []))
    await this.#session.takeScripts(new Map(bundles))
    return bundles.length === modules.length
  }

  async #emit(compilation: Compilation, { fileName, bytes }: BuiltTaco): Promise<void> {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    // The bundlers do not write a source again that they have written before.
    const isLast = this.#lastSource?.buffer().equals(content) ?? false
    if (!isLast || !(await this.#output.holds(compilation, fileName))) {
      this.#lastSource = new this.#compiler.webpack.sources.RawSource(content)
    }
    if (this.#lastSource) compilation.emitAsset(fileName, this.#lastSource)
  }
}
