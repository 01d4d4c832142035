import { resolve } from 'node:path'
import type { TacoOptions } from '@tacosmith/core'
import type { Plugin, ResolvedConfig } from 'vite'
import { connectorChunks } from './connector-chunks.ts'
import { discardEarlierTacos } from './discard-earlier.ts'
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
  const chunks = connectorChunks(tacoOptions)
  let config: ResolvedConfig

  return {
    name: 'tacosmith',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    ...virtualEntryHooks,

    config: (userConfig) => (app ? undefined : connectorOnlyConfig(userConfig)),

    configResolved(resolved) {
      config = resolved
    },

    async buildStart() {
      const { folder } = await chunks.emit(this, config.root)
      this.addWatchFile(folder)
    },

    async generateBundle(_outputOptions, bundle) {
      await chunks.replace(this, bundle, config.root, resolve(config.root, config.build.outDir))
    },

    async buildEnd(error) {
      if (error) await discardEarlierTacos(config)
    },

    async renderError() {
      await discardEarlierTacos(config)
    },
  }
}
