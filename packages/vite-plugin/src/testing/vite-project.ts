import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type TemporaryProject, temporaryProject } from '@tacosmith/test-kit'
import type { InlineConfig, Logger } from 'vite'

/** What the tests need of a Vite, whichever its major version is. */
export interface ViteModule {
  build(config: InlineConfig): Promise<unknown>
  version: string
}

/** A project that Vite builds. */
export interface ViteProject extends TemporaryProject {
  /** Everything the build said, by level. */
  log: { info: string[]; warn: string[]; error: string[] }
  /** A configuration that builds this project silently. */
  config(more: InlineConfig): InlineConfig
}

/** Makes a project of files by their paths. */
export async function viteProject(files: Record<string, string | undefined>): Promise<ViteProject> {
  const log: ViteProject['log'] = { info: [], warn: [], error: [] }
  const project = await temporaryProject(files)
  // The plugin is beside Vite 8; a project with another version has that one.
  await project.install('vite', dirname(fileURLToPath(import.meta.resolve('vite7/package.json'))))
  return {
    ...project,
    log,
    config: (more) => ({
      root: project.root,
      configFile: false,
      customLogger: collectingLogger(log),
      ...more,
    }),
  }
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
