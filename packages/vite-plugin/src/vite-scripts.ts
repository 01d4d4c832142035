import { join } from 'node:path'
import type { InlineConfig, ResolvedConfig, UserConfig } from 'vite'
import { type PluginOption, reducedPlugins } from './build-hooks.ts'
import type { BundleAsset, BundleChunk } from './rollup-interface.ts'
import { loadRunningBundler } from './running-bundler.ts'
import type { ScriptBundler, ScriptTask } from './script-builds.ts'
import { onlyTheScript } from './vite-script-config.ts'

type Vite = typeof import('vite')
type Output = { output: (BundleChunk | BundleAsset)[] }

/** A user's configuration apart from the plugins. */
interface Settings {
  settings: InlineConfig
  /** Of the configuration file: loaded again, so that they remember nothing of the app. */
  filePlugins: PluginOption
  /** Of whoever called Vite: they exist only once. */
  callerPlugins: PluginOption
}

/**
 * Builds scripts by Vite with the user's configuration, but apart from the build that the configuration is for: what
 * shapes the app's output does not reach them.
 *
 * @param config - The configuration of the build that runs.
 * @param version - The version of Vite that runs.
 */
export async function viteScriptBundler(config: ResolvedConfig, version: string): Promise<ScriptBundler> {
  const vite = await loadRunningBundler<Vite>('vite', version, config.root)
  const loaded = await loadSettings(vite, config)
  const outputFolder = join(config.root, 'node_modules', '.tacosmith')
  return { outputFolder, build: (task) => buildScript(vite, loaded, outputFolder, task) }
}

async function loadSettings(vite: Vite, config: ResolvedConfig): Promise<Settings> {
  const { root, mode, inlineConfig } = config
  const { plugins: filePlugins, ...file } = await loadFile(vite, config)
  const { plugins: callerPlugins, ...caller } = inlineConfig
  const { builder: _, environments = {}, ...merged } = vite.mergeConfig(file, caller) as InlineConfig
  // What changes them for the scripts must not change those of the caller.
  const copies = Object.entries(environments).map(([name, environment]) => [name, { ...environment }])
  const settings = { ...merged, environments: Object.fromEntries(copies), root, mode }
  return {
    settings: callerPlugins?.length ? withResolved(settings, config) : settings,
    filePlugins: filePlugins as PluginOption,
    callerPlugins: callerPlugins as PluginOption,
  }
}

async function loadFile(vite: Vite, config: ResolvedConfig): Promise<UserConfig> {
  const { configFile, command, mode, root, build, inlineConfig } = config
  if (configFile === undefined) return {}
  const environment = { command, mode, isSsrBuild: Boolean(build.ssr), isPreview: false }
  const { configLoader } = inlineConfig
  const loaded = await vite.loadConfigFromFile(
    environment,
    configFile,
    root,
    'silent',
    undefined,
    configLoader,
  )
  return loaded?.config ?? {}
}

/** The caller's plugins are not asked again what they make of the configuration. */
function withResolved(settings: InlineConfig, { resolve, define }: ResolvedConfig): InlineConfig {
  const { alias, dedupe, extensions } = resolve
  return {
    ...settings,
    resolve: { ...settings.resolve, alias, dedupe, extensions },
    ...(define && { define }),
  }
}

async function buildScript(
  vite: Vite,
  { settings, filePlugins, callerPlugins }: Settings,
  outputFolder: string,
  { input, modules, onWatchFile }: ScriptTask,
): Promise<Output['output']> {
  const { build, ...others } = settings
  const failure = new FailurePlugin()
  const plugins = [
    { ...modules, enforce: 'pre' },
    await reducedPlugins(filePlugins, { withConfiguration: true, onWatchFile }),
    await reducedPlugins(callerPlugins, { withConfiguration: false, onWatchFile }),
    failure,
    onlyTheScript(build, { input, outputFolder, onWatchFile }),
  ]
  const config = {
    ...others,
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    clearScreen: false,
    plugins,
  }
  try {
    const result = (await vite.build(config as InlineConfig)) as Output | Output[]
    return [result].flat()[0]?.output ?? []
  } catch (cause) {
    throw failure.error ?? cause
  }
}

/** Keeps the error of a build as the bundler reports it, before Vite puts colours, place and frame into its message. */
class FailurePlugin {
  readonly name = 'tacosmith-failure'
  error: Error | undefined

  readonly buildEnd: (error?: Error) => void = (error) => {
    this.error = error && Object.assign(new Error(error.message), error)
  }
}
