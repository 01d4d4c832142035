import type { Compilation, Compiler, Configuration } from 'webpack'
import {
  hooksOf,
  type NativePlugin,
  nativePlugins,
  type SourceSettings,
  type Tap,
} from './source-settings.ts'
import { tableauExternals } from './tableau-externals.ts'

/** What a script is called while it is only in memory. */
export const bundleFile = 'script.js'

const pluginName = 'TacosmithPlugin'

/** What children do not inherit, and where plugins add modules of the app's. */
const appHooks = ['make', 'finishMake', 'compile', 'emit', 'afterEmit', 'invalid', 'done', 'thisCompilation']

/** Hooks of a compilation that are about single modules; at all others a plugin shapes the output. */
const moduleHooks =
  /Module$|Entry$|^(log|childCompiler|dependencyReferencedExports|process(Warnings|Errors))$/i

/** Everything in one scope, under the names that the author gave. */
const optimization = {
  concatenateModules: true,
  providedExports: true,
  usedExports: true,
  sideEffects: true,
  innerGraph: true,
  mangleExports: false,
  inlineExports: false,
  avoidEntryIife: false,
  moduleIds: 'named',
  chunkIds: 'named',
  minimize: false,
  splitChunks: false,
  runtimeChunk: false,
  removeAvailableModules: false,
  flagIncludedChunks: false,
  checkWasmTypes: false,
  realContentHash: false,
  emitOnErrors: true,
} as const

/** As TypeScript resolves imports, which it also writes so where it compiles `./x.ts`. */
const typescriptExtensions = { '.js': ['.js', '.ts', '.tsx'], '.mjs': ['.mjs', '.mts'] }

/**
 * Makes compilers for scripts: children of the running one, with the user's loaders, aliases, defines and plugins, but
 * with the bundler's own plugins as a fixed configuration has them, whatever the app's is.
 */
export class ScriptCompilers {
  readonly #app: Compiler
  readonly #settings: SourceSettings
  #model: Compiler | undefined

  constructor(app: Compiler, settings: SourceSettings) {
    this.#app = app
    this.#settings = settings
  }

  create(compilation: Compilation, name: string): Compiler {
    const app = this.#app
    this.#settings.expectNoted()
    this.#model ??= fixedCompiler(app, this.#settings)
    const model = this.#model
    const child = compilation.createChildCompiler(name, {}, [])
    const { externals, module, output, experiments, loader } = app.options
    const { hashFunction, hashDigest, hashDigestLength, path } = output
    Object.assign(child.options, {
      output: { ...model.options.output, hashFunction, hashDigest, hashDigestLength, path },
      optimization: model.options.optimization,
      experiments: { ...experiments, outputModule: false, lazyCompilation: false },
      module: { ...module, rules: this.#settings.rules, parser: fixedParser(module.parser) },
      loader: { ...loader, ...model.options.loader },
      resolve: model.options.resolve,
      node: model.options.node,
      target: model.options.target,
      devtool: false,
    })
    if (isRspack(app)) {
      // Its loader for TypeScript lowers to what the app's target has; scripts are lowered last.
      Object.assign(child, { target: { esVersion: 2022 } })
      this.#giveNativePlugins(child, model)
    } else child.resolverFactory = model.resolverFactory
    this.#giveTaps(child, model)
    const variables = tableauExternals(externals) as NonNullable<typeof externals>
    new app.webpack.ExternalsPlugin('var', variables).apply(child)
    new app.webpack.SourceMapDevToolPlugin({ filename: '[file].map', module: true, columns: true }).apply(
      child,
    )
    return child
  }

  #giveNativePlugins(child: Compiler, model: Compiler): void {
    const plugins = nativePlugins(child)
    const isOfChild = ({ canInherentFromParent }: NativePlugin) => canInherentFromParent !== true
    const inherited = nativePlugins(model).filter((plugin) => plugin.canInherentFromParent === true)
    plugins.splice(0, plugins.length, ...plugins.filter(isOfChild), ...this.#settings.natives, ...inherited)
  }

  #giveTaps(child: Compiler, model: Compiler): void {
    const fixed = new Map(hooksOf(model).map(([name, { taps }]) => [name, taps]))
    for (const [name, hook] of hooksOf(child)) {
      if (appHooks.includes(name)) continue
      const ofUser = this.#settings.tapsOf(name)
      const ofBundler = fixed.get(name) ?? []
      hook.taps =
        name === 'compilation' ? [...withoutOutput(child, ofUser), ...ofBundler] : [...ofUser, ...ofBundler]
    }
  }
}

