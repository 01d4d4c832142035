import { stat } from 'node:fs/promises'
import { folderSource, type TacoOptions, TacosmithError } from '@tacosmith/core'
import { type BuildTarget, buildTarget, findConnectorFolder, untrustedSource } from '@tacosmith/core/adapter'
import type { LoadConfigOptions } from '../project/config-file.ts'
import { findOwnConfig } from '../project/config-file.ts'
import { openTarget } from '../project/open-target.ts'
import { openUntrusted } from '../project/open-untrusted.ts'
import type { ExpandedTargets } from '../project/validation-targets.ts'
import type { ConnectorJob, JobFailure } from './connector-job.ts'
import { failureOf } from './perform-job.ts'

/** One of several connectors, ready to be worked on. */
export interface OpenedConnector {
  /** As the command line names it; absolute. */
  path: string
  folder: string
  target: BuildTarget
  job: ConnectorJob
}

/** One that cannot be worked on. */
export interface UnopenedConnector {
  path: string
  failure: JobFailure
}

/** How connectors are opened. */
export interface OpenPolicy {
  cwd: string
  /** True where strangers wrote them, see `openUntrusted`. */
  untrusted: boolean
  purpose: ConnectorJob['purpose']
  /** Lays the flags of the command line over the options of a configuration. */
  merge(options: TacoOptions): TacoOptions
}

/** Opens several connectors. Each configuration is loaded once, here in the main thread. */
export class ConnectorOpener {
  readonly #policy: OpenPolicy
  readonly #loading: LoadConfigOptions = { loaded: new Map() }

  constructor(policy: OpenPolicy) {
    this.#policy = policy
  }

  /**
   * @param path - A folder, absolute.
   * @returns undefined for what a pattern fits though it holds no connector
   */
  async open(
    path: string,
    { patterns }: Pick<ExpandedTargets, 'patterns'>,
  ): Promise<OpenedConnector | UnopenedConnector | undefined> {
    try {
      return await this.#open(path)
    } catch (error) {
      if (patterns.has(path) && holdsNone(error) && findOwnConfig(path) === undefined) return undefined
      return { path, failure: failureOf(error, path) }
    }
  }

  async #open(path: string): Promise<OpenedConnector> {
    const { untrusted, purpose, merge } = this.#policy
    const { options: configured, cwd } = await this.#openTarget(path)
    const options = merge(configured)
    const target = buildTarget(purpose === 'check' ? { ...options, sign: false } : options, cwd)
    const folder = await findConnectorFolder(cwd, options.connector)
    const plain = { ...options, connector: folder, sign: false as const }
    return { path, folder, target, job: { purpose, cwd, untrusted, options: plain } }
  }

  async #openTarget(path: string): Promise<{ options: TacoOptions; cwd: string }> {
    const { cwd, untrusted } = this.#policy
    if (!untrusted) return await openTarget(path, cwd, this.#loading)
    return { cwd, options: (await openUntrusted(path, cwd)).options }
  }
}

/** Connectors without those to which an earlier path leads already. */
export function eachOnce(connectors: readonly OpenedConnector[]): OpenedConnector[] {
  const folders = new Set<string>()
  return connectors.filter(({ folder }) => {
    const isFirst = !folders.has(folder)
    folders.add(folder)
    return isFirst
  })
}

/** The connector's files, as far as they may be read. */
export function sourceOf({ folder, job }: OpenedConnector): ReturnType<typeof folderSource> {
  const source = folderSource(folder)
  return job.untrusted ? untrustedSource(source) : source
}

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true
}

function holdsNone(error: unknown): boolean {
  return error instanceof TacosmithError && error.code === 'connector-not-found'
}
