import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import {
  buildTaco,
  openProject,
  type Report,
  removeUnpacked,
  type TacoOptions,
  TacosmithError,
  tacoSource,
  type UnpackedChanges,
  writeUnpacked,
} from '@tacosmith/core'
import { bundleScripts } from './build-scripts.ts'
import { foldersWithin } from './folder-watch.ts'

/** What one round of `tacosmith dev` came to. */
export type DevRound = {
  report: Report
  readSource(file: string): string | undefined
} & ({ ok: true; class: string; folder: string; changes: UnpackedChanges } | { ok: false })

/** Keeps an unpacked connector up to date; see `tacosmith dev`. */
export class DevBuild {
  readonly #options: TacoOptions
  readonly #cwd: string
  readonly #target: string | undefined
  #folder: string | undefined
  #scriptSources: string[] = []
  #watchFolders: string[]

  /**
   * @param cwd - Where relative paths in the options start.
   * @param target - The folder to keep. Default: `.tacosmith/dev/<class>` in `cwd`.
   */
  constructor(options: TacoOptions, cwd: string, target: string | undefined) {
    this.#options = { ...options, sign: false }
    this.#cwd = cwd
    this.#target = target
    this.#watchFolders = [resolve(cwd, options.connector ?? '.')]
  }

  /** The folders in which a change asks for another round. */
  get watchFolders(): string[] {
    return this.#watchFolders
  }

  /**
   * Builds the connector and, where it has no errors, brings the folder up to date.
   *
   * @throws TacosmithError `script` where a script cannot be built, and as `buildTaco` and `writeUnpacked`.
   */
  async round(): Promise<DevRound> {
    const project = await openProject(this.#options, { cwd: this.#cwd })
    const near = [...project.watchFolders, ...(await foldersWithin(project.folder))]
    this.#watchFolders = [...new Set([...near, ...this.#scriptSources.map(dirname)])]
    const sources: string[] = []
    const scripts = await bundleScripts(project.scripts, project.folder, project.options.scripts, sources)
    this.#scriptSources = sources.filter((path) => !path.includes('node_modules') && existsSync(path))
    this.#watchFolders = [...new Set([...near, ...this.#scriptSources.map(dirname)])]

    const result = await buildTaco(this.#options, { cwd: this.#cwd, ...scripts, write: false })
    const { report, readSource } = result
    if (!result.ok) return { ok: false, report, readSource }
    const folder = this.#target ?? join(this.#cwd, '.tacosmith', 'dev', folderName(result.class))
    const changes = await writeUnpacked(folder, await unpacked(result.bytes))
    // Under its new class the connector lies elsewhere; Tableau must not find it twice.
    if (this.#folder !== undefined && this.#folder !== folder) await removeUnpacked(this.#folder)
    this.#folder = folder
    return { ok: true, report, readSource, class: result.class, folder, changes }
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

function folderName(className: string): string {
  if (/^\w[\w.-]*$/.test(className)) return className
  throw new TacosmithError(
    'connector-invalid',
    `the class ${JSON.stringify(className)} is no name for a folder`,
    {
      help: 'Let it consist of letters, digits and _, or give --out.',
    },
  )
}