type Create = (configuration: Configuration) => Compiler

/** A compiler that never runs: it has the bundler's own plugins as scripts need them. */
function fixedCompiler(app: Compiler, settings: SourceSettings): Compiler {
  const { mode, context, optimization: ofApp, output, resolve } = app.options
  const strictness = { strictModuleErrorHandling: false, strictModuleResolution: false }
  const { experiments, ...given } = settings.given
  const configuration = {
    ...{ ...given, mode, context, entry: {}, cache: false, devtool: false, performance: false },
    target: ['web', 'es2015'],
    optimization: { ...knownBy(ofApp, optimization), nodeEnv: ofApp.nodeEnv },
    output: {
      ...{ filename: bundleFile, module: false, iife: false, pathinfo: false, publicPath: '' },
      ...knownBy(output, strictness),
    },
    experiments: { ...experiments, outputModule: false, lazyCompilation: false },
    externalsPresets: { web: false, webAsync: false },
    infrastructureLogging: { level: 'none' },
  }
  const { webpack } = app
  // Rspack 1 keeps the function among the exports.
  const create = (typeof webpack === 'function' ? webpack : (webpack as { rspack: unknown }).rspack) as Create
  const compiler = create(configuration as unknown as Configuration)
  compiler.inputFileSystem = app.inputFileSystem
  // Other plugins may have changed the rest since.
  const { conditionNames, mainFields, aliasFields, byDependency } = compiler.options.resolve
  const ofTarget = { conditionNames, mainFields, aliasFields, byDependency }
  compiler.options.resolve = {
    extensionAlias: typescriptExtensions,
    ...resolve,
    ...ofTarget,
  } as typeof resolve
  return compiler
}

/** Settings that this release of the bundler has: it refuses others. */
function knownBy(all: object, settings: object): object {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name in all))
}

/** Without what the kind of library that the app is decides. */
function fixedParser(parser: Compiler['options']['module']['parser']): object {
  const { javascript = {} } = parser
  return {
    ...parser,
    javascript: { ...javascript, ...knownBy(javascript, { anonymousDefaultExportName: false }) },
  }
}

/** The same taps, but what they put on hooks for the output is taken away again. */
function withoutOutput(child: Compiler, taps: Tap[]): Tap[] {
  if (taps.length === 0) return []
  let kept = new Map<object, Tap[]>()
  const outputHooks = (compilation: Compilation) => {
    const { JavascriptModulesPlugin } = child.webpack.javascript
    const ofCompilation = hooksOf(compilation).filter(([name]) => !moduleHooks.test(name))
    return [
      ...ofCompilation,
      ...hooksOf({ hooks: JavascriptModulesPlugin.getCompilationHooks(compilation) }),
    ].map(([, hook]) => hook)
  }
  const before = (compilation: Compilation) => {
    kept = new Map(outputHooks(compilation).map((hook) => [hook, [...hook.taps]]))
  }
  const after = (compilation: Compilation) => {
    for (const hook of outputHooks(compilation)) hook.taps = kept.get(hook) ?? []
  }
  const tap = (fn: (compilation: Compilation) => void): Tap =>
    ({ name: pluginName, type: 'sync', fn, stage: 0 }) as Tap
  return [tap(before), ...taps, tap(after)]
}

function isRspack(compiler: Compiler): boolean {
  return 'rspackVersion' in compiler.webpack
}
