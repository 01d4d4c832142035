import { join } from 'node:path'
import type { BuildContext } from './check.ts'
import { findConnectorFolder, folderSource, readConnector } from './connector/index.ts'
import type { ResolvedOptions, TacoOptions } from './options.ts'
import { resolveOptions } from './resolve-options.ts'
import { planScripts, type ScriptPlan } from './scripts/plan-scripts.ts'

/** A connector folder as an adapter needs to know it before its bundler runs. */
export interface Project {
  /** Absolute. */
  folder: string
  options: ResolvedOptions
  scripts: ScriptPlan[]
  /** The files that the connector consists of and those its scripts are built from, absolute. */
  watchFiles: string[]
}

/**
 * Reads a connector and finds out what an adapter must do: which scripts to build, which files to watch.
 *
 * @throws TacosmithError `usage` for a wrong option, `connector-not-found` where there is no connector.
 */
export async function openProject(options: TacoOptions = {}, context: BuildContext = {}): Promise<Project> {
  const resolved = resolveOptions(options, context.environment)
  const folder = await findConnectorFolder(context.cwd ?? '.', resolved.connector)
  const connector = await readConnector(folderSource(folder))
  const scripts = await planScripts(connector)
  const names = new Set([
    ...connector.files.map((file) => file.path),
    ...scripts.flatMap((plan) => (plan.kind === 'missing' ? [] : [plan.sourcePath])),
  ])
  return { folder, options: resolved, scripts, watchFiles: [...names].map((name) => join(folder, name)) }
}
