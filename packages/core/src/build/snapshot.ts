import { dirname, join } from 'node:path'
import type { Connector } from '../connector/connector.ts'
import { readConnector } from '../connector/index.ts'
import { overlaySource } from '../connector/overlay-source.ts'
import type { ConnectorSource } from '../connector/source.ts'
import { tacoFileName } from '../package/index.ts'
import { planScripts, type ScriptPlan } from '../scripts/plan/plan-scripts.ts'
import type { ResolvedOptions } from './options/options.ts'
import type { OutsideState } from './outside-state.ts'

/**
 * Everything that a build depends on at one moment, except the scripts that a bundler builds. Every step of a
 * build reads it and nothing else.
 */
export interface Snapshot {
  /** The connector's folder, absolute; for a connector from elsewhere the name of its source. */
  readonly folder: string
  /** False for a connector from elsewhere, for instance from memory. */
  readonly isFolder: boolean
  /** The folder that relative paths in the options start from, absolute. */
  readonly cwd: string
  readonly options: ResolvedOptions
  /** Gives each file as it was when it was first read. */
  readonly source: ConnectorSource
  readonly connector: Connector
  readonly scripts: readonly ScriptPlan[]
  /** Those of the scripts that a bundler must build. */
  readonly modules: readonly ScriptPlan[]
  /** The name that a build would give to the `.taco`; undefined if the manifest lacks what the name consists of. */
  readonly fileName: string | undefined
  /** Keystores, schemas and variables that the options name. */
  readonly outside: OutsideState
  /** The files that a result depends on, as far as a bundler does not know them itself; absolute. */
  readonly watchFiles: readonly string[]
  /** The connector's folder, and those in which files that are missing would show; absolute. */
  readonly watchFolders: readonly string[]
}

/** What a snapshot is made of. */
export interface SnapshotParts
  extends Pick<Snapshot, 'folder' | 'isFolder' | 'cwd' | 'options' | 'source' | 'outside'> {
  /** The connector of the snapshot before: what has not changed since is not parsed again. */
  earlier: Connector | undefined
}

/** Reads the connector, and finds out what has to be built and watched. */
export async function takeSnapshot({ earlier, ...parts }: SnapshotParts): Promise<Snapshot> {
  const { folder, options, source, outside } = parts
  const connector = await readConnector(source, earlier)
  const scripts = await planScripts(connector)
  const names = new Set([
    ...connector.files.map((file) => file.path),
    ...scripts.flatMap((plan) => (plan.kind === 'missing' ? [] : [plan.sourcePath])),
  ])
  const wanted = [...names, ...scripts.map(({ path }) => path)]
  return {
    ...parts,
    connector,
    scripts,
    modules: scripts.filter(({ kind }) => kind === 'module'),
    fileName: expectedFileName(connector, options),
    watchFiles: [...[...names].map((name) => join(folder, name)), ...outside.files],
    watchFolders: [...new Set([folder, ...wanted.map((name) => dirname(join(folder, name)))])],
  }
}

/** The connector with other files laid over its own, such as the scripts that a bundler built. */
export async function connectorWith(
  { source, connector }: Pick<Snapshot, 'source' | 'connector'>,
  overlay: Record<string, string | Uint8Array> | undefined,
): Promise<Connector> {
  if (overlay === undefined) return connector
  return await readConnector(overlaySource(source, overlay), connector)
}

function expectedFileName(
  { className, pluginVersion }: Connector,
  { fileName }: ResolvedOptions,
): string | undefined {
  if (className === undefined || pluginVersion === undefined) return undefined
  return tacoFileName(fileName, { className, pluginVersion })
}
