import { dirname, resolve, sep } from 'node:path'
import type { Project, TacoOptions } from '@tacosmith/core'
import { connectorChunks } from './connector-chunks.ts'
import { removeMaps } from './own-chunks.ts'
import type { Bundle, HookContext, InputOptions, Log, OutputOptions } from './rollup-interface.ts'
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
  buildStart(this: HookContext): Promise<void>
  renderStart(this: HookContext, options: OutputOptions): void
  generateBundle(this: HookContext, options: OutputOptions, bundle: Bundle): Promise<void>
  buildEnd(error?: Error): Promise<void>
  renderError(error?: Error): Promise<void>
}

/**
 * Makes Rollup 4 or Rolldown validate a connector, bundle its scripts and emit the `.taco` into the output folder,
 * also in watch mode. Without an `input` the connector is all there is to build.
 *
 * Findings of error level fail the build, others are warnings.
 */
export function tacosmith(options: TacosmithRollupOptions = {}): TacosmithRollupPlugin {
  const { root = '.', ...tacoOptions } = options
  const chunks = connectorChunks(tacoOptions, resolve(root))
  const outputFolders = new Set<string>()
  const withoutMaps = new Set<string>()
  let isAlone = true
  let project: Project | undefined

  return {
    name: 'tacosmith',
    ...virtualEntryHooks,

    options(inputOptions) {
      for (const output of plannedOutputs(inputOptions)) outputFolders.add(folderOf(output))
      isAlone = Object.keys(inputOptions.input ?? {}).length === 0
      return isAlone ? { ...inputOptions, input: virtualEntry } : null
    },

    outputOptions(outputOptions) {
      const { file, ...others } = outputOptions
      const { sourcemap } = outputOptions
      if (!isAlone && sourcemap) return outputOptions
      if (!isAlone) withoutMaps.add(keyOf(outputOptions))
      const changed = isAlone ? { ...others, dir: folderOf(outputOptions), format: 'es' } : outputOptions
      // For findings in scripts; the maps go with the chunks and are not written.
      return { ...changed, sourcemap: 'hidden' } as typeof outputOptions
    },

    async buildStart() {
      project = await chunks.emit(this)
      const { folder } = project
      // Watched is what comes new; output that lies inside would wake the watcher up for ever.
      const isOutputInside = [...outputFolders].some((output) =>
        `${output}${sep}`.startsWith(`${folder}${sep}`),
      )
      if (!isOutputInside) this.addWatchFile(folder)
    },

    renderStart(outputOptions) {
      outputFolders.add(folderOf(outputOptions))
      if (!isAlone && project?.scripts.some(({ kind }) => kind === 'module'))
        refuseOneFile(this, outputOptions)
    },

    async generateBundle(outputOptions, bundle) {
      try {
        await chunks.replace(this, bundle, folderOf(outputOptions))
      } catch (cause) {
        await discardEarlierTacos()
        throw cause
      }
      if (withoutMaps.has(keyOf(outputOptions))) removeMaps(bundle)
    },

    async buildEnd(error) {
      if (error) await discardEarlierTacos()
    },

    renderError: () => discardEarlierTacos(),
  }

  /** So that none is taken for the result of a build that failed. */
  async function discardEarlierTacos(): Promise<void> {
    for (const folder of outputFolders) await chunks.discardEarlier({ folder })
  }
}

/** What a configuration file or a watcher says about the output before anything is built. */
function plannedOutputs(inputOptions: object): OutputOptions[] {
  const { output } = inputOptions as { output?: OutputOptions | OutputOptions[] }
  return [output ?? []].flat()
}

function folderOf({ dir, file }: OutputOptions): string {
  return resolve(dir ?? (file === undefined ? 'dist' : dirname(file)))
}

/** Tells the outputs of a build apart. */
function keyOf({ dir, file, format = 'es' }: OutputOptions): string {
  return [dir, file, format.replace(/^(esm|module)$/, 'es').replace('commonjs', 'cjs')].join('\0')
}

/** The bundlers' own words would not tell that it is the connector that brings further chunks. */
function refuseOneFile(context: HookContext, { file, format = 'es' }: OutputOptions): void {
  const setting = file === undefined ? `output.format '${format}'` : 'output.file'
  if (file === undefined && format === 'es') return
  context.error(
    `${setting} leaves no room for the scripts of the connector, which are chunks of their own until they are packaged\n` +
      "  Use output.dir and the format 'es', or build the connector in a configuration of its own, without input.",
  )
}
