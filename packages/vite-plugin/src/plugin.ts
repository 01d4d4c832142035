import type { TacoOptions } from '@tacosmith/core'
import type { ConfigEnv, Plugin, UserConfig } from 'vite'
import { removeVirtualEntry } from './remove-virtual-entry.ts'
import { virtualEntryHooks } from './virtual-entry.ts'
import { ViteConnector } from './vite-connector.ts'
import { serveDialog } from './vite-dialog.ts'
import { hideStackOfFindings } from './vite-errors.ts'

/** Core's options, and how the connector relates to the rest of the Vite configuration. */
export interface TacosmithViteOptions extends Omit<TacoOptions, 'outDir'> {
  /**
   * Build the connector along with the app or library that the configuration builds. Default false: nothing but the
   * connector is built, and no `index.html` is needed.
   */
  app?: boolean
  /**
   * The environment whose output the `.taco` goes to, where Vite builds several. Default: the first one for browsers
   * that the configuration names, or the one that is built.
   */
  environment?: string
}

/**
 * Makes `vite build` validate a connector, bundle its scripts and emit the `.taco` into Vite's output folder.
 *
 * Works in Vite 7 and 8, `vite build --watch` included; in the development server it shows the connection dialog at
 * `/__tacosmith/`. Findings of error
 * level fail the build, others are warnings. The scripts are built apart, with the aliases, defines and transforms of
 * the configuration, but without anything that shapes the output of an app.
 *
 * @param options - `connector` is relative to Vite's root.
 */
export function tacosmith(options: TacosmithViteOptions = {}): Plugin {
  const { app = false, environment, ...tacoOptions } = options
  const connector = new ViteConnector(tacoOptions, environment)

  return {
    name: 'tacosmith',
    apply: isWanted,
    // Otherwise each environment would have a plugin of its own, which knows nothing of the others.
    sharedDuringBuild: true,
    ...virtualEntryHooks,

    config(userConfig, { command, isSsrBuild }) {
      if (command === 'serve') return undefined
      connector.environments.configure(userConfig)
      if (app) return undefined
      return connector.buildAlone(userConfig, environment ?? (isSsrBuild ? 'ssr' : 'client'))
    },

    configResolved(config) {
      if (config.command === 'build') connector.restart(config)
    },

    configureServer(server) {
      serveDialog(server, { options: tacoOptions, isAlone: !app, viteVersion: this.meta.viteVersion })
    },

    buildApp: {
      order: 'pre',
      async handler(builder) {
        connector.environments.chooseOneOf(builder.config)
        hideStackOfFindings(builder)
      },
    },

    buildStart: {
      // Before plugins that keep a record of the scripts begin with the app.
      order: 'pre',
      sequential: true,
      async handler() {
        if (this.environment.mode === 'build') await connector.start(this)
      },
    },

    generateBundle: {
      // After those that list what the app consists of.
      order: 'post',
      async handler(_outputOptions, bundle) {
        if (await connector.emit(this)) removeVirtualEntry(bundle)
      },
    },

    async buildEnd(error) {
      if (error && this.environment.mode === 'build') await connector.discardEarlier(this.environment)
    },

    async renderError() {
      await connector.discardEarlier(this.environment)
    },
  }
}

/** In builds and in the development server; not in that of Vitest, which nobody looks at, nor in `vite preview`. */
function isWanted(_: UserConfig, { command, isPreview }: ConfigEnv): boolean {
  return command === 'build' || (isPreview !== true && !process.env.VITEST)
}
