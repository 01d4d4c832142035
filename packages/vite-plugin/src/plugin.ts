import { dirname, join, resolve } from 'node:path'
import {
  type BuildContext,
  type BuildResult,
  buildTaco,
  type Diagnostic,
  errorMessage,
  findingMessage,
  finishScript,
  mapLocator,
  openProject,
  type Project,
  type Report,
  refusalMessage,
  type ScriptPlan,
  type SourceLocator,
  type TacoOptions,
  TacosmithError,
} from '@tacosmith/core'
import type { Plugin, ResolvedConfig, Rollup } from 'vite'
import { discardEarlierTacos } from './discard-earlier.ts'
import {
  type LinkableChunk,
  type LinkableChunks,
  LinkError,
  type LinkedScript,
  linkChunks,
} from './link-chunks.ts'
import { removeOwnChunks } from './own-chunks.ts'
import { connectorOnlyConfig, virtualEntry } from './vite-config.ts'

/** Core's options, and how the plugin stands to the rest of the Vite configuration. */
export interface TacosmithViteOptions extends Omit<TacoOptions, 'outDir'> {
  /**
   * Build the connector beside the app or library that the configuration builds anyway. Default false: the connector
   * is all there is to build, and no `index.html` is needed.
   */
  app?: boolean
}

/**
 * Makes `vite build` validate a connector, bundle its scripts and emit the `.taco` into Vite's output folder.
 *
 * Works in Vite 7 and 8, `vite build --watch` included; does nothing in the development server. Findings of error
 * level fail the build, others are warnings.
 *
 * @param options - `connector` is relative to Vite's root.
 */
export function tacosmith(options: TacosmithViteOptions = {}): Plugin {
  const { app = false, ...tacoOptions } = options
  const entries = new Map<string, ScriptPlan>()
  let config: ResolvedConfig
  let project: Project

  return {
    name: 'tacosmith',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',

    config: (userConfig) => (app ? undefined : connectorOnlyConfig(userConfig)),

    configResolved(resolved) {
      config = resolved
    },

    resolveId: (id) => (id === virtualEntry ? `\0${virtualEntry}` : undefined),

    load: (id) => (id === `\0${virtualEntry}` ? '' : undefined),

    onLog(_level, log) {
      // Vite 7 tells that the virtual entry is empty, which it is meant to be.
      const isAboutVirtualEntry = log.names?.every((name) => name.includes('tacosmith'))
      return log.code === 'EMPTY_BUNDLE' && isAboutVirtualEntry ? false : undefined
    },

    async buildStart() {
      entries.clear()
      project = await failWith(this, openProject(tacoOptions, { cwd: config.root }))
      for (const file of [project.folder, ...project.watchFiles]) this.addWatchFile(file)
      for (const script of project.scripts.filter(({ kind }) => kind === 'module')) {
        const id = join(project.folder, script.sourcePath)
        entries.set(this.emitFile({ type: 'chunk', id, preserveSignature: 'strict' }), script)
      }
    },

    async generateBundle(_outputOptions, bundle) {
      const scripts = new Map([...entries].map(([reference, plan]) => [this.getFileName(reference), plan]))
      const built = await failWith(this, buildScripts(bundle, scripts, project, outputFolder(config)))
      const own = Object.values(bundle).filter(
        (output) => isVirtualEntry(output) || scripts.has(output.fileName),
      )
      removeOwnChunks(bundle, new Set(own.map((output) => output.fileName)))
      const result = await failWith(
        this,
        buildTaco(tacoOptions, { cwd: config.root, ...built, write: false }),
      )
      for (const finding of result.report.diagnostics) {
        if (finding.severity === 'warning') this.warn(findingMessage(finding))
        if (finding.severity === 'info') this.info(findingMessage(finding))
      }
      if (!result.ok) return this.error(refusal(result, project))
      this.emitFile({ type: 'asset', fileName: result.fileName, source: result.bytes })
    },

    async buildEnd(error) {
      if (error) await discardEarlierTacos(config)
    },

    async renderError() {
      await discardEarlierTacos(config)
    },
  }
}

/** Links and finishes every script, by its path in the connector. */
async function buildScripts(
  bundle: Rollup.OutputBundle,
  scripts: ReadonlyMap<string, ScriptPlan>,
  { folder, options }: Project,
  outDir: string,
): Promise<Required<Pick<BuildContext, 'overlay' | 'findings' | 'sources'>>> {
  const chunks = linkableChunks(bundle)
  const overlay: Record<string, string> = {}
  const findings: Diagnostic[] = []
  const sources: Record<string, string> = {}
  for (const [fileName, plan] of scripts) {
    expectDefaultExport(bundle[fileName], plan)
    const linked = await linkChunks(fileName, chunks).catch((cause) => {
      if (!(cause instanceof LinkError)) throw cause
      throw new TacosmithError('script', `${plan.sourcePath} cannot become one script: ${cause.message}`, {
        cause,
      })
    })
    const finished = await finishScript(plan, linked.code, {
      ...options.scripts,
      locate: sourceLocator(linked, chunks, folder, outDir),
    })
    overlay[plan.path] = finished.code
    findings.push(...finished.findings)
    Object.assign(sources, finished.sources)
  }
  return { overlay, findings, sources }
}

function linkableChunks(bundle: Rollup.OutputBundle): LinkableChunks {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
  return new Map(
    // The bundlers' own type for maps is stricter about absent fields, which none of them leaves undefined.
    chunks.map(({ fileName, name, code, map }) => [
      fileName,
      { name, code, map: (map as LinkableChunk['map']) ?? null },
    ]),
  )
}

/** Leads from a linked script through the chunks to the sources. */
function sourceLocator(
  linked: LinkedScript,
  chunks: LinkableChunks,
  connectorFolder: string,
  outDir: string,
): SourceLocator {
  const locators = new Map<string, SourceLocator>()
  return (line, column) => {
    const place = linked.chunkPlace(line, column)
    const map = place && chunks.get(place.fileName)?.map
    if (!map) return undefined
    const chunkFolder = dirname(join(outDir, place.fileName))
    const locate = locators.get(place.fileName) ?? mapLocator(map, connectorFolder, chunkFolder)
    locators.set(place.fileName, locate)
    return locate(place.line, place.column)
  }
}

function outputFolder(config: ResolvedConfig): string {
  return resolve(config.root, config.build.outDir)
}

function expectDefaultExport(chunk: Rollup.OutputBundle[string] | undefined, plan: ScriptPlan): void {
  if (chunk?.type === 'chunk' && chunk.exports.includes('default')) return
  throw new TacosmithError('script', `${plan.sourcePath} has no default export`, {
    help: `Export the function that Tableau calls: export default function (attr) { ... }`,
  })
}

function isVirtualEntry(output: Rollup.OutputBundle[string]): boolean {
  return output.type === 'chunk' && output.facadeModuleId === `\0${virtualEntry}`
}

function refusal(result: BuildResult & { ok: false }, project: Project): Rollup.RollupError {
  const first = result.report.diagnostics.find((finding) => finding.severity === 'error')
  const id = first?.file === undefined ? undefined : resolve(project.folder, first.file)
  return {
    message: refusalMessage(result.report as Report, result.readSource),
    ...(id ? { id, loc: { file: id, line: first?.line ?? 1, column: (first?.column ?? 1) - 1 } } : {}),
  }
}

/** Turns an error of core into a build error without a stack; lets a fault of ours keep its own. */
async function failWith<T>(context: Rollup.PluginContext, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (cause instanceof TacosmithError && cause.code !== 'internal') context.error(errorMessage(cause))
    throw cause
  }
}
