import { join, resolve } from 'node:path'
import type { BuiltTaco } from '@tacosmith/core'
import { expectedFileName, finishBuild, OpenedSigners } from '@tacosmith/core/adapter'
import type { Progress } from '../terminal/progress.ts'
import { buildStepText } from '../texts/build-step-text.ts'
import type { ToldBuild } from '../texts/build-summary.ts'
import { type FailedConnector, failedConnector } from './check-several.ts'
import type { JobAnswer, JobResult } from './connector-job.ts'
import { eachOnce, type OpenedConnector, sourceOf } from './open-several.ts'
import { type PlannedFile, refuseSameFiles } from './output-files.ts'
import { failureOf } from './perform-job.ts'
import { runJobs } from './run-jobs.ts'
import { writeTypes } from './write-types.ts'

/** What came of one of several connectors. */
export interface ConnectorBuild {
  /** As the command line names the connector; absolute. */
  path: string
  folder: string
  result: ToldBuild
}

/** So many packages wait for being signed and written, before the threads wait as well. */
const mostAtOnce = 8

/**
 * Builds connectors: threads check and package them, the main thread signs and writes, so that a key is opened once and
 * nothing is left half-written.
 *
 * @throws TacosmithError `usage` where several would be written to the same file; nothing is written then.
 */
export class SeveralBuilds {
  readonly #connectors: readonly OpenedConnector[]
  readonly #progress: Progress
  readonly #signers: OpenedSigners = new OpenedSigners()
  readonly #done = new Map<string, ConnectorBuild | FailedConnector>()
  readonly #finishing = new Set<Promise<void>>()

  constructor(connectors: readonly OpenedConnector[], progress: Progress) {
    this.#connectors = eachOnce(connectors)
    this.#progress = progress
  }

  /** @returns what came of each, in their order */
  async run(cwd: string): Promise<(ConnectorBuild | FailedConnector)[]> {
    const ready = await this.#plan(cwd)
    this.#tell()
    await runJobs(
      ready.map(({ job }) => job),
      async (index, answer) => {
        const connector = ready[index]
        if (connector !== undefined) await this.#take(connector, answer)
      },
    )
    await Promise.all(this.#finishing)
    return this.#connectors.flatMap(({ folder }) => this.#done.get(folder) ?? [])
  }

  /** Those whose files can be written. */
  async #plan(cwd: string): Promise<OpenedConnector[]> {
    const planned: PlannedFile[] = []
    const ready: OpenedConnector[] = []
    for (const connector of this.#connectors) {
      const { path, target } = connector
      try {
        const name = await expectedFileName(sourceOf(connector), target)
        if (name !== undefined) planned.push({ path, file: resolve(join(target.options.outDir, name)) })
        ready.push(connector)
      } catch (error) {
        this.#end(connector, failedConnector(path, failureOf(error, path)))
      }
    }
    await refuseSameFiles(planned, cwd)
    return ready
  }

  /** Takes what a thread made; it goes on while the rest is done, unless too much waits already. */
  async #take(connector: OpenedConnector, answer: JobAnswer): Promise<void> {
    const finished: Promise<void> = this.#finish(connector, answer).then(() => {
      this.#finishing.delete(finished)
    })
    this.#finishing.add(finished)
    if (this.#finishing.size >= mostAtOnce) await Promise.race(this.#finishing)
  }

  async #finish(connector: OpenedConnector, answer: JobAnswer): Promise<void> {
    const { path, folder } = connector
    if ('failure' in answer) return this.#end(connector, failedConnector(path, answer.failure))
    try {
      await writeTypes(answer.result, 'build')
      this.#end(connector, { path, folder, result: await this.#write(connector, answer.result) })
    } catch (error) {
      this.#end(connector, failedConnector(path, failureOf(error, path)))
    }
  }

  async #write({ target }: OpenedConnector, result: JobResult): Promise<ToldBuild> {
    const { packed, report, sources } = result
    const readSource = (file: string): string | undefined => sources[file]
    if (packed === undefined) return { ok: false, report, readSource }
    const built = await finishBuild({ ...packed, readSource }, target, {
      write: true,
      signers: this.#signers,
      onStep: (step) => this.#progress(`${buildStepText(step)}, ${this.#state()}`),
    })
    // Of hundreds of connectors they would take much memory.
    return built.ok ? withoutBytes(built) : built
  }

  #end({ folder }: OpenedConnector, result: ConnectorBuild | FailedConnector): void {
    this.#done.set(folder, result)
    this.#tell()
  }

  #tell(): void {
    this.#progress(`Building the connectors, ${this.#state()}`)
  }

  #state(): string {
    return `${this.#done.size} of ${this.#connectors.length} done`
  }
}

function withoutBytes({ bytes: _, ...built }: BuiltTaco): ToldBuild {
  return built
}
