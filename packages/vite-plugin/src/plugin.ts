import { join, resolve, sep } from 'node:path'
import type { TacoOptions } from '@tacosmith/core'
import type { Plugin, ResolvedConfig } from 'vite'
import { type ConnectorChunks, connectorChunks } from './connector-chunks.ts'
import { virtualEntryHooks } from './virtual-entry.ts'
import { connectorOnlyConfig } from './vite-config.ts'

/** Core's options, and how the plugin stands to the rest of the Vite configuration. */
export interface TacosmithViteOptions extends Omit<TacoOptions, 'outDir'> {
  /**
   * Build the connector beside the app or library that the configuration builds anyway. Default false: the connector
   * is all there is to build, and no `index.html` is needed.
   */
  app?: boolean
}

/**
 * Makes `vite build` validate a connector, bundle its scripts and emit the `.taco` into Vite's output folder.
 *
 * Works in Vite 7 and 8, `vite build --watch` included; does nothing in the development server. Findings of error
 * level fail the build, others are warnings.
 *
 * @param options - `connector` is relative to Vite's root.
 */
export function tacosmith(options: TacosmithViteOptions = {}): Plugin {
  const { app = false, ...tacoOptions } = options
  let config: ResolvedConfig
  let chunks: ConnectorChunks

  return {
    name: 'tacosmith',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    ...virtualEntryHooks,

    config: (userConfig) => (app ? undefined : connectorOnlyConfig(userConfig)),

    configResolved(resolved) {
      const isOtherRoot = config?.root !== resolved.root
      config = resolved
      // A process may build more than once: what has not changed since the last time is not done again.
      if (isOtherRoot) chunks = connectorChunks(tacoOptions, config.root)
    },

    async buildStart() {
      const { folder } = await chunks.emit(this)
      this.addWatchFile(folder)
    },

    async generateBundle(_outputOptions, bundle) {
      await chunks.replace(this, bundle, outputFolder(config))
    },

    async buildEnd(error) {
      if (error) await chunks.discardEarlier({ folder: outputFolder(config), all: isEmptied(config) })
    },

    async renderError() {
      await chunks.discardEarlier({ folder: outputFolder(config), all: isEmptied(config) })
    },
  }
}

function outputFolder({ root, build }: ResolvedConfig): string {
  return resolve(root, build.outDir)
}

/** Whether Vite empties the output folder: elsewhere the folder is shared, and other files in it are not ours. */
function isEmptied(config: ResolvedConfig): boolean {
  return config.build.emptyOutDir ?? outputFolder(config).startsWith(join(config.root, sep))
}
