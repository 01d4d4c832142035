import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { changedSince, clockTick } from '@tacosmith/core/adapter'

/** What a build was made of. */
export interface BuildInputs {
  /** Absolute, those that are missing too. */
  files: string[]
  /** In which a new file asks for another build; absolute. */
  folders: string[]
  /** When the reading began; milliseconds since 1970. */
  readSince: number
}

/** The part of an answer to esbuild that says what to watch. */
export interface WatchAnswer {
  watchFiles?: string[]
  watchDirs?: string[]
}

/** How often the inputs of one build are read, where they change while they are read. */
const mostReadings = 10

/**
 * Says in the answers to esbuild's questions what it is to watch.
 *
 * esbuild compares files with what they were when it got such an answer: what changed between our reading and that
 * moment it would never notice. So we look whether something did, before the answer and at the question after it, and
 * read once more.
 */
export class WatchedInputs {
  readonly #read: () => Promise<BuildInputs>
  #inputs: Promise<BuildInputs> | undefined
  #readings = 0
  /** `settled` once it is known that what was reported is what was read. */
  #state: 'unreported' | 'busy' | 'told' | 'settled' = 'unreported'

  /** @param read - Reads what a build is made of. */
  constructor(read: () => Promise<BuildInputs>) {
    this.#read = read
  }

  /** For the start of a build: reads until nothing changes meanwhile. */
  async read(): Promise<void> {
    this.#readings = 0
    this.#state = 'unreported'
    await this.#readChanges(await this.#reread())
  }

  /** For every question. In most builds only the first one of all gets an answer. */
  async answer(): Promise<WatchAnswer> {
    if (!this.#inputs || this.#state === 'busy' || this.#state === 'settled') return {}
    const isUnreported = this.#state === 'unreported'
    this.#state = 'busy'
    const earlier = await this.#inputs
    const inputs = await this.#readChanges(earlier)
    const shouldReport = isUnreported || inputs !== earlier
    this.#state = shouldReport ? 'told' : 'settled'
    return shouldReport ? { watchFiles: inputs.files, watchDirs: inputs.folders } : {}
  }

  async #readChanges(earlier: BuildInputs): Promise<BuildInputs> {
    let inputs = earlier
    while (this.#readings < mostReadings && (await hasChanged(inputs))) {
      // Whoever is writing gets time to finish, and that change counts as one before the next reading.
      await setTimeout(clockTick)
      inputs = await this.#reread()
    }
    return inputs
  }

  #reread(): Promise<BuildInputs> {
    this.#readings++
    this.#inputs = this.#read()
    return this.#inputs
  }
}

function hasChanged({ files, folders, readSince }: BuildInputs): Promise<boolean> {
  return changedSince([...files, ...files.map((file) => dirname(file)), ...folders], readSince)
}
