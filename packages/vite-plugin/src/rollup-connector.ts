import { dirname, resolve, sep } from 'node:path'
import type { TacoOptions } from '@tacosmith/core'
import { ConnectorOutput } from './connector-output.ts'
import type { HookContext, InputOptions, OutputOptions } from './rollup-interface.ts'
import { rollupScriptBundler } from './rollup-scripts.ts'
import { virtualEntry } from './virtual-entry.ts'

/** The connector in a build of Rollup or Rolldown, which in watch mode runs many times. */
export class RollupConnector {
  readonly #folder: string
  readonly #connector: ConnectorOutput
  /** By folder. */
  readonly #outputs = new Map<string, OutputOptions>()
  #inputOptions: InputOptions = {}
  /** Whether the connector is all there is to build. */
  #isAlone = true

  /** @param folder - The project's, absolute. */
  constructor(options: TacoOptions, folder: string) {
    this.#folder = folder
    this.#connector = new ConnectorOutput(options, folder)
  }

  /** @returns the options with something to build, or null if they have it already */
  configure<Options extends InputOptions>(options: Options): Options | null {
    for (const output of plannedOutputs(options)) this.addOutput(output)
    this.#inputOptions = options
    this.#isAlone = isNothing(options.input)
    return this.#isAlone ? { ...options, input: virtualEntry } : null
  }

  configureOutput<Options extends OutputOptions>(outputOptions: Options): Options {
    if (!this.#isAlone) return outputOptions
    // Nothing but the .taco is written, so a format or a single file has no meaning.
    const { file: _, ...others } = outputOptions
    return { ...others, dir: folderOf(outputOptions), format: 'es' } as unknown as Options
  }

  addOutput(outputOptions: OutputOptions): void {
    this.#outputs.set(folderOf(outputOptions), outputOptions)
  }

  /** Reads the connector and builds its scripts. */
  async start(context: HookContext): Promise<void> {
    const { folder } = await this.#connector.start(context, () =>
      rollupScriptBundler(this.#inputOptions, context.meta, this.#folder),
    )
    // The folder is watched for new files; output inside it would wake the watcher up forever.
    const isOutputInside = [...this.#outputs.keys()].some((output) =>
      `${output}${sep}`.startsWith(`${folder}${sep}`),
    )
    if (!isOutputInside) context.addWatchFile(folder)
  }

  async emit(context: HookContext): Promise<void> {
    try {
      await this.#connector.emit(context)
    } catch (cause) {
      await this.discardEarlier()
      throw cause
    }
  }

  /** Where the bundler would have emptied the folder, nothing may be mistaken for the result of a build that failed. */
  async discardEarlier(): Promise<void> {
    for (const [output, { cleanDir = false }] of this.#outputs) {
      await this.#connector.discardEarlier({ folder: output, all: cleanDir })
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
