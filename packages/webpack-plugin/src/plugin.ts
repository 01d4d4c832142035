import { type TacoOptions, TacosmithError } from '@tacosmith/core'
import { errorMessage, resolveOptions } from '@tacosmith/core/adapter'
import type { Compiler } from 'webpack'
import { ConnectorCompilation } from './connector-compilation.ts'
import { buildsForAll } from './one-of-several.ts'
import { SourceSettings } from './source-settings.ts'

/** Core's options; the output folder is the bundler's. `connector` is relative to the bundler's `context`. */
export type TacosmithPluginOptions = Omit<TacoOptions, 'outDir'>

/** What webpack's and Rspack's compilers have in common, so that the types of neither are needed. */
export interface BundlerCompiler {
  readonly context: string
  readonly webpack: object
}

const pluginName = 'TacosmithPlugin'

/**
 * Makes webpack 5 or Rspack validate a connector, bundle its scripts and emit the `.taco` into the output folder.
 *
 * Works beside an app, and alone: a configuration without `entry` builds the connector and nothing else. Findings of
 * error level become errors of the compilation, and no `.taco` is emitted; others are warnings. In watch mode the
 * files of the connector and the modules of its scripts are followed.
 */
export class TacosmithPlugin {
  readonly #options: TacosmithPluginOptions

  /** @throws TacosmithError `usage` for an unknown option or a value of the wrong kind. */
  constructor(options: TacosmithPluginOptions = {}) {
    try {
      resolveOptions(options)
    } catch (cause) {
      // Whoever runs the configuration prints the message and nothing else.
      if (!(cause instanceof TacosmithError)) throw cause
      throw new TacosmithError(cause.code, `${pluginName}: ${errorMessage(cause)}`, { cause })
    }
    this.#options = options
  }

  /** Called by the bundler. */
  apply(bundlerCompiler: BundlerCompiler): void {
    // Only what Rspack has too is used of it.
    const compiler = bundlerCompiler as Compiler
    const build = new ConnectorCompilation(compiler, this.#options, new SourceSettings(compiler, pluginName))

    if (hasNoEntry(compiler)) compiler.hooks.entryOption.tap(pluginName, () => true)

    const isBuilder = buildsForAll(compiler, this.#options)
    compiler.hooks.make.tapPromise(pluginName, async (compilation) => {
      if (isBuilder()) await build.bundleScripts(compilation)
    })

    compiler.hooks.thisCompilation.tap(pluginName, (compilation) => {
      // After plugins that copy, minify and hash: the .taco is finished and nobody's input.
      const stage = compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_TRANSFER
      compilation.hooks.processAssets.tapPromise({ name: pluginName, stage }, async () => {
        if (isBuilder()) await build.emitTaco(compilation)
      })
    })
  }
}

/** Whether the configuration leaves the entry to the bundler, which would then look for `./src`. */
function hasNoEntry({ options: { entry } }: Compiler): boolean {
  if (typeof entry === 'function') return false
  const [only, ...others] = Object.values(entry)
  return others.length === 0 && only !== undefined && only.import === undefined
}
