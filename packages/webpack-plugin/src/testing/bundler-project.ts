import { createRequire } from 'node:module'
import { join } from 'node:path'
import { rspack, rspackVersion } from '@rspack/core'
import {
  inConnectorFolder,
  minimalConnector,
  type TemporaryProject,
  temporaryProject,
} from '@tacosmith/test-kit'
import webpack from 'webpack'

/** Plugins that both bundlers bring. */
interface BundlerPlugins {
  DefinePlugin: new (definitions: Record<string, string>) => object
  BannerPlugin: new (options: object) => object
  HotModuleReplacementPlugin: new () => object
  ProvidePlugin: new (names: object) => object
  IgnorePlugin: new (options: object) => object
  NormalModuleReplacementPlugin: new (request: RegExp, replacement: string) => object
  EvalSourceMapDevToolPlugin: new (options: object) => object
  SourceMapDevToolPlugin: new (options: object) => object
  optimize: { LimitChunkCountPlugin: new (options: object) => object }
}

/** What the tests need of webpack and of Rspack. */
export interface Bundler extends BundlerPlugins {
  name: string
  version: string
  create(config: object): BundlerCompiler
  /** A rule that takes TypeScript, and the like, to JavaScript. */
  typescript: object
  /** The same, where the bundler is to know from its `target` what to leave as it is. */
  untargetedTypescript(): object
  /** The setting that compiles an import when it is asked for. */
  lazyCompilation: object
  /** The minimizer that there is by default, without a thread for each build, whose start takes longer than its work. */
  quickMinimizer: object
  /** The setting that keeps results in a folder from one process to the next. */
  persistentCache(folder: string): object
}

/** A compiler of webpack or Rspack, or several. */
export interface BundlerCompiler {
  run(callback: (error: Error | null, stats?: BundlerStats) => void): void
  watch(options: object, callback: (error: Error | null, stats?: BundlerStats) => void): BundlerWatching
  close(callback: (error?: Error | null) => void): void
}

/** What a bundler reports about a build. */
export interface BundlerStats {
  toJson(options: object): StatsJson
  toString(options: object): string
}

/** The part of `stats.toJson()` that tests look at. */
export interface StatsJson {
  errors: { message: string; file?: string; moduleName?: string; loc?: string }[]
  warnings: { message: string; file?: string }[]
}

/** A running watch mode. */
export interface BundlerWatching {
  close(callback: (error?: Error | null) => void): void
}

const { resolve: resolvePackage } = createRequire(import.meta.url)
const swcOptions = () => ({ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } })
const untargeted = () => ({ jsc: { parser: { syntax: 'typescript' } } })

/** Not by spreading: webpack loads each when it is asked for. */
function pluginsOf(bundler: unknown): BundlerPlugins {
  const all = bundler as BundlerPlugins
  return {
    DefinePlugin: all.DefinePlugin,
    BannerPlugin: all.BannerPlugin,
    HotModuleReplacementPlugin: all.HotModuleReplacementPlugin,
    ProvidePlugin: all.ProvidePlugin,
    IgnorePlugin: all.IgnorePlugin,
    NormalModuleReplacementPlugin: all.NormalModuleReplacementPlugin,
    EvalSourceMapDevToolPlugin: all.EvalSourceMapDevToolPlugin,
    SourceMapDevToolPlugin: all.SourceMapDevToolPlugin,
    optimize: all.optimize,
  }
}

/** As webpack makes it in `lib/config/defaults.js`. */
function minimizerWithoutThreads(): object {
  const ofWebpack = createRequire(resolvePackage('webpack'))
  const path = ofWebpack.resolve('minimizer-webpack-plugin')
  const MinimizerPlugin = ofWebpack(path) as new (options: object) => object
  return new MinimizerPlugin({
    ...{ test: /^[^?#]*\.[cm]?js(?:[?#].*)?$/i, minimizerOptions: { compress: { passes: 2 } } },
    ...{ minify: { path, export: 'terserMinify' }, parallel: false },
  })
}

/** Both bundlers; every test runs with each. */
export const bundlers: Bundler[] = [
  {
    name: 'webpack 5',
    version: `webpack ${webpack.version}`,
    create: (config) => webpack(config as never) as unknown as BundlerCompiler,
    ...pluginsOf(webpack),
    untargetedTypescript: () => ({
      ...{ test: /\.[mt]?ts$/, loader: resolvePackage('swc-loader'), options: swcOptions() },
    }),
    lazyCompilation: {
      mode: 'development',
      experiments: { lazyCompilation: { imports: true, entries: false } },
    },
    quickMinimizer: { minimizer: [minimizerWithoutThreads()] },
    persistentCache: (cacheDirectory) => ({ cache: { type: 'filesystem', cacheDirectory } }),
    typescript: { test: /\.[mt]?ts$/, loader: resolvePackage('swc-loader'), options: swcOptions() },
  },
  {
    name: 'Rspack 2',
    version: `Rspack ${rspackVersion}`,
    create: (config) => rspack(config as never) as unknown as BundlerCompiler,
    ...pluginsOf(rspack),
    untargetedTypescript: () => ({
      ...{ test: /\.[mt]?ts$/, loader: 'builtin:swc-loader', options: untargeted() },
    }),
    lazyCompilation: { mode: 'development', lazyCompilation: { imports: true, entries: false } },
    quickMinimizer: {},
    persistentCache: (directory) => ({
      cache: { type: 'persistent', storage: { type: 'filesystem', directory } },
    }),
    typescript: { test: /\.[mt]?ts$/, loader: 'builtin:swc-loader', options: swcOptions() },
  },
]

/** A project that webpack or Rspack builds. */
export interface BundlerProject extends TemporaryProject {
  /** A configuration that builds this project, with a loader for TypeScript. */
  config(more: object): object
}

/** Makes a project with a small connector in the folder `connector`; `undefined` leaves a file of it out. */
export async function bundlerProject(
  bundler: Bundler,
  changes: Record<string, string | undefined> = {},
): Promise<BundlerProject> {
  const project = await temporaryProject({ ...inConnectorFolder(minimalConnector()), ...changes })
  const { root } = project
  return {
    ...project,
    config: ({ ...more }: { module?: { rules?: object[] } }) => ({
      context: root,
      mode: 'production',
      ...more,
      output: { path: join(root, 'dist'), ...(more as { output?: object }).output },
      module: { ...more.module, rules: [bundler.typescript, ...(more.module?.rules ?? [])] },
    }),
  }
}

/** Builds once and closes the compiler, as the command line does. */
export async function buildOnce(bundler: Bundler, config: object): Promise<StatsJson> {
  const compiler = bundler.create(config)
  try {
    const stats = await new Promise<BundlerStats>((done, fail) => {
      compiler.run((error, result) => (result ? done(result) : fail(error)))
    })
    return statsJson(stats)
  } finally {
    await new Promise((done) => compiler.close(done))
  }
}

/** Everything that a build has to complain about. */
export function statsJson(stats: BundlerStats): StatsJson {
  return stats.toJson({ all: false, errors: true, warnings: true, children: true })
}
