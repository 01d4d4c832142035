import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { changedSince, stopOnSignal } from '@tacosmith/core/adapter'
import type { OnInput } from '../program/own-modules.ts'
import type { DevText } from '../texts/dev-text.ts'
import { DevBuild } from './dev-build.ts'
import { DevChanges } from './dev-changes.ts'
import type { DevProject } from './dev-project.ts'
import { FolderWatch, foldersWithin, isPassing } from './folder-watch.ts'

/** Runs rounds of `tacosmith dev`, one for each change, until the process is asked to end. */
export class DevWatch {
  readonly #open: (onInput: OnInput) => Promise<DevProject>
  readonly #out: string | undefined
  readonly #output: DevText
  readonly #changes = new DevChanges()
  readonly #watch = new FolderWatch((path) => this.#changes.add(path))
  /** The configuration file and what it imports. */
  #configFiles: Set<string> = new Set()

  /**
   * @param open - Finds connector and configuration as they are now.
   * @param out - The folder to keep, where the command line names one.
   */
  constructor(open: (onInput: OnInput) => Promise<DevProject>, out: string | undefined, output: DevText) {
    this.#open = open
    this.#out = out
    this.#output = output
  }

  /** @throws TacosmithError where connector or configuration cannot be used to begin with. */
  async run(): Promise<void> {
    const leaveSignals = stopOnSignal(() => this.#changes.end())
    try {
      const build = new DevBuild(await this.#openProject(), this.#out)
      const { connector } = build.project.options
      // From before the first round, so that nothing is missed in between.
      this.#watchFor(build.project, await foldersWithin(connector))
      this.#output.watching(connector)
      let readSince = Date.now()
      await this.#round(build, [], true)
      for (;;) {
        const added = this.#watchFor(build.project, build.watchFolders)
        await this.#takeUpMissed(added, readSince)
        const paths = await this.#changes.next()
        if (paths === undefined) return this.#output.end()
        readSince = Date.now()
        await this.#follow(build, paths)
      }
    } finally {
      this.#watch.close()
      leaveSignals()
    }
  }

  #watchFor({ cwd, options }: DevProject, folders: readonly string[]): string[] {
    return this.#watch.watch([
      cwd,
      options.connector,
      ...[...this.#configFiles].map((file) => dirname(file)),
      ...folders,
    ])
  }

  /** A round reads first, and only then it is known what to watch. */
  async #takeUpMissed(folders: readonly string[], readSince: number): Promise<void> {
    for (const folder of folders) {
      const names = await readdir(folder).catch(() => [])
      const files = names.filter((name) => !isPassing(name)).map((name) => join(folder, name))
      if (files.length > 0 && (await changedSince(files, readSince))) this.#changes.add(folder)
    }
  }

  async #openProject(): Promise<DevProject> {
    const files = new Set<string>()
    try {
      const project = await this.#open((path) => {
        files.add(path)
        this.#watch.watchAlso(dirname(path))
      })
      this.#configFiles = files
      return project
    } finally {
      // One that cannot be loaded may not have come to all of its modules.
      for (const file of files) this.#configFiles.add(file)
    }
  }

  async #follow(build: DevBuild, paths: string[]): Promise<void> {
    const config = paths.find((path) => this.#isConfig(path))
    const earlier = build.project
    const isNew = config !== undefined && (await this.#reconfigure(build, config))
    try {
      await this.#round(build, paths, isNew)
    } catch (error) {
      // Some options show what is wrong with them only when they are used.
      if (!(error instanceof TacosmithError) || !isNew) throw error
      build.project = earlier
      this.#output.configurationFailure(config, error)
    }
  }

  #isConfig(path: string): boolean {
    return /^tacosmith\.config\.m?[jt]s$/.test(basename(path)) || this.#configFiles.has(path)
  }

  /** Whether there is another configuration now; one that cannot be used leaves the earlier one in force. */
  async #reconfigure(build: DevBuild, file: string): Promise<boolean> {
    try {
      build.project = await this.#openProject()
      this.#output.configuration(file)
      return true
    } catch (error) {
      if (!(error instanceof TacosmithError)) throw error
      this.#output.configurationFailure(file, error)
      return false
    }
  }

  /** @param isNewConfiguration - An option that cannot be used is an exception then, not the failure of a round. */
  async #round(build: DevBuild, paths: string[], isNewConfiguration: boolean): Promise<void> {
    try {
      const round = await build.round((path) => this.#watch.watchAlso(dirname(path)))
      this.#output.round(round, paths)
    } catch (error) {
      // While the author is at work, anything may be missing for a moment.
      if (!(error instanceof TacosmithError) || (isNewConfiguration && isAboutOptions(error))) throw error
      this.#output.failure(error)
    }
  }
}

/** Whether an option names something that is not there or cannot be used, rather than a file that is being edited. */
function isAboutOptions({ code }: TacosmithError): boolean {
  return code === 'usage' || code === 'environment'
}
