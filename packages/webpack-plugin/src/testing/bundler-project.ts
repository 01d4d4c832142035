import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { rspack, rspackVersion } from '@rspack/core'
import { tacoSource } from '@tacosmith/core'
import { minimalConnector } from '@tacosmith/test-kit'
import webpack from 'webpack'

/** What the tests need of webpack and of Rspack. */
export interface Bundler {
  name: string
  version: string
  create(config: object): BundlerCompiler
  /** A rule that takes TypeScript, and the like, to JavaScript. */
  typescript: object
  DefinePlugin: new (definitions: Record<string, string>) => object
  /** The setting that keeps results in a folder from one process to the next. */
  persistentCache(folder: string): object
}

/** A compiler of webpack or Rspack, or several. */
export interface BundlerCompiler {
  run(callback: (error: Error | null, stats?: BundlerStats) => void): void
  watch(options: object, callback: (error: Error | null, stats?: BundlerStats) => void): BundlerWatching
  close(callback: (error?: Error | null) => void): void
}

/** What a bundler tells of a build. */
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
const swcOptions = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }

/** Both bundlers; every test runs with each. */
export const bundlers: Bundler[] = [
  {
    name: 'webpack 5',
    version: `webpack ${webpack.version}`,
    create: (config) => webpack(config as never) as unknown as BundlerCompiler,
    DefinePlugin: webpack.DefinePlugin,
    persistentCache: (cacheDirectory) => ({ cache: { type: 'filesystem', cacheDirectory } }),
    typescript: { test: /\.[mt]?ts$/, loader: resolvePackage('swc-loader'), options: swcOptions },
  },
  {
    name: 'Rspack 2',
    version: `Rspack ${rspackVersion}`,
    create: (config) => rspack(config as never) as unknown as BundlerCompiler,
    DefinePlugin: rspack.DefinePlugin,
    persistentCache: (directory) => ({
      cache: { type: 'persistent', storage: { type: 'filesystem', directory } },
    }),
    typescript: { test: /\.[mt]?ts$/, loader: 'builtin:swc-loader', options: swcOptions },
  },
]

/** A project in a temporary folder. */
export interface BundlerProject {
  root: string
  /** Writes files by their paths. */
  write(files: Record<string, string>): Promise<void>
  remove(...names: string[]): Promise<void>
  /** The names of all files in the output folder, sorted; empty where there is no such folder. */
  output(folder?: string): Promise<string[]>
  /** The text of a file in the one `.taco` of the output folder. */
  readTaco(entry: string, folder?: string): Promise<string>
  /** A configuration that builds this project, with a loader for TypeScript. */
  config(more: object): object
  dispose(): Promise<void>
}

/** Makes a project with a small connector in the folder `connector`; `undefined` leaves a file of it out. */
export async function bundlerProject(
  bundler: Bundler,
  changes: Record<string, string | undefined> = {},
): Promise<BundlerProject> {
  // Watchers tell real paths, so the temporary folder must not be a link.
  const root = await realpath(await mkdtemp(join(tmpdir(), 'webpack-project-')))
  const project: BundlerProject = {
    root,
    async write(files) {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(join(root, name)), { recursive: true })
        await writeFile(join(root, name), text)
      }
    },
    async remove(...names) {
      for (const name of names) await rm(join(root, name), { recursive: true, force: true })
    },
    async output(folder = 'dist') {
      const entries = await readdir(join(root, folder), { recursive: true }).catch(() => [])
      return entries.sort()
    },
    async readTaco(entry, folder = 'dist') {
      const [name] = (await project.output(folder)).filter((file) => file.endsWith('.taco'))
      const source = await tacoSource(await readFile(join(root, folder, name ?? 'no .taco')))
      return new TextDecoder().decode(await source.read(entry))
    },
    config: ({ ...more }: { module?: { rules?: object[] } }) => ({
      context: root,
      mode: 'production',
      ...more,
      output: { path: join(root, 'dist'), ...(more as { output?: object }).output },
      module: { ...more.module, rules: [bundler.typescript, ...(more.module?.rules ?? [])] },
    }),
    dispose: () => rm(root, { recursive: true, force: true }),
  }
  const files = Object.entries(minimalConnector()).map(([path, text]) => [`connector/${path}`, text])
  const all: Record<string, string | undefined> = { ...Object.fromEntries(files), ...changes }
  await project.write(
    Object.fromEntries(Object.entries(all).filter((file): file is [string, string] => file[1] !== undefined)),
  )
  return project
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

/** Calls a script as Tableau does. */
export function callScript(script: string, attr: Record<string, string>): unknown {
  const result = (runInNewContext(script) as (attr: object) => unknown)(attr)
  return JSON.parse(JSON.stringify(result))
}
