import { join, resolve, sep } from 'node:path'
import type { TacoOptions } from '@tacosmith/core'
import type { Environment, Plugin, ResolvedConfig } from 'vite'
import { ConnectorOutput } from './connector-output.ts'
import { removeVirtualEntry } from './remove-virtual-entry.ts'
import type { ScriptBundler } from './script-builds.ts'
import { virtualEntryHooks } from './virtual-entry.ts'
import { connectorOnlyConfig } from './vite-config.ts'
import { ConnectorEnvironment } from './vite-environment.ts'
import { hideStackOfFindings, withoutStack } from './vite-errors.ts'
import { viteScriptBundler } from './vite-scripts.ts'

/** Core's options, and how the plugin stands to the rest of the Vite configuration. */
export interface TacosmithViteOptions extends Omit<TacoOptions, 'outDir'> {
  /**
   * Build the connector beside the app or library that the configuration builds anyway. Default false: the connector
   * is all there is to build, and no `index.html` is needed.
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
  const { app = false, environment: wanted, ...tacoOptions } = options
  const environments = new ConnectorEnvironment(wanted)
  let alone: string | undefined
  let root: string | undefined
  let connector: ConnectorOutput
  let scripts: Promise<ScriptBundler> | undefined
  let isEmitted = false

  return {
    name: 'tacosmith',
    apply: 'build',
    // Else each environment would have a plugin of its own, which knows nothing of the others.
    sharedDuringBuild: true,
    ...virtualEntryHooks,

    config(userConfig, { isSsrBuild }) {
      environments.configure(userConfig)
      if (app) return undefined
      const environment = wanted ?? (isSsrBuild ? 'ssr' : 'client')
      alone = environment
      return withoutStack(() => connectorOnlyConfig(userConfig, environment))
    },

    configResolved(config) {
      withoutStack(() => environments.restart(config, alone))
      scripts = undefined
      // A process may build more than once: what has not changed since the last time is not done again.
      if (root !== config.root) connector = new ConnectorOutput(tacoOptions, config.root)
      root = config.root
    },

    buildApp: {
      order: 'pre',
      async handler(builder) {
        environments.chooseOneOf(builder.config)
        hideStackOfFindings(builder)
      },
    },

    buildStart: {
      // Before plugins that remember what they did for the scripts begin with the app.
      order: 'pre',
      sequential: true,
      async handler() {
        const elsewhere = environments.elsewhere(this.environment)
        if (elsewhere !== undefined) this.info(elsewhere)
        if (!environments.isConnectors(this.environment)) return
        isEmitted = false
        const config = this.environment.getTopLevelConfig()
        const { folder } = await connector.start(this, () => {
          scripts ??= viteScriptBundler(config, this.meta.viteVersion)
          return scripts
        })
        this.addWatchFile(folder)
      },
    },

    generateBundle: {
      // After those that list what the app consists of.
      order: 'post',
      async handler(_outputOptions, bundle) {
        if (!environments.isConnectors(this.environment)) return
        // One file, also where the app is built in several formats.
        if (!isEmitted) await connector.emit(this)
        isEmitted = true
        removeVirtualEntry(bundle)
      },
    },

    async buildEnd(error) {
      if (error) await discardEarlier(this.environment)
    },

    async renderError() {
      await discardEarlier(this.environment)
    },
  }

  async function discardEarlier(environment: Environment): Promise<void> {
    if (!environments.isConnectors(environment)) return
    const { config } = environment
    await connector.discardEarlier({ folder: outputFolder(config), all: isEmptied(config) })
  }
}

function outputFolder({ root, build }: Pick<ResolvedConfig, 'root' | 'build'>): string {
  return resolve(root, build.outDir)
}

/** Whether Vite empties the output folder: elsewhere the folder is shared, and other files in it are not ours. */
function isEmptied(config: Pick<ResolvedConfig, 'root' | 'build'>): boolean {
  return config.build.emptyOutDir ?? outputFolder(config).startsWith(join(config.root, sep))
}
