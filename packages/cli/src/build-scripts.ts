import { dirname, join, resolve } from 'node:path'
import {
  type BundledSource,
  BundleFailure,
  bundleSource,
  type FinishedScripts,
  finishScripts,
  mapLocator,
  noDefaultExport,
  openProject,
  type ScriptBundle,
  type ScriptOptions,
  type ScriptPlan,
  type TacoOptions,
  TacosmithError,
} from '@tacosmith/core'

/**
 * Builds the scripts that are written in TypeScript or as ES modules, with esbuild and no configuration beyond the
 * nearest tsconfig. Whoever needs more than that has a bundler, and takes the plugin for it.
 *
 * @throws TacosmithError `script` where a script cannot be built.
 */
export async function buildScripts(options: TacoOptions, cwd: string): Promise<FinishedScripts> {
  const project = await openProject(options, { cwd })
  return await bundleScripts(project.scripts, project.folder, project.options.scripts)
}

/**
 * Builds those of a folder's scripts that have to be built; nothing is written.
 *
 * @param sources - Takes up the absolute paths of all files that the scripts were built from, for watching them.
 * @throws TacosmithError `script` where a script cannot be built.
 */
export async function bundleScripts(
  plans: readonly ScriptPlan[],
  folder: string,
  options: Required<ScriptOptions>,
  sources?: string[],
): Promise<FinishedScripts> {
  const bundles = new Map<string, ScriptBundle>()
  for (const plan of plans.filter(({ kind }) => kind === 'module')) {
    const { code, map } = await bundle(plan, join(folder, plan.sourcePath))
    sources?.push(...sourcesOf(map))
    bundles.set(plan.path, { code, locate: mapLocator(map, folder, '/') })
  }
  return await finishScripts(plans, bundles, options)
}

/** esbuild writes its maps for the root folder. */
function sourcesOf(map: string): string[] {
  const { sources } = JSON.parse(map) as { sources: string[] }
  return sources.map((source) => resolve('/', source))
}

async function bundle(plan: ScriptPlan, source: string): Promise<BundledSource> {
  try {
    return await bundleSource(source, { workingDir: dirname(source) })
  } catch (cause) {
    if (!(cause instanceof BundleFailure)) throw cause
    if (cause.lacksDefaultExport) throw noDefaultExport(plan)
    const reasons = cause.lines.join('\n') || cause.message
    throw new TacosmithError('script', `${plan.sourcePath} cannot be built\n${reasons}`, {
      help: helpFor(cause.message),
      cause,
    })
  }
}

/** A package that is not there is the most common reason, and npm's to mend. */
function helpFor(reasons: string): string {
  const [, name] = /Could not resolve "((?:@[^/"]+\/)?[^./"@:][^/":]*)/.exec(reasons) ?? []
  if (name === undefined)
    return 'Mend the script, or use a bundler with its plugin where aliases or loaders are needed.'
  return `Run npm install --save-dev ${name}, or use a bundler with its plugin where "${name}" is an alias.`
}
