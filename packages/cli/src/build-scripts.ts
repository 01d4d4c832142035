import { dirname, join } from 'node:path'
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
  const bundles = new Map<string, ScriptBundle>()
  for (const plan of project.scripts.filter(({ kind }) => kind === 'module')) {
    const { code, map } = await bundle(plan, join(project.folder, plan.sourcePath))
    bundles.set(plan.path, { code, locate: mapLocator(map, project.folder, '/') })
  }
  return finishScripts(project.scripts, bundles, project.options.scripts)
}

async function bundle(plan: ScriptPlan, source: string): Promise<BundledSource> {
  try {
    return await bundleSource(source, { workingDir: dirname(source) })
  } catch (cause) {
    if (!(cause instanceof BundleFailure)) throw cause
    if (cause.lacksDefaultExport) throw noDefaultExport(plan)
    const reasons = cause.lines.join('\n') || cause.message
    throw new TacosmithError('script', `${plan.sourcePath} cannot be built\n${reasons}`, {
      help: 'Mend the script, or use a bundler with its plugin where aliases or loaders are needed.',
      cause,
    })
  }
}
