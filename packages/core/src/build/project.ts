import { dirname, join } from 'node:path'
import type { BuildContext } from './check.ts'
import type { Connector } from '../connector/connector.ts'
import { findConnectorFolder, folderSource, readConnector } from '../connector/index.ts'
import type { ResolvedOptions, TacoOptions } from '../options.ts'
import { tacoFileName } from '../package/index.ts'
import { resolveOptions } from '../resolve-options.ts'
import { writeAttributeTypes } from '../scripts/plan/attribute-types-file.ts'
import { planScripts, type ScriptPlan } from '../scripts/plan/plan-scripts.ts'

/** A connector folder as an adapter needs to know it before its bundler runs. */
export interface Project {
  /** Absolute. */
  folder: string
  options: ResolvedOptions
  connector: Connector
  scripts: ScriptPlan[]
  /** Those of the scripts that a bundler must build. */
  modules: ScriptPlan[]
  /** The name that a build would give to the `.taco`; undefined where the manifest lacks what it is made of. */
  fileName: string | undefined
  /** The files that the connector consists of and those its scripts are built from, absolute. */
  watchFiles: string[]
  /** The connector's folder, and those in which files that are missing would show; absolute. */
  watchFolders: string[]
}

/**
 * Reads a connector and finds out what an adapter must do: which scripts to build, which files to watch.
 *
 * Where a script is written in TypeScript, the types of its attributes are brought up to date, see
 * {@link refreshAttributeTypes}.
 *
 * @throws TacosmithError `usage` for a wrong option, `connector-not-found` where there is no connector, `output` where
 *   the types cannot be written.
 */
export async function openProject(options: TacoOptions = {}, context: BuildContext = {}): Promise<Project> {
  const resolved = resolveOptions(options, context.environment)
  const folder = await findConnectorFolder(context.cwd ?? '.', resolved.connector)
  const connector = await readConnector(folderSource(folder), context.earlier)
  const scripts = await planScripts(connector)
  const names = new Set([
    ...connector.files.map((file) => file.path),
    ...scripts.flatMap((plan) => (plan.kind === 'missing' ? [] : [plan.sourcePath])),
  ])
  const wanted = [...names, ...scripts.map(({ path }) => path)]
  const project: Project = {
    folder,
    options: resolved,
    connector,
    scripts,
    modules: scripts.filter(({ kind }) => kind === 'module'),
    fileName: expectedFileName(connector, resolved),
    watchFiles: [...names].map((name) => join(folder, name)),
    watchFolders: [...new Set([folder, ...wanted.map((name) => dirname(join(folder, name)))])],
  }
  if (scripts.some(({ sourcePath }) => /\.[mc]?tsx?$/.test(sourcePath))) await refreshAttributeTypes(project)
  return project
}

/**
 * Writes `tacosmith-env.d.ts` into the connector folder, unless it is up to date already. While a file of the connector
 * is not well-formed the types are left as they were: an author in the middle of an edit would lose all of them.
 *
 * @returns What was done.
 * @throws TacosmithError `output` where the file cannot be written.
 */
export async function refreshAttributeTypes({
  folder,
  connector,
}: Pick<Project, 'folder' | 'connector'>): Promise<'written' | 'unchanged' | 'left'> {
  const isReadable = connector.files.every(
    ({ kind, document }) => kind === 'script' || document !== undefined,
  )
  if (connector.files.length === 0 || !isReadable) return 'left'
  return await writeAttributeTypes(folder, connector)
}

function expectedFileName(
  { className, pluginVersion }: Connector,
  { fileName }: ResolvedOptions,
): string | undefined {
  if (className === undefined || pluginVersion === undefined) return undefined
  return tacoFileName(fileName, { className, pluginVersion })
}
