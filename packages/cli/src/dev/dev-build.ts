import { dirname, join } from 'node:path'
import { type Report, type TacoOptions, TacosmithError, tacoSource } from '@tacosmith/core'
import {
  buildSnapshot,
  type FinishedScripts,
  refreshTypesOfScripts,
  removeUnpacked,
  Session,
  type Snapshot,
  type UnpackedChanges,
  writeUnpacked,
} from '@tacosmith/core/adapter'
import type { OnInput } from '../program/own-modules.ts'
import { bundleScripts } from '../project/build-scripts.ts'
import type { DevProject } from './dev-project.ts'
import { foldersWithin } from './folder-watch.ts'

/** What one round of `tacosmith dev` came to. */
export type DevRound = {
  /** The folder of the connector, absolute. */
  connector: string
  report: Report
  readSource(file: string): string | undefined
} & ({ ok: true; class: string; version: string; folder: string; changes: UnpackedChanges } | { ok: false })

/** Keeps an unpacked connector up to date; see `tacosmith dev`. */
export class DevBuild {
  /** What is built; another one counts from the next round on. */
  project: DevProject
  readonly #targetOf: (className: string) => string
  #folder: string | undefined
  #scriptInputs: Set<string> = new Set()
  #watchFolders: string[]

  /**
   * @param target - The folder to keep, or what tells it from a name that the class of the connector gives. Default:
   *   `.tacosmith/dev/<class>` where the options' paths start.
   */
  constructor(project: DevProject, target: string | ((name: string) => string) | undefined) {
    this.project = project
    const inProject = (name: string): string => join(this.project.cwd, '.tacosmith', 'dev', name)
    const folderOf = target ?? inProject
    this.#targetOf = typeof folderOf === 'string' ? () => folderOf : (name) => folderOf(folderName(name))
    this.#watchFolders = [project.options.connector]
  }

  /** The folders in which a change asks for another round. */
  get watchFolders(): string[] {
    return this.#watchFolders
  }

  /**
   * Builds the connector and, where it has no errors, brings the folder up to date.
   *
   * @param onInput - Told of the files that scripts are built from before they are read.
   * @throws TacosmithError `script` where a script cannot be built, and as `buildTaco` and `writeUnpacked`.
   */
  async round(onInput: OnInput = () => {}): Promise<DevRound> {
    const { cwd, options: configured, startedIn } = this.project
    const options = unsigned(configured)
    const snapshot = await new Session(options, { cwd }).read()
    await refreshTypesOfScripts(snapshot)
    const near = [...snapshot.watchFolders, ...(await foldersWithin(snapshot.folder))]
    const inputs = new Set<string>()
    try {
      const { scripts } = snapshot.options
      const finished = await bundleScripts(snapshot.scripts, snapshot.folder, scripts, {
        shownFrom: startedIn,
        onInput: (path) => {
          inputs.add(path)
          onInput(path)
        },
      })
      this.#scriptInputs = inputs
      return await this.#build(snapshot, finished)
    } finally {
      // A build that failed may not have come to all files, so that those of the last good one stay.
      for (const path of inputs) this.#scriptInputs.add(path)
      this.#watchFolders = [...new Set([...near, ...[...this.#scriptInputs].map(dirname)])]
    }
  }

  async #build(snapshot: Snapshot, scripts: FinishedScripts): Promise<DevRound> {
    const result = await buildSnapshot(snapshot, scripts, { write: false })
    const { report, readSource } = result
    const connector = snapshot.folder
    if (!result.ok) return { ok: false, connector, report, readSource }
    const folder = this.#targetOf(result.class)
    const changes = await writeUnpacked(folder, await unpacked(result.bytes))
    // Under its new class the connector lies elsewhere; Tableau must not find it twice.
    if (this.#folder !== undefined && this.#folder !== folder) await removeUnpacked(this.#folder)
    this.#folder = folder
    return {
      ok: true,
      connector,
      report,
      readSource,
      class: result.class,
      version: result.version,
      folder,
      changes,
    }
  }
}

async function unpacked(taco: Uint8Array): Promise<Map<string, Uint8Array>> {
  const source = await tacoSource(taco)
  const files = new Map<string, Uint8Array>()
  for (const path of await source.list()) {
    const bytes = await source.read(path)
    if (bytes !== undefined) files.set(path, bytes)
  }
  return files
}

/** Nobody hands in what is unpacked for trying it out: that it has no signature is no finding, whatever the profile. */
function unsigned(configured: TacoOptions): TacoOptions {
  const { validate } = configured
  const rules = { ...validate?.rules, 'taco-unsigned': 'off' as const }
  return { ...configured, sign: false, validate: { ...validate, rules } }
}

function folderName(className: string): string {
  if (/^\w[\w.-]*$/.test(className)) return className
  throw new TacosmithError(
    'connector-invalid',
    `the class ${JSON.stringify(className)} cannot be used as a folder name`,
    {
      help: 'Use only letters, digits and _ in it, or give --out.',
    },
  )
}
