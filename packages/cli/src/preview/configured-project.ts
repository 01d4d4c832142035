import { basename, dirname, resolve, sep } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import type { Snapshot } from '@tacosmith/core/adapter'
import type { BuiltScripts, PreviewSource } from '@tacosmith/preview'
import { openDevProject } from '../dev/dev-project.ts'
import type { OnInput } from '../program/own-modules.ts'
import { configFileNames } from '../project/config-names.ts'
import { PreviewProject } from './preview-project.ts'

/** A connector's folder as the preview reads it, under the configuration as it is at the moment. */
export class ConfiguredProject implements PreviewSource {
  readonly #path: string | undefined
  readonly #cwd: string
  readonly #onInput: OnInput
  /** The configuration files and what they import. */
  readonly #configFiles: Set<string> = new Set()
  #opened: { project: PreviewProject; connector: string; cwd: string } | undefined
  #isStale = true

  /**
   * @param path - As on the command line.
   * @param onInput - Told of the files that configuration and scripts come from before they are read.
   */
  constructor(path: string | undefined, cwd: string, onInput: OnInput) {
    this.#path = path
    this.#cwd = cwd
    this.#onInput = onInput
  }

  /** The folder of the connector, absolute; undefined before it was found. */
  get connector(): string | undefined {
    return this.#opened?.connector
  }

  get scenarios(): string | undefined {
    return this.#opened?.project.scenarios
  }

  /** Where a change asks for another look: also where a configuration may yet be written. */
  get watchFolders(): readonly string[] {
    const start = resolve(this.#cwd, this.#path ?? '.')
    const { project, connector, cwd } = this.#opened ?? {}
    const near = [start, dirname(start), ...(connector === undefined ? [] : [dirname(connector)])]
    return [...near, ...(cwd === undefined ? [] : [cwd]), ...(project?.watchFolders ?? [])]
  }

  /** Takes notice of files that are new, changed or gone. */
  changed(paths: Iterable<string>): void {
    for (const path of paths) if (this.#isConfig(path)) this.#isStale = true
  }

  /** @throws TacosmithError as `openDevProject` while the configuration cannot be used, and where the connector cannot. */
  async read(): Promise<Snapshot> {
    return await (await this.#current()).read()
  }

  async build(snapshot: Snapshot): Promise<BuiltScripts> {
    return await (await this.#current()).build(snapshot)
  }

  async #current(): Promise<PreviewProject> {
    if (this.#opened !== undefined && !this.#isStale) return this.#opened.project
    this.#isStale = false
    try {
      const opened = await openDevProject(this.#path, undefined, this.#cwd, (file) => {
        this.#configFiles.add(file)
        this.#onInput(file)
      })
      this.#opened = {
        project: new PreviewProject(opened, opened.options.connector, this.#onInput),
        connector: opened.options.connector,
        cwd: opened.cwd,
      }
      return this.#opened.project
    } catch (cause) {
      // Whatever is changed next may be what mends it.
      this.#isStale = true
      throw cause instanceof TacosmithError ? shownFrom(this.#cwd, cause) : cause
    }
  }

  #isConfig(path: string): boolean {
    if (configFileNames.includes(basename(path)) || this.#configFiles.has(path)) return true
    // Some systems tell only in which folder something has changed.
    return [...this.#configFiles].some((file) => dirname(file) === path)
  }
}

/** The same with the names of files as people see them from where they started the command. */
function shownFrom(cwd: string, { code, message, help, cause }: TacosmithError): TacosmithError {
  return new TacosmithError(code, message.replaceAll(`${cwd}${sep}`, ''), {
    ...(help !== undefined && { help }),
    cause,
  })
}
