import { join } from 'node:path'
import { tacosmith } from '@tacosmith/vite-plugin'
import type { InlineConfig, Logger } from 'vite'
import * as vite8 from 'vite'
import * as vite7 from 'vite7'
import type { Project } from '../project.ts'
import { type Driver, Outcomes, type Said } from './driver.ts'

/** What a watcher of either major version reports. */
interface Watcher {
  on(event: 'event', listener: (event: WatcherEvent) => void): void
  close(): Promise<void>
}

interface WatcherEvent {
  code: string
  error?: Error
  result?: { close(): void }
}

type Build = (config: InlineConfig) => Promise<unknown>

export const drivers: Driver[] = [
  viteDriver('Vite 7', vite7.build as unknown as Build),
  viteDriver('Vite 8', vite8.build),
]

function viteDriver(name: string, build: Build): Driver {
  return {
    name,
    emptiesOutput: true,
    async build(project) {
      const said: Said = { warnings: [], notes: [] }
      await build({ ...configOf(project), customLogger: collectingLogger(said) })
      return said
    },
    async tellAll(project) {
      const said: Said = { warnings: [], notes: [] }
      const outcome = await build({
        ...{ ...configOf(project), customLogger: collectingLogger(said), logLevel: 'info' },
        build: { sourcemap: true, manifest: true },
      }).catch((error: unknown) => error)
      return [outcome, said]
    },
    async watch(project) {
      const outcomes = new Outcomes()
      const watcher = (await build({ ...configOf(project), build: { watch: { buildDelay: 50 } } })) as Watcher
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

function configOf({ root, settings }: Project): InlineConfig {
  const alias = Object.entries(settings.alias ?? {}).map(([name, folder]) => [name, join(root, folder)])
  return {
    root,
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: Object.fromEntries(alias) },
    define: settings.define ?? {},
    plugins: [tacosmith(settings.plugin)],
  }
}

function collectingLogger({ warnings, notes }: Said): Logger {
  const warn = (message: string): void => void warnings.push(message)
  return {
    info: (message) => void notes.push(message),
    warn,
    warnOnce: warn,
    error: warn,
    clearScreen: () => {},
    hasErrorLogged: () => false,
    hasWarned: false,
  }
}
