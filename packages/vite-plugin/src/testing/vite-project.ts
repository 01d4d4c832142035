import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { tacoSource } from '@tacosmith/core'
import type { InlineConfig, Logger } from 'vite'

/** What the tests need of a Vite, whichever its major version is. */
export interface ViteModule {
  build(config: InlineConfig): Promise<unknown>
  version: string
}

/** A project in a temporary folder. */
export interface ViteProject {
  root: string
  write(files: Record<string, string>): Promise<void>
  remove(...names: string[]): Promise<void>
  /** The names of all files in `dist`, sorted; empty where there is no such folder. */
  output(): Promise<string[]>
  /** The text of a file in the one `.taco` of `dist`. */
  readTaco(entry: string): Promise<string>
  /** Everything the build said, by level. */
  log: { info: string[]; warn: string[]; error: string[] }
  /** A configuration that builds this project silently. */
  config(more: InlineConfig): InlineConfig
  dispose(): Promise<void>
}

/** Makes a project of files by their paths. */
export async function viteProject(files: Record<string, string>): Promise<ViteProject> {
  // The watcher tells real paths, so the temporary folder must not be a link.
  const root = await realpath(await mkdtemp(join(tmpdir(), 'vite-project-')))
  const log: ViteProject['log'] = { info: [], warn: [], error: [] }
  const project: ViteProject = {
    root,
    log,
    async write(more) {
      for (const [name, text] of Object.entries(more)) {
        await mkdir(dirname(join(root, name)), { recursive: true })
        await writeFile(join(root, name), text)
      }
    },
    async remove(...names) {
      for (const name of names) await rm(join(root, name), { recursive: true, force: true })
    },
    async output() {
      const entries = await readdir(join(root, 'dist'), { recursive: true }).catch(() => [])
      return entries.sort()
    },
    async readTaco(entry) {
      const [name] = (await project.output()).filter((file) => file.endsWith('.taco'))
      const source = await tacoSource(await readFile(join(root, 'dist', name ?? 'no .taco')))
      return new TextDecoder().decode(await source.read(entry))
    },
    config: (more) => ({ root, configFile: false, customLogger: collectingLogger(log), ...more }),
    dispose: () => rm(root, { recursive: true, force: true }),
  }
  await project.write(files)
  return project
}

/** Calls a script as Tableau does. */
export function callScript(script: string, attr: Record<string, string>): unknown {
  const result = (runInNewContext(script) as (attr: object) => unknown)(attr)
  return JSON.parse(JSON.stringify(result))
}

function collectingLogger(log: ViteProject['log']): Logger {
  const collect = (level: keyof ViteProject['log']) => (message: string) => void log[level].push(message)
  return {
    info: collect('info'),
    warn: collect('warn'),
    warnOnce: collect('warn'),
    error: collect('error'),
    clearScreen: () => {},
    hasErrorLogged: () => false,
    hasWarned: false,
  }
}
