import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as rspackModule from '@rspack/core'
import { TacosmithPlugin } from '@tacosmith/webpack-plugin'
import webpack from 'webpack'
import type { Project } from '../project.ts'
import { type Driver, Outcomes } from './driver.ts'

const require = createRequire(import.meta.url)

export const webpackDrivers: Driver[] = [
  webpackDriver('webpack', webpack, {
    loader: require.resolve('esbuild-loader'),
    options: { target: 'esnext' },
  }),
  webpackDriver('Rspack', rspackModule.rspack as unknown as typeof webpack, {
    loader: 'builtin:swc-loader',
    options: { jsc: { parser: { syntax: 'typescript' }, target: 'esnext' } },
  }),
]

function webpackDriver(name: string, bundler: typeof webpack, loader: object): Driver {
  const configOf = ({ root, settings }: Project): webpack.Configuration => {
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
  return {
    name,
    async build(project) {
      const compiler = bundler(configOf(project))
      const failure = await new Promise<string | undefined>((resolve) => {
        compiler?.run((error, stats) => resolve(failureOf(error, stats)))
      })
      await new Promise((resolve) => compiler?.close(resolve))
      if (failure !== undefined) throw new Error(failure)
    },
    async watch(project) {
      const outcomes = new Outcomes()
      const compiler = bundler(configOf(project))
      const watching = compiler?.watch({ aggregateTimeout: 50 }, (error, stats) => {
        outcomes.add(failureOf(error, stats))
      })
      return {
        next: () => outcomes.next(),
        close: () => new Promise((resolve) => watching?.close(() => resolve())),
      }
    },
  }
}

function failureOf(error: Error | null, stats: webpack.Stats | undefined): string | undefined {
  if (error) return error.message
  return stats?.hasErrors()
    ? stats.toString({ all: false, errors: true, errorDetails: false, colors: false })
    : undefined
}
