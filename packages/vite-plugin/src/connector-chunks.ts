import { join } from 'node:path'
import {
  type BuildMessage,
  type BuildResult,
  type BuiltTaco,
  buildMessages,
  ConnectorBuild,
  errorMessage,
  findingMessage,
  isTellableError,
  linkScript,
  noDefaultExport,
  type Project,
  refusalMessage,
  refuseTwoDefaultExports,
  type ScriptBundle,
  type ScriptPlan,
  type TacoOptions,
} from '@tacosmith/core'
import { removeOwnChunks } from './own-chunks.ts'
import type { BuildError, Bundle, HookContext } from './rollup-interface.ts'
import { isVirtualEntry } from './virtual-entry.ts'

/** The connector's part of a build of Vite, Rollup or Rolldown that runs once or many times. */
export interface ConnectorChunks {
  /** Makes each script an entry and watches the connector's files; for `buildStart`. */
  emit(context: HookContext): Promise<Project>
  /** Makes a `.taco` of the scripts' chunks, which leave the bundle; for `generateBundle`. */
  replace(context: HookContext, bundle: Bundle, outDir: string): Promise<BuiltTaco>
  /** Removes what would be taken for the result of a build that failed, see {@link ConnectorBuild}. */
  discardEarlier: ConnectorBuild['discardEarlier']
}

/** Lets a bundler build each script of a connector as a chunk; the chunks are linked and packaged in the end. */
export function connectorChunks(options: TacoOptions, cwd: string): ConnectorChunks {
  const connector = new ConnectorBuild(options, cwd)
  const entries = new Map<string, ScriptPlan>()
  let project: Project
  let made: Promise<BuildResult> | undefined

  return {
    async emit(context) {
      entries.clear()
      made = undefined
      try {
        project = await failWith(context, connector.open())
      } finally {
        for (const file of connector.watchFiles) context.addWatchFile(file)
      }
      for (const script of project.modules) {
        const id = join(project.folder, script.sourcePath)
        entries.set(context.emitFile({ type: 'chunk', id, preserveSignature: 'strict' }), script)
      }
      return project
    },

    async replace(context, bundle, outDir) {
      const scripts = new Map([...entries].map(([reference, plan]) => [context.getFileName(reference), plan]))
      // One .taco for all outputs of a build: signing takes time, and gives other bytes each time.
      made ??= pack(bundle, scripts, outDir)
      const result = await failWith(context, made)
      removeOwnChunks(bundle, ({ fileName, facadeModuleId }) => {
        return scripts.has(fileName) || isVirtualEntry(facadeModuleId)
      })
      tellFindings(context, result, project)
      context.emitFile({ type: 'asset', fileName: result.fileName, source: result.bytes })
      return result
    },

    discardEarlier: (output) => connector.discardEarlier(output),
  }

  async function pack(
    bundle: Bundle,
    scripts: ReadonlyMap<string, ScriptPlan>,
    outDir: string,
  ): Promise<BuildResult> {
    const { folder, connector: read } = project
    const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
    const link = async ([entry, plan]: [string, ScriptPlan]): Promise<[string, ScriptBundle]> => {
      await refuseTwoDefaultExports(plan, (await read.source.read(plan.sourcePath)) ?? '')
      const chunk = chunks.find(({ fileName }) => fileName === entry)
      if (!chunk?.exports.includes('default')) throw noDefaultExport(plan)
      return [plan.path, await linkScript(plan, entry, chunks, folder, outDir)]
    }
    const linked = new Map(await Promise.all([...scripts].map(link)))
    await connector.takeScripts(linked)
    return connector.finish()
  }
}

/** Fails where there is no `.taco`. */
function tellFindings(
  context: HookContext,
  result: BuildResult,
  project: Project,
): asserts result is BuiltTaco {
  const messages = buildMessages(result, project)
  for (const { level, finding } of messages) {
    if (level === 'info') context.info(findingMessage(finding))
    else if (level === 'warning') context.warn(findingMessage(finding))
  }
  if (!result.ok) context.error(refusal(result, messages))
}

function refusal({ report, readSource }: BuildResult, messages: BuildMessage[]): BuildError {
  const message = refusalMessage(report, readSource)
  const place = messages.find(({ level }) => level === 'error')?.place
  if (!place) return { message }
  const { file, line, column } = place
  return { message, id: file, loc: { file, line, column } }
}

/** Turns an error of core into a build error without a stack; lets a fault of ours keep its own. */
async function failWith<T>(context: HookContext, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (isTellableError(cause)) context.error(errorMessage(cause))
    throw cause
  }
}
