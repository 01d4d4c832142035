import { join } from 'node:path'
import { type PluginOption, reducedPlugins } from './build-hooks.ts'
import type { BundleAsset, BundleChunk, HookContext, InputOptions } from './rollup-interface.ts'
import { loadRunningBundler } from './running-bundler.ts'
import type { ScriptBundler, ScriptTask } from './script-builds.ts'
import { readableOutput, scriptInput } from './script-settings.ts'

/** Rollup or Rolldown. */
interface Bundler {
  rollup?: Build
  rolldown?: Build
}

type Build = (options: object) => Promise<{
  generate(options: object): Promise<{ output: (BundleChunk | BundleAsset)[] }>
  close(): Promise<void>
}>

/** Input options that say how modules are found and read; those of Rollup, then those of Rolldown. */
const moduleOptions = [
  ...['preserveSymlinks', 'jsx', 'context', 'moduleContext'],
  ...['cwd', 'resolve', 'transform', 'moduleTypes', 'tsconfig'],
]

/**
 * Builds scripts by Rollup or Rolldown with the user's plugins, but apart from the build that they are for.
 *
 * The plugins exist only once. They see one build for each script, whole, before that of the app begins, as they see
 * one build after the other in watch mode.
 *
 * @param options - The input options of the build that runs.
 * @param root - The folder of the project, absolute.
 */
export async function rollupScriptBundler(
  options: InputOptions,
  meta: HookContext['meta'],
  root: string,
): Promise<ScriptBundler> {
  const [name, version] =
    meta.rolldownVersion === undefined
      ? (['rollup', meta.rollupVersion] as const)
      : (['rolldown', meta.rolldownVersion] as const)
  const { [name]: bundle } = await loadRunningBundler<Bundler>(name, version, root)
  if (!bundle) throw new Error(`${name} ${version} has no function of that name`)
  const outputFolder = join(root, 'node_modules', '.tacosmith')
  const build = (task: ScriptTask) => buildScript(bundle, options, meta, outputFolder, task)
  return { outputFolder, build }
}

async function buildScript(
  bundle: Build,
  options: InputOptions,
  meta: HookContext['meta'],
  outputFolder: string,
  { input, modules, onWatchFile }: ScriptTask,
): Promise<(BundleChunk | BundleAsset)[]> {
  const kept = Object.entries(options).filter(([name]) => moduleOptions.includes(name))
  const plugins = await reducedPlugins(options.plugins as PluginOption, {
    withConfiguration: false,
    onWatchFile,
  })
  const settings = { ...scriptInput(Object.fromEntries(kept), input, meta), plugins: [modules, ...plugins] }
  const build = await bundle(settings)
  try {
    const { output } = await build.generate(readableOutput(outputFolder, meta))
    return output
  } finally {
    await build.close()
  }
}
