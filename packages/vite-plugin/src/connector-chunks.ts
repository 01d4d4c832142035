import { join, resolve } from 'node:path'
import {
  type BuildResult,
  type BuiltTaco,
  buildTaco,
  errorMessage,
  findingMessage,
  finishScripts,
  noDefaultExport,
  openProject,
  type Project,
  refusalMessage,
  type ScriptBundle,
  type ScriptPlan,
  SignatureCache,
  type TacoOptions,
  TacosmithError,
} from '@tacosmith/core'
import { linkableChunks, linkScript, refuseTwoDefaultExports } from './link-chunks.ts'
import { removeOwnChunks } from './own-chunks.ts'
import type { BuildError, Bundle, HookContext } from './rollup-interface.ts'
import { isVirtualEntry } from './virtual-entry.ts'

/** The connector's part of a build of Vite, Rollup or Rolldown that runs once or many times. */
export interface ConnectorChunks {
  /** Makes each script an entry and watches the connector's files; for `buildStart`. */
  emit(context: HookContext, cwd: string): Promise<Project>
  /** Makes a `.taco` of the scripts' chunks, which leave the bundle; for `generateBundle`. */
  replace(context: HookContext, bundle: Bundle, cwd: string, outDir: string): Promise<BuiltTaco>
}

/** Lets a bundler build each script of a connector as a chunk; the chunks are linked and packaged in the end. */
export function connectorChunks(options: TacoOptions): ConnectorChunks {
  const signatures = new SignatureCache()
  const entries = new Map<string, ScriptPlan>()
  let project: Project
  let made: Promise<BuildResult> | undefined

  return {
    async emit(context, cwd) {
      entries.clear()
      made = undefined
      project = await failWith(context, openProject(options, { cwd }))
      for (const file of project.watchFiles) context.addWatchFile(file)
      for (const script of project.scripts.filter(({ kind }) => kind === 'module')) {
        const id = join(project.folder, script.sourcePath)
        entries.set(context.emitFile({ type: 'chunk', id, preserveSignature: 'strict' }), script)
      }
      return project
    },

    async replace(context, bundle, cwd, outDir) {
      const scripts = new Map([...entries].map(([reference, plan]) => [context.getFileName(reference), plan]))
      // One .taco for all outputs of a build: signing takes time, and gives other bytes each time.
      made ??= pack(bundle, scripts, cwd, outDir)
      const result = await failWith(context, made)
      removeOwnChunks(bundle, ({ fileName, facadeModuleId }) => {
        return scripts.has(fileName) || isVirtualEntry(facadeModuleId)
      })
      tellFindings(context, result)
      if (!result.ok) return context.error(refusal(result, project))
      context.emitFile({ type: 'asset', fileName: result.fileName, source: result.bytes })
      return result
    },
  }

  async function pack(
    bundle: Bundle,
    scripts: ReadonlyMap<string, ScriptPlan>,
    cwd: string,
    outDir: string,
  ): Promise<BuildResult> {
    const chunks = linkableChunks(bundle)
    const linked = new Map<string, ScriptBundle>()
    for (const [fileName, plan] of scripts) {
      await refuseTwoDefaultExports(plan, project.folder)
      if (!chunks.get(fileName)?.exports.includes('default')) throw noDefaultExport(plan)
      linked.set(plan.path, await linkScript(plan, fileName, chunks, project.folder, outDir))
    }
    const finished = await finishScripts(project.scripts, linked, project.options.scripts)
    return buildTaco(options, { cwd, ...finished, write: false, signatures })
  }
}

/** What does not fail the build; with the option `force`, errors do not either. */
function tellFindings(context: HookContext, { ok, report }: BuildResult): void {
  for (const finding of report.diagnostics) {
    if (finding.severity === 'info') context.info(findingMessage(finding))
    else if (finding.severity === 'warning' || ok) context.warn(findingMessage(finding))
  }
}

function refusal(result: BuildResult & { ok: false }, { folder }: Project): BuildError {
  const first = result.report.diagnostics.find((finding) => finding.severity === 'error')
  const id = first?.file === undefined ? undefined : resolve(folder, first.file)
  return {
    message: refusalMessage(result.report, result.readSource),
    ...(id ? { id, loc: { file: id, line: first?.line ?? 1, column: (first?.column ?? 1) - 1 } } : {}),
  }
}

/** Turns an error of core into a build error without a stack; lets a fault of ours keep its own. */
async function failWith<T>(context: HookContext, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (cause instanceof TacosmithError && cause.code !== 'internal') context.error(errorMessage(cause))
    throw cause
  }
}
