import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { tacosmith } from '@tacosmith/vite-plugin/rollup'
import { transform } from 'esbuild'
import * as rolldown from 'rolldown'
import * as rollup from 'rollup'
import type { Project } from '../project.ts'
import { type Driver, Outcomes } from './driver.ts'

export const rollupDrivers: Driver[] = [
  {
    name: 'Rollup',
    async build(project) {
      const bundle = await rollup.rollup(rollupConfig(project))
      await bundle.write({ dir: join(project.root, 'dist') }).finally(() => bundle.close())
    },
    async watch(project) {
      const outcomes = new Outcomes()
      const watcher = rollup.watch({
        ...rollupConfig(project),
        output: { dir: join(project.root, 'dist') },
        watch: { buildDelay: 50 },
      })
      watcher.on('event', (event) => {
        if ('result' in event) event.result?.close()
        if (event.code === 'BUNDLE_END') outcomes.add(undefined)
        if (event.code === 'ERROR') outcomes.add(event.error.message)
      })
      return { next: () => outcomes.next(), close: () => watcher.close() }
    },
  },
  {
    name: 'Rolldown',
    async build(project) {
      const bundle = await rolldown.rolldown(rolldownConfig(project))
      await bundle.write({ dir: join(project.root, 'dist') }).finally(() => bundle.close())
    },
    async watch(project) {
      const outcomes = new Outcomes()
      const watcher = rolldown.watch({
        ...rolldownConfig(project),
        output: { dir: join(project.root, 'dist') },
        watch: { buildDelay: 50 },
      })
      watcher.on('event', (event) => {
        if ('result' in event) event.result?.close()
        if (event.code === 'BUNDLE_END') outcomes.add(undefined)
        if (event.code === 'ERROR') outcomes.add(event.error.message)
      })
      return { next: () => outcomes.next(), close: () => watcher.close() }
    },
  },
]

function rolldownConfig({ root, settings }: Project): rolldown.InputOptions {
  const alias = Object.entries(settings.alias ?? {}).map(([name, folder]) => [name, join(root, folder)])
  return {
    cwd: root,
    logLevel: 'silent',
    resolve: { alias: Object.fromEntries(alias) },
    transform: { define: settings.define ?? {} },
    plugins: [tacosmith({ root })],
  }
}

function rollupConfig(project: Project): rollup.InputOptions {
  return { logLevel: 'silent', plugins: [everydayPlugins(project), tacosmith({ root: project.root })] }
}

/** What users of plain Rollup have plugins for: packages, extensions, aliases, defines, TypeScript and JSON. */
function everydayPlugins({ root, settings }: Project): rollup.Plugin {
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
