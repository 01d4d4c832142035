import { dirname, join, resolve } from 'node:path'
import {
  type BuiltTaco,
  buildTaco,
  checkConnector,
  type FinishedScripts,
  finishScripts,
  openProject,
  type Project,
  SignatureCache,
  type TacoOptions,
} from '@tacosmith/core'
import { errorMessages, type Messages, reportMessages } from './messages.ts'
import type { ScriptBundler, ScriptBundles } from './script-bundler.ts'

/** A connector and its scripts, as far as they could be built. */
export interface PreparedConnector extends FinishedScripts, Messages {
  /** Undefined where there is no connector or an option is wrong. */
  project?: Project
  bundles?: ScriptBundles
}

/** The connector's part of a build that runs once or many times. */
export interface ConnectorBuild {
  prepare(): Promise<PreparedConnector>
  /** Packages the connector; where the build has failed already, finds out what else is wrong with it. */
  finish(prepared: PreparedConnector, isBuildSound: boolean): Promise<{ built?: BuiltTaco } & Messages>
  /** The name of the last `.taco` that came of it. */
  lastFileName(): string | undefined
}

/** Runs core's steps, and tells what they find as messages of esbuild. */
export function connectorBuild(options: TacoOptions, cwd: string, bundler: ScriptBundler): ConnectorBuild {
  const signatures = new SignatureCache()
  let lastFileName: string | undefined

  return { prepare, finish, lastFileName: () => lastFileName }

  async function prepare(): Promise<PreparedConnector> {
    const prepared: PreparedConnector = { overlay: {}, findings: [], sources: {}, errors: [], warnings: [] }
    try {
      const project = await openProject(options, { cwd })
      prepared.project = project
      const modules = project.scripts.filter(({ kind }) => kind === 'module')
      const bundles = await bundler.bundle(project.folder, modules)
      prepared.bundles = bundles
      prepared.errors.push(...bundles.errors)
      prepared.warnings.push(...bundles.warnings)
      Object.assign(prepared, await finishScripts(modules, bundles.scripts, project.options.scripts))
    } catch (cause) {
      prepared.errors.push(...errorMessages(cause).errors)
    }
    return prepared
  }

  async function finish(
    prepared: PreparedConnector,
    isBuildSound: boolean,
  ): Promise<{ built?: BuiltTaco } & Messages> {
    const isSound = isBuildSound && prepared.errors.length === 0
    const found = await (isSound ? pack(prepared) : check(prepared)).catch(errorMessages)
    return {
      ...found,
      errors: [...prepared.errors, ...found.errors],
      warnings: [...prepared.warnings, ...found.warnings],
    }
  }

  async function pack(prepared: PreparedConnector): Promise<{ built?: BuiltTaco } & Messages> {
    const { overlay, findings, sources } = prepared
    const result = await buildTaco(options, { cwd, overlay, findings, sources, write: false, signatures })
    if (result.ok) lastFileName = result.fileName
    const messages = reportMessages(result, prepared.project, cwd)
    return result.ok ? { built: result, ...messages } : messages
  }

  async function check({ project, findings, sources }: PreparedConnector): Promise<Messages> {
    if (!project) return { errors: [], warnings: [] }
    const checked = await checkConnector(options, { cwd, findings, sources })
    return reportMessages({ ok: false, ...checked }, project, cwd)
  }
}

/** What a change of must lead to another build: absolute paths, of which some may not exist yet. */
export function placesToWatch(
  { project, bundles }: PreparedConnector,
  { connector = 'connector' }: TacoOptions,
  cwd: string,
): { watchFiles: string[]; watchDirs: string[] } {
  if (!project) {
    const folders = [cwd, resolve(cwd, connector)]
    return { watchFiles: folders.map((folder) => join(folder, 'manifest.xml')), watchDirs: folders }
  }
  const { folder, scripts } = project
  // What is missing shows in its folder as soon as it is there.
  const files = [...project.watchFiles, ...scripts.map(({ path }) => join(folder, path))]
  const folders = [folder, ...files.map((file) => dirname(file)), ...(bundles?.folders ?? [])]
  return {
    watchFiles: [...project.watchFiles, ...(bundles?.files ?? [])],
    watchDirs: [...new Set(folders)],
  }
}
