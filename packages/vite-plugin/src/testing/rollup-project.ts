import { join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { transform } from 'esbuild'
import * as rolldown from 'rolldown'
import * as rollup from 'rollup'
import { type ViteProject, viteProject } from './vite-project.ts'

/** Rollup or Rolldown, as far as tests need to tell them apart. */
export interface Bundler {
  name: 'Rollup' | 'Rolldown'
  version: string
  /** Plugins that give it what Rolldown has of its own: TypeScript, JSON, alias, define and npm packages. */
  plugins(options: { alias?: Record<string, string>; define?: Record<string, string> }): rollup.Plugin[]
  /** Builds in memory, or writes too. */
  build(input: rollup.InputOptions, output: rollup.OutputOptions, write?: boolean): Promise<Output[]>
  watch(options: rollup.RollupWatchOptions): rollup.RollupWatcher
}

/** One file of the output. */
export interface Output {
  fileName: string
  /** Of a chunk. */
  code?: string
  map?: unknown
  /** Of an asset. */
  source?: string | Uint8Array
}

/** Both, each with the plugins that it needs. */
export const bundlers: Bundler[] = [
  {
    name: 'Rollup',
    version: rollup.VERSION,
    plugins: ({ alias = {}, define = {} }) => [modules(alias, define)],
    async build(input, output, write = true) {
      const bundle = await rollup.rollup(input)
      try {
        return (await (write ? bundle.write(output) : bundle.generate(output))).output
      } finally {
        await bundle.close()
      }
    },
    watch: rollup.watch,
  },
  {
    name: 'Rolldown',
    version: rolldown.VERSION,
    plugins: ({ alias = {}, define = {} }) => [
      {
        name: 'settings',
        options: (options) =>
          ({ ...options, resolve: { alias }, transform: { define } }) as rollup.InputOptions,
      },
    ],
    async build(input, output, write = true) {
      const bundle = await rolldown.rolldown(input as rolldown.InputOptions)
      try {
        const settings = output as rolldown.OutputOptions
        return (await (write ? bundle.write(settings) : bundle.generate(settings))).output as Output[]
      } finally {
        await bundle.close()
      }
    },
    watch: (options) => rolldown.watch(options as rolldown.WatchOptions) as unknown as rollup.RollupWatcher,
  },
]

/** What people use several plugins for under Rollup, in the small. */
function modules(alias: Record<string, string>, define: Record<string, string>): rollup.Plugin {
  return {
    name: 'modules',
    resolveId(id, importer) {
      if (alias[id] !== undefined) return alias[id]
      const root = importer?.replace(/\/connector\/.*/, '') ?? ''
      return /^[a-z]+$/.test(id) ? join(root, 'node_modules', id, 'main.js') : undefined
    },
    async transform(code, id) {
      if (id.endsWith('.json')) return { code: `export default ${code}`, map: { mappings: '' } }
      if (!/\.[jt]s$/.test(id)) return undefined
      return transform(code, { loader: 'ts', define, sourcemap: true, sourcefile: id, target: 'esnext' })
    },
  }
}

/** A project whose connector holds these files instead of those of the minimal one; `../` leads to the root. */
export function connectorProject(changes: Record<string, string | undefined> = {}): Promise<ViteProject> {
  const standIns = Object.keys(changes).filter((path) => path.endsWith('.ts'))
  const replaced = Object.fromEntries(standIns.map((path) => [path.replace(/ts$/, 'js'), undefined]))
  const files = Object.entries(minimalConnector({ ...replaced, ...changes }))
  return viteProject(Object.fromEntries(files.map(([path, text]) => [join('connector', path), text])))
}
