import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import {
  dropUnused,
  isUserError,
  leftOut,
  type MappedBundle,
  mapLocator,
  noDefaultExport,
  notOneScript,
  type ScriptBundle,
  type ScriptPlan,
  scriptEntry,
  topLevelAwait,
} from '@tacosmith/core/adapter'
import type { Compilation, Compiler, Module } from 'webpack'
import { type BundlerError, buildError, forParent } from './build-errors.ts'
import { type OutsideModule, outsideModules } from './outside-modules.ts'
import { bundleFile, type ScriptCompilers } from './script-compiler.ts'
import { withSourcePaths } from './source-paths.ts'

/** What became of one script. */
export interface ScriptResult {
  path: string
  /** Undefined where there are errors. */
  bundle?: ScriptBundle
  errors: Error[]
  warnings: Error[]
}

/** What is taken from a child compiler before anything of it can be emitted. */
interface Captured extends MappedBundle {
  /** A module that the bundle needs and does not hold. */
  external: string | undefined
  /** A file that the bundle needs and that is not it. */
  beside: string | undefined
  /** Modules that must not be in it. */
  outside: OutsideModule[]
  /** The bundlers take a module that exports nothing for one in CommonJS, and complain of nothing. */
  exportsAnything: boolean
}

const pluginName = 'TacosmithPlugin'

/** Modules that are left out of the bundle, unless they stand for a variable that Tableau has. */
const isExternal = /^external (?!var \[?"(connectionHelper|driverLocator|logging|vendorDefined)[".[])/

/**
 * Bundles one script in a compiler of its own, a child of the running one: with the user's loaders, aliases, defines
 * and plugins, but out of reach of `splitChunks`, `runtimeChunk`, minifiers and `devtool`.
 */
export async function bundleScript(
  compilation: Compilation,
  compilers: ScriptCompilers,
  plan: ScriptPlan,
  folder: string,
): Promise<ScriptResult> {
  const { compiler } = compilation
  const child = compilers.create(compilation, `tacosmith ${plan.path}`)
  const request = entryRequest(relative(compiler.context, join(folder, plan.sourcePath)))
  const entry = { name: plan.path, runtime: false } as const
  new compiler.webpack.EntryPlugin(compiler.context, request, entry).apply(child)
  const captured = captureBundle(child, folder, request)
  const finished = await compile(child)
  passDependenciesOn(finished, compilation)

  // What the bundler says of such files may show what is in them.
  if (captured.outside.length > 0) {
    const errors = captured.outside.map(({ error, importer }) => buildError(compiler, error, importer))
    return { path: plan.path, errors, warnings: [] }
  }

  // The only fault that the entry can have is that the default export is not there; we have words of our own for it.
  const isAboutEntry = (problem: BundlerError) => problem.module?.identifier().includes(request) ?? false
  const hasDefaultExport = ![...finished.errors, ...finished.warnings].some(isAboutEntry)
  const others = (problems: Error[]) =>
    problems.filter((problem) => !isAboutEntry(problem)).map((problem) => forParent(problem, finished))
  const result = { path: plan.path, errors: others(finished.errors), warnings: others(finished.warnings) }
  if (result.errors.length > 0) return result
  try {
    expectScript(plan, finished, captured, hasDefaultExport)
    const { code, map } = await dropUnused(captured, plan)
    const locate = map ? mapLocator(map, folder, compiler.context) : undefined
    return { ...result, bundle: { code, locate } }
  } catch (cause) {
    if (!isUserError(cause)) throw cause
    return { ...result, errors: [buildError(compiler, cause, join(folder, plan.sourcePath))] }
  }
}

/** The bundlers write the name of each module above it. Ours means nothing to anybody. */
const entryHeading = /^;\/\/ (CONCATENATED MODULE: )?data:text\/javascript;.*$/m

/** A module that hands the default export over. Its text gets into the bundle, so it must not name absolute paths. */
function entryRequest(path: string): string {
  const specifier = path.startsWith('..') ? path : `./${path}`
  const text = scriptEntry(specifier.replaceAll('\\', '/'))
  // Early releases of Rspack decode nothing else.
  return `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`
}

/** Takes the bundle as soon as it is there, and removes it with all else that would be emitted. */
function captureBundle(child: Compiler, folder: string, request: string): Captured {
  const captured: Captured = {
    ...{ code: '', map: undefined, external: undefined, beside: undefined },
    ...{ outside: [], exportsAnything: true },
  }
  // Before anybody else's.
  const stage = -1_000_000_000
  child.hooks.thisCompilation.tap(pluginName, (compilation) => {
    compilation.hooks.finishModules.tap(pluginName, (modules) => {
      const missing = [...modules].find((module) => isExternal.test(module.identifier()))
      captured.outside = outsideModules(modules, compilation, folder)
      const isScript = (module: Module) =>
        compilation.moduleGraph.getIssuer(module)?.identifier().includes(request)
      captured.exportsAnything = mayExport([...modules].find(isScript))
      captured.external = (missing as { userRequest?: string } | undefined)?.userRequest
    })
    compilation.hooks.processAssets.tap({ name: pluginName, stage }, () => {
      const source = compilation.getAsset(bundleFile)?.source
      captured.code = (source?.source().toString() ?? '').replace(entryHeading, ';')
      const map = source?.map({ columns: true, module: true })
      captured.map = map ? (withSourcePaths(map) as MappedBundle['map']) : undefined
      const names = compilation.getAssets().map(({ name }) => name)
      captured.beside = names.find((name) => name !== bundleFile && !/\.(d\.[mc]?ts|map)$/.test(name))
      for (const name of names) compilation.deleteAsset(name)
    })
  })
  return captured
}

/** Without any of these words a module exports nothing; what its loaders made of it counts. */
function mayExport(script: Module | undefined): boolean {
  const text = script?.originalSource()?.source().toString()
  return text === undefined || /\b(?:exports?|module)\b/.test(text)
}

/** `runAsChild` would do more than is wanted: emit assets, and list the compilation in the parent's statistics. */
async function compile(child: Compiler): Promise<Compilation> {
  const compilation = await promisify(child.compile).call(child)
  if (!compilation) throw new Error('the bundler gave no compilation')
  return compilation
}

function passDependenciesOn(from: Compilation, to: Compilation): void {
  to.fileDependencies.addAll(from.fileDependencies)
  to.contextDependencies.addAll(from.contextDependencies)
  to.missingDependencies.addAll(from.missingDependencies)
  to.buildDependencies.addAll(from.buildDependencies)
}

/** @throws TacosmithError `script` where something would not work in Tableau of which the bundlers think nothing. */
function expectScript(
  plan: ScriptPlan,
  { chunks, compiler }: Compilation,
  { code, external, beside, exportsAnything }: Captured,
  hasDefaultExport: boolean,
): void {
  if (!hasDefaultExport || !exportsAnything) throw noDefaultExport(plan)
  if (external !== undefined) throw notOneScript(plan, leftOut(external))
  if (chunks.size > 1) throw notOneScript(plan, 'it loads modules with import()')
  if (beside !== undefined) throw notOneScript(plan, `what it imports is put in another file, ${beside}`)
  if (code.includes(`${compiler.webpack.RuntimeGlobals.asyncModule}(`)) throw topLevelAwait(plan)
}
