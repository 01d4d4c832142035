import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { tacosmith } from '@tacosmith/vite-plugin/rollup'
import { transform } from 'esbuild'
import * as rolldown from 'rolldown'
import * as rollup from 'rollup'
import type { Project } from '../project.ts'
import { type Driver, Outcomes, type Said } from './driver.ts'

export const drivers: Driver[] = [
  rollupDriver('Rollup', rollup as unknown as Bundler, rollupConfig),
  rollupDriver(
    'Rolldown',
    { ...(rolldown as unknown as Bundler), rollup: rolldown.rolldown as never },
    rolldownConfig,
  ),
]

/** What Rollup and Rolldown have in common. */
interface Bundler {
  rollup(config: object): Promise<{ write(output: object): Promise<unknown>; close(): Promise<void> }>
  watch(config: object): {
    on(name: 'event', listener: (event: WatchEvent) => void): void
    close(): Promise<void>
  }
}

interface WatchEvent {
  code: string
  error?: Error
  result?: { close(): void }
}

function rollupDriver(name: string, bundler: Bundler, configOf: (project: Project) => object): Driver {
  const outputOf = ({ root }: Project) => ({ dir: join(root, 'dist') })
  const run = async (project: Project, output: object) => {
    const said: Said = { warnings: [], notes: [] }
    const onLog = (level: string, { message }: { message: string }): void =>
      void (level === 'warn' ? said.warnings : said.notes).push(message)
    const bundle = await bundler.rollup({ ...configOf(project), logLevel: 'debug', onLog })
    return { said, built: await bundle.write(output).finally(() => bundle.close()) }
  }
  return {
    name,
    emptiesOutput: false,
    build: async (project) => (await run(project, outputOf(project))).said,
    tellAll: async (project) =>
      await run(project, { ...outputOf(project), sourcemap: true }).catch((error: unknown) => error),
    async watch(project) {
      const outcomes = new Outcomes()
      const watcher = bundler.watch({
        ...configOf(project),
        output: outputOf(project),
        watch: { buildDelay: 50 },
      })
      watcher.on('event', ({ code, error, result }) => {
        result?.close()
        if (code === 'BUNDLE_START') outcomes.begin()
        if (code === 'BUNDLE_END') outcomes.add(undefined)
        if (code === 'ERROR') outcomes.add(error?.message ?? 'no error was told')
      })
      return { next: () => outcomes.next(), more: () => outcomes.more(), close: () => watcher.close() }
    },
  }
}

function rolldownConfig({ root, settings }: Project): rolldown.InputOptions {
  const alias = Object.entries(settings.alias ?? {}).map(([name, folder]) => [name, join(root, folder)])
  return {
    cwd: root,
    logLevel: 'silent',
    resolve: { alias: Object.fromEntries(alias) },
    transform: { define: settings.define ?? {} },
    plugins: [tacosmith({ root, ...settings.plugin })],
  }
}

function rollupConfig(project: Project): rollup.InputOptions {
  return {
    logLevel: 'silent',
    plugins: [everydayPlugins(project), tacosmith({ root: project.root, ...project.settings.plugin })],
  }
}

/** What users of plain Rollup have plugins for: packages, extensions, aliases, defines, TypeScript and JSON. */
export function everydayPlugins({ root, settings }: Project): rollup.Plugin {
  return {
    name: 'everyday',
    async resolveId(id, importer) {
      const [prefix, folder] =
        Object.entries(settings.alias ?? {}).find(([name]) => id.startsWith(`${name}/`)) ?? []
      const aliased =
        prefix !== undefined && folder !== undefined ? join(root, folder, id.slice(prefix.length)) : id
      if (aliased === id && !id.startsWith('.')) return isPackage(id) ? packageEntry(root, id) : undefined
      const path = aliased === id && importer ? join(dirname(importer), id) : aliased
      for (const extension of ['', '.ts', '.js']) {
        if (await readFile(path + extension).then(Boolean, () => false)) return path + extension
      }
      return undefined
    },
    async transform(code, id) {
      if (id.endsWith('.json')) return `export default ${code}`
      if (!/\.[jt]s$/.test(id)) return undefined
      const result = await transform(code, {
        loader: id.endsWith('.ts') ? 'ts' : 'js',
        target: 'esnext',
        define: settings.define ?? {},
        sourcemap: 'external',
        sourcefile: id,
        logLevel: 'silent',
      })
      return { code: result.code, map: result.map }
    },
  }
}

const isPackage = (id: string) => /^[a-z]/.test(id) && !id.includes(':')

async function packageEntry(root: string, name: string): Promise<string | undefined> {
  const manifest = await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8').catch(
    () => undefined,
  )
  if (manifest === undefined) return undefined
  return join(root, 'node_modules', name, (JSON.parse(manifest) as { main: string }).main)
}
