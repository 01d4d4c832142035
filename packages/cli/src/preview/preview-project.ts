import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import {
  BundleFailure,
  type FinishedScripts,
  type ScriptPlan,
  Session,
  type Snapshot,
} from '@tacosmith/core/adapter'
import { type BuiltScripts, type PreviewSource, type ScriptFailure, scenarioFolder } from '@tacosmith/preview'
import type { OnInput } from '../program/own-modules.ts'
import { bundleScripts } from '../project/build-scripts.ts'
import type { Target } from '../project/open-target.ts'

/** A connector folder as the preview reads it, again and again. */
export class PreviewProject implements PreviewSource {
  readonly #target: Target
  readonly #session: Session
  readonly #onInput: OnInput
  #folders: readonly string[]
  #scenarios: string

  /** @param onInput - Told of the files that scripts are built from before they are read. */
  constructor(target: Target, connector: string, onInput: OnInput = () => {}) {
    this.#target = target
    this.#session = new Session({ ...target.options, connector, sign: false }, { cwd: target.cwd })
    this.#onInput = onInput
    this.#folders = [connector]
    this.#scenarios = scenarioFolder(connector, target.cwd)
  }

  get scenarios(): string {
    return this.#scenarios
  }

  /** Where a change asks for another look. */
  get watchFolders(): readonly string[] {
    return [...this.#folders, this.#scenarios]
  }

  async read(): Promise<Snapshot> {
    const snapshot = await this.#session.read()
    this.#folders = snapshot.watchFolders
    // Since then the folder may have been made, or the connector got a neighbour.
    this.#scenarios = scenarioFolder(snapshot.folder, this.#target.cwd)
    return snapshot
  }

  async build(snapshot: Snapshot): Promise<BuiltScripts> {
    const built: FinishedScripts[] = []
    let failure: ScriptFailure | undefined
    for (const plan of snapshot.modules) {
      try {
        built.push(await this.#buildOne(snapshot, plan))
      } catch (cause) {
        if (!(cause instanceof TacosmithError)) throw cause
        failure ??= await scriptFailure(cause, plan, snapshot.folder)
      }
    }
    const scripts = {
      overlay: Object.assign({}, ...built.map(({ overlay }) => overlay)),
      findings: built.flatMap(({ findings }) => findings),
      sources: Object.assign({}, ...built.map(({ sources }) => sources)),
    }
    return { scripts, ...(failure && { failure }) }
  }

  #buildOne({ folder, options }: Snapshot, plan: ScriptPlan): Promise<FinishedScripts> {
    const inputs = { onInput: this.#onInput, shownFrom: this.#target.cwd }
    return bundleScripts([plan], folder, options.scripts, inputs)
  }
}

/** Where the first fault is, as long as it is in the connector: what lies outside is never shown. */
async function scriptFailure(
  { message, help, cause }: TacosmithError,
  { sourcePath }: ScriptPlan,
  folder: string,
): Promise<ScriptFailure> {
  const fault = cause instanceof BundleFailure && !cause.leavesProject ? cause.faults[0] : undefined
  if (fault?.file === undefined) return { message, help }
  const { line = 1, column = 1 } = fault
  const file = posix.join(posix.dirname(sourcePath), fault.file.replaceAll('\\', '/'))
  const text = file.startsWith('../')
    ? undefined
    : await readFile(join(folder, file), 'utf8').catch(() => undefined)
  return { message: fault.text, help, place: { file, line, column, text } }
}
