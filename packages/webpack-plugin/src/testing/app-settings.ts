import type { Compilation, Compiler } from 'webpack'
import type { Bundler } from './bundler-project.ts'

/** Settings that are about what becomes of an app, by what they are; none says how sources become JavaScript. */
export function appSettings(bundler: Bundler): Record<string, object> {
  return { ...outputSettings(bundler), ...assetSettings(bundler), ...otherSettings(bundler) }
}

/** Mode, source maps, target and output. */
function outputSettings(bundler: Bundler): Record<string, object> {
  const { EvalSourceMapDevToolPlugin, SourceMapDevToolPlugin } = bundler
  return {
    nothing: {},
    'mode development': { mode: 'development' },
    'mode none': { mode: 'none' },
    'devtool eval': { mode: 'development', devtool: 'eval' },
    'devtool source-map': { devtool: 'source-map' },
    'plugins for source maps': {
      plugins: [new EvalSourceMapDevToolPlugin({}), new SourceMapDevToolPlugin({ filename: null })],
    },
    'target node': { target: 'node' },
    'target es5': { target: ['web', 'es5'] },
    'target webworker': { target: 'webworker' },
    'a umd library': { output: { library: { name: 'Lib', type: 'umd' } } },
    'a commonjs library': { target: 'node', output: { library: { type: 'commonjs2' } } },
    'a variable': { output: { library: { name: 'Lib', type: 'var', export: 'started' } } },
    'ES modules': {
      experiments: { outputModule: true },
      output: { module: true, library: { type: 'module' }, chunkFormat: 'module' },
    },
    'output.iife': { output: { iife: false } },
    pathinfo: { output: { pathinfo: 'verbose' } },
    'a chunk format': { output: { chunkFormat: 'commonjs', chunkLoading: 'require' } },
    'a young environment': { output: { environment: environment(true) } },
    'an old environment': { output: { environment: environment(false) } },
    strictness: { output: { strictModuleErrorHandling: true } },
    'file names': {
      output: {
        ...{ filename: 'x/[contenthash].js', chunkFilename: '[fullhash]-[id].js', hashFunction: 'sha256' },
        ...{
          uniqueName: 'x',
          globalObject: 'self',
          publicPath: 'https://example.com/',
          sourceMapFilename: 'm',
        },
      },
    },
    'the hash of everything': { output: { filename: '[fullhash].[name].js' } },
  }
}

/** What is done to chunks, modules and assets. */
function assetSettings({ BannerPlugin, optimize }: Bundler): Record<string, object> {
  return {
    banners: {
      plugins: [
        new BannerPlugin({ banner: 'alert("banner")', raw: true }),
        new BannerPlugin({ banner: 'alert("early")', raw: true, footer: true, stage: -5000 }),
      ],
    },
    'splitting of chunks': { optimization: { splitChunks: { chunks: 'all', minSize: 0 } } },
    'a vendor chunk': {
      optimization: {
        splitChunks: { cacheGroups: { vendor: { name: 'vendor', chunks: 'all', enforce: true, test: /./ } } },
      },
    },
    'a limit of chunks': { plugins: [new optimize.LimitChunkCountPlugin({ maxChunks: 1 })] },
    'a runtime chunk': { optimization: { runtimeChunk: 'single' } },
    'no minimizer': { optimization: { minimize: false } },
    'a minimizer': { optimization: { minimize: true, minimizer: [markingPlugin] } },
    'a plugin that changes assets': { plugins: [markingPlugin] },
    'a plugin that changes chunks while they are rendered': { plugins: [renderingPlugin] },
    'a plugin that gives modules numbers': { plugins: [numberingPlugin] },
    'no optimization': {
      optimization: {
        ...{ concatenateModules: false, usedExports: false, providedExports: false, sideEffects: false },
        ...{ innerGraph: false, mangleExports: false, moduleIds: 'natural', chunkIds: 'natural' },
      },
    },
    'all optimization': {
      mode: 'none',
      optimization: {
        ...{ concatenateModules: true, usedExports: 'global', providedExports: true, sideEffects: true },
        ...{ innerGraph: true, mangleExports: 'size', moduleIds: 'hashed', chunkIds: 'total-size' },
        ...{ avoidEntryIife: true, mergeDuplicateChunks: true, realContentHash: true, inlineExports: true },
      },
    },
  }
}

/** Development, entries, the cache and externals. */
function otherSettings({ HotModuleReplacementPlugin, lazyCompilation }: Bundler): Record<string, object> {
  return {
    'the Hot Module Replacement': { mode: 'development', plugins: [new HotModuleReplacementPlugin()] },
    'lazy compilation': lazyCompilation,
    'several entries': {
      entry: {
        a: './src/index.ts',
        b: ['./src/second.ts', './src/lazy.ts'],
        c: { import: './src/second.ts', dependOn: 'a' },
      },
    },
    'a cache': { cache: true },
    'externals as an object': {
      externals: { 'some-module': 'SomeModule', 'some-commonjs': 'commonjs some-commonjs' },
    },
    'externals as a pattern': { externals: [/^some-/, /tacosmith/] },
    'externals as a function': {
      externals: [
        ({ request = '' }, callback: (error?: null, external?: string) => void) =>
          request.startsWith('.') ? callback() : callback(null, `commonjs ${request}`),
      ],
    },
    'externals as a promise': {
      externals: async ({ request = '' }) => (/^[.]|^data:/.test(request) ? undefined : `var "${request}"`),
    },
    'presets of externals': { externalsPresets: { node: true, web: true, electron: true } },
  }
}

function environment(isYoung: boolean): object {
  const names = ['arrowFunction', 'const', 'destructuring', 'forOf', 'optionalChaining', 'templateLiteral']
  return Object.fromEntries(names.map((name) => [name, isYoung]))
}

/** Leaves its mark in every asset. */
const markingPlugin = {
  apply: (compiler: Compiler) =>
    compiler.hooks.compilation.tap('marking', (compilation) => {
      const { RawSource } = compiler.webpack.sources
      for (const stage of [-3000, 100, 5000]) {
        compilation.hooks.processAssets.tap({ name: 'marking', stage }, () => {
          for (const { name, source } of compilation.getAssets()) {
            if (name.endsWith('.js'))
              compilation.updateAsset(name, new RawSource(`/* marked */${source.source()}`))
          }
        })
      }
    }),
}

/** Leaves its mark in the code of chunks, where the bundler lets it. */
const renderingPlugin = {
  apply: (compiler: Compiler) =>
    compiler.hooks.compilation.tap('rendering', (compilation: Compilation) => {
      const { ConcatSource } = compiler.webpack.sources
      const hooks = compiler.webpack.javascript.JavascriptModulesPlugin.getCompilationHooks(compilation)
      for (const hook of [hooks.render, hooks.renderContent, hooks.renderModuleContent]) {
        hook?.tap('rendering', (source) => new ConcatSource('/* rendered */', source))
      }
    }),
}

/** Decides on the names of modules. */
const numberingPlugin = {
  apply: (compiler: Compiler) =>
    compiler.hooks.compilation.tap('numbering', (compilation: Compilation) => {
      // Rspack has no such hook.
      if (!('moduleIds' in compilation.hooks)) return
      compilation.hooks.moduleIds.tap('numbering', (modules) => {
        const known = [...modules].sort((one, other) => (one.identifier() < other.identifier() ? -1 : 1))
        for (const [index, module] of known.entries()) {
          compilation.chunkGraph.setModuleId(module, `number${index}`)
        }
      })
    }),
}
