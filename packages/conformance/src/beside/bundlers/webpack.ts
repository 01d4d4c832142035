import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as rspackModule from '@rspack/core'
import { TacosmithPlugin } from '@tacosmith/webpack-plugin'
import webpack from 'webpack'
import type { Project } from '../../project.ts'
import type { BundlerWithApp } from '../bundler-with-app.ts'

const require = createRequire(import.meta.url)

/** Settings that both bundlers understand; what a function gives is made again for each build. */
const settings: Record<string, (bundler: typeof webpack) => webpack.Configuration> = {
  'as it is': () => ({}),
  'in development': () => ({ mode: 'development' }),
  'with source maps': () => ({ devtool: 'source-map' }),
  'that is a library': () => ({
    entry: './src/library.ts',
    output: { library: { name: 'Library', type: 'umd' } },
  }),
  'that is a CommonJS library': () => ({
    entry: './src/library.ts',
    output: { library: { type: 'commonjs2' } },
  }),
  'that is an ES module': () => ({
    experiments: { outputModule: true },
    output: { module: true, chunkFormat: 'module' },
  }),
  'with a vendor chunk and a runtime chunk': () => ({
    optimization: { splitChunks: { chunks: 'all', minSize: 0 }, runtimeChunk: 'single' },
  }),
  'that is not minified': () => ({ optimization: { minimize: false, concatenateModules: false } }),
  'with a banner': ({ BannerPlugin }) => ({
    plugins: [new BannerPlugin({ banner: '/* banner */', raw: true })],
  }),
  'for a server, without its packages': () => ({
    target: 'node',
    entry: './src/library.ts',
    externals: [/^[^./]/],
    externalsPresets: { node: true },
  }),
  'with names of its own': () => ({
    output: { filename: 'app.[contenthash].js', chunkFilename: 'chunk.js', iife: false },
  }),
}

export const bundlers: BundlerWithApp[] = [
  bundlerWithApp('webpack', webpack, {
    loader: require.resolve('esbuild-loader'),
    options: { target: 'esnext' },
  }),
  bundlerWithApp('Rspack', rspackModule.rspack as unknown as typeof webpack, {
    loader: 'builtin:swc-loader',
    options: { jsc: { parser: { syntax: 'typescript' }, target: 'esnext' } },
  }),
]

function bundlerWithApp(name: string, bundler: typeof webpack, loader: object): BundlerWithApp {
  return {
    name,
    buildAlone: (project) => build(project, {}, true),
    settings: Object.entries(settings).map(([setting, configOf]) => ({
      name: setting,
      build: (project, { withConnector }) =>
        build(project, { entry: './src/main.ts', ...configOf(bundler) }, withConnector),
    })),
  }

  async function build(
    { root, settings: { define = {} } }: Project,
    { output, plugins = [], ...more }: webpack.Configuration,
    withConnector: boolean,
  ): Promise<void> {
    const compiler = bundler({
      context: root,
      mode: 'production',
      output: { path: join(root, 'dist'), ...output },
      resolve: { extensions: ['.ts', '.js'] },
      module: { rules: [{ test: /\.ts$/, ...loader }] },
      plugins: [
        new bundler.DefinePlugin(define),
        ...plugins,
        ...(withConnector ? [new TacosmithPlugin()] : []),
      ],
      ...more,
    })
    const failure = await new Promise<string | undefined>((resolve) => {
      compiler?.run((error, stats) => {
        resolve(
          error?.message ?? (stats?.hasErrors() ? stats.toString({ all: false, errors: true }) : undefined),
        )
      })
    })
    await new Promise((resolve) => compiler?.close(resolve))
    if (failure !== undefined) throw new Error(failure)
  }
}
