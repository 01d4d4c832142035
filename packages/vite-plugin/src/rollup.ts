import { dirname, resolve, sep } from 'node:path'
import type { TacoOptions } from '@tacosmith/core'
import { ConnectorOutput } from './connector-output.ts'
import { removeVirtualEntry } from './remove-virtual-entry.ts'
import type { Bundle, HookContext, InputOptions, Log, OutputOptions } from './rollup-interface.ts'
import { rollupScriptBundler } from './rollup-scripts.ts'
import { virtualEntry, virtualEntryHooks } from './virtual-entry.ts'

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
  const folder = resolve(root)
  const connector = new ConnectorOutput(tacoOptions, folder)
  const outputs = new Map<string, OutputOptions>()
  let inputOptions: InputOptions = {}
  let isAlone = true

  return {
    name: 'tacosmith',
    ...virtualEntryHooks,

    options(options) {
      for (const output of plannedOutputs(options)) outputs.set(folderOf(output), output)
      inputOptions = options
      isAlone = isNothing(options.input)
      return isAlone ? { ...options, input: virtualEntry } : null
    },

    outputOptions(outputOptions) {
      if (!isAlone) return outputOptions
      // Nothing but the .taco is written, so that a format or a single file has nothing to say.
      const { file: _, ...others } = outputOptions
      return { ...others, dir: folderOf(outputOptions), format: 'es' } as unknown as typeof outputOptions
    },

    buildStart: {
      // Before plugins that remember what they did for the scripts begin with the app.
      order: 'pre',
      sequential: true,
      async handler() {
        const project = await connector.start(this, () =>
          rollupScriptBundler(inputOptions, this.meta, folder),
        )
        // Watched is what comes new; output that lies inside would wake the watcher up for ever.
        const isOutputInside = [...outputs.keys()].some((output) =>
          `${output}${sep}`.startsWith(`${project.folder}${sep}`),
        )
        if (!isOutputInside) this.addWatchFile(project.folder)
      },
    },

    renderStart(outputOptions) {
      outputs.set(folderOf(outputOptions), outputOptions)
    },

    generateBundle: {
      // After plugins that list what the app consists of.
      order: 'post',
      async handler(_outputOptions, bundle) {
        try {
          await connector.emit(this)
        } catch (cause) {
          await discardEarlierTacos()
          throw cause
        }
        removeVirtualEntry(bundle)
      },
    },

    async buildEnd(error) {
      if (error) await discardEarlierTacos()
    },

    renderError: () => discardEarlierTacos(),
  }

  /** Where the bundler would have emptied the folder, none may be taken for the result of a build that failed. */
  async function discardEarlierTacos(): Promise<void> {
    for (const [output, { cleanDir = false }] of outputs) {
      await connector.discardEarlier({ folder: output, all: cleanDir })
    }
  }
}

function isNothing(input: unknown): boolean {
  return Object.keys((input ?? {}) as object).length === 0
}

/** What a configuration file or a watcher says about the output before anything is built. */
function plannedOutputs(inputOptions: object): OutputOptions[] {
  const { output } = inputOptions as { output?: OutputOptions | OutputOptions[] }
  return [output ?? []].flat()
}

function folderOf({ dir, file }: OutputOptions): string {
  return resolve(dir ?? (file === undefined ? 'dist' : dirname(file)))
}
