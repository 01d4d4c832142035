import type { TacoOptions } from '@tacosmith/core'
import type { Plugin } from 'vite'
import { removeVirtualEntry } from './remove-virtual-entry.ts'
import { virtualEntryHooks } from './virtual-entry.ts'
import { ViteConnector } from './vite-connector.ts'
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
 * Works in Vite 7 and 8, `vite build --watch` included; does nothing in the development server. Findings of error
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
    apply: 'build',
    // Otherwise each environment would have a plugin of its own, which knows nothing of the others.
    sharedDuringBuild: true,
    ...virtualEntryHooks,

    config(userConfig, { isSsrBuild }) {
      connector.environments.configure(userConfig)
      return app
        ? undefined
        : connector.buildAlone(userConfig, environment ?? (isSsrBuild ? 'ssr' : 'client'))
    },

    configResolved: (config) => connector.restart(config),

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
        await connector.start(this)
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
      if (error) await connector.discardEarlier(this.environment)
    },

    async renderError() {
      await connector.discardEarlier(this.environment)
    },
  }
}
