import { resolve } from 'node:path'
import type { TacoOptions } from '@tacosmith/core'
import { removeVirtualEntry } from './remove-virtual-entry.ts'
import { RollupConnector } from './rollup-connector.ts'
import type { Bundle, HookContext, InputOptions, Log, OutputOptions } from './rollup-interface.ts'
import { virtualEntryHooks } from './virtual-entry.ts'

export type { TacoOptions } from '@tacosmith/core'

/** Core's options, and where the project is. */
export interface TacosmithRollupOptions extends Omit<TacoOptions, 'outDir'> {
  /** The folder that `connector` is relative to. Default: the current folder. */
  root?: string
}

/** The plugin in the terms that Rollup 4 and Rolldown share. */
export interface TacosmithRollupPlugin {
  name: string
  options<Options extends InputOptions>(options: Options): Options | null
  outputOptions<Options extends OutputOptions>(options: Options): Options
  resolveId(id: string): string | undefined
  load(id: string): string | undefined
  onLog(level: string, log: Log): false | undefined
  buildStart: { order: 'pre'; sequential: true; handler(this: HookContext): Promise<void> }
  renderStart(options: OutputOptions): void
  generateBundle: {
    order: 'post'
    handler(this: HookContext, options: OutputOptions, bundle: Bundle): Promise<void>
  }
  buildEnd(error?: Error): Promise<void>
  renderError(error?: Error): Promise<void>
}

/**
 * Makes Rollup 4 or Rolldown validate a connector, bundle its scripts and emit the `.taco` into the output folder,
 * also in watch mode. Without an `input` the connector is all there is to build.
 *
 * Findings of error level fail the build, others are warnings. The scripts are built apart, with the user's plugins,
 * but without anything that shapes the output of an app.
 */
export function tacosmith(options: TacosmithRollupOptions = {}): TacosmithRollupPlugin {
  const { root = '.', ...tacoOptions } = options
  const connector = new RollupConnector(tacoOptions, resolve(root))

  return {
    name: 'tacosmith',
    ...virtualEntryHooks,
    options: (options) => connector.configure(options),
    outputOptions: (outputOptions) => connector.configureOutput(outputOptions),

    buildStart: {
      // Before plugins that keep a record of the scripts begin with the app.
      order: 'pre',
      sequential: true,
      async handler() {
        await connector.start(this)
      },
    },

    renderStart: (outputOptions) => connector.addOutput(outputOptions),

    generateBundle: {
      // After plugins that list what the app consists of.
      order: 'post',
      async handler(_outputOptions, bundle) {
        await connector.emit(this)
        removeVirtualEntry(bundle)
      },
    },

    async buildEnd(error) {
      if (error) await connector.discardEarlier()
    },

    renderError: () => connector.discardEarlier(),
  }
}
