import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as rspackModule from '@rspack/core'
import { TacosmithPlugin } from '@tacosmith/webpack-plugin'
import webpack from 'webpack'
import type { Project } from '../project.ts'
import { type Driver, Outcomes, type Said } from './driver.ts'

const require = createRequire(import.meta.url)

export const drivers: Driver[] = [
  webpackDriver(
    'webpack',
    webpack,
    { loader: require.resolve('esbuild-loader'), options: { target: 'esnext' } },
    (cacheDirectory) => ({ cache: { type: 'filesystem', cacheDirectory } }),
  ),
  webpackDriver(
    'Rspack',
    rspackModule.rspack as unknown as typeof webpack,
    {
      loader: 'builtin:swc-loader',
      options: { jsc: { parser: { syntax: 'typescript' }, target: 'esnext' } },
    },
    (directory) => ({ cache: { type: 'persistent', storage: { type: 'filesystem', directory } } }),
  ),
]

function webpackDriver(
  name: string,
  bundler: typeof webpack,
  loader: object,
  persistentCache: (folder: string) => object,
): Driver {
  const configOf = (project: Project): webpack.Configuration => configurationOf(project, bundler, loader)
  const run = async (config: webpack.Configuration): Promise<webpack.Stats> => await runOnce(bundler, config)
  return {
    name,
    emptiesOutput: false,
    async build(project) {
      const stats = await run(configOf(project))
      const failure = failureOf(null, stats)
      if (failure !== undefined) throw new Error(failure)
      return saidOf(stats)
    },
    async tellAll(project) {
      const stats = await run({
        ...configOf(project),
        ...persistentCache(join(project.root, 'cache')),
        ...{ infrastructureLogging: { level: 'verbose' }, stats: 'verbose' },
      })
      const json = stats.toJson({ all: true })
      const hasCache = (await project.output('cache')).length > 0
      if (!stats.hasErrors() && !hasCache) throw new Error(`${name} wrote no cache`)
      const text = stats.toString({ all: true, colors: false })
      return [JSON.stringify(json), text, json.errors, json.warnings]
    },
    async watch(project) {
      const outcomes = new Outcomes()
      const compiler = bundler(configOf(project))
      compiler?.hooks.watchRun.tap('outcomes', () => outcomes.begin())
      const watching = compiler?.watch({ aggregateTimeout: 50 }, (error, stats) => {
        outcomes.add(failureOf(error, stats))
      })
      return {
        next: () => outcomes.next(),
        more: () => outcomes.more(),
        close: () => new Promise((resolve) => watching?.close(() => resolve())),
      }
    },
  }
}

function configurationOf(
  { root, settings }: Project,
  bundler: typeof webpack,
  loader: object,
): webpack.Configuration {
  const alias = Object.entries(settings.alias ?? {}).map(([prefix, folder]) => [prefix, join(root, folder)])
  return {
    context: root,
    mode: 'production',
    devtool: 'source-map',
    output: { path: join(root, 'dist') },
    resolve: { extensions: ['.ts', '.js'], alias: Object.fromEntries(alias) },
    module: { rules: [{ test: /\.ts$/, ...loader }] },
    plugins: [new bundler.DefinePlugin(settings.define ?? {}), new TacosmithPlugin(settings.plugin)],
  }
}

async function runOnce(bundler: typeof webpack, config: webpack.Configuration): Promise<webpack.Stats> {
  const compiler = bundler(config)
  try {
    return await new Promise<webpack.Stats>((resolve, reject) => {
      compiler?.run((error, stats) => (stats === undefined ? reject(error) : resolve(stats)))
    })
  } finally {
    // A cache is written when the compiler closes.
    await new Promise((resolve) => compiler?.close(resolve))
  }
}

function failureOf(error: Error | null, stats: webpack.Stats | undefined): string | undefined {
  if (error) return error.message
  return stats?.hasErrors()
    ? stats.toString({ all: false, errors: true, errorDetails: false, colors: false })
    : undefined
}

function saidOf(stats: webpack.Stats): Said {
  const { warnings = [], logging = {} } = stats.toJson({ all: false, warnings: true, logging: 'info' })
  const notes = Object.values(logging).flatMap(({ entries }) => entries.map(({ message }) => message ?? ''))
  return { warnings: warnings.map(({ message }) => message), notes }
}
