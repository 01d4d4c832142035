/*
 * Plugins of the user as the connector's scripts need them. What resolves, loads and transforms modules is kept; what
 * shapes, writes or reports the output of an app is left out.
 */

/** A plugin of Vite, Rollup or Rolldown, as far as it matters here. */
export type AnyPlugin = { name: string } & Record<string, unknown>

/** What a user may put into a list of plugins. */
export type PluginOption =
  | AnyPlugin
  | PluginOption[]
  | Promise<AnyPlugin | PluginOption[] | false | null | undefined>
  | false
  | null
  | undefined

/** The hooks and properties of plugins that say where and in which order they apply. */
const properties = ['name', 'version', 'api', 'cacheKey', 'enforce', 'apply']

/** The hooks that prepare a plugin for a configuration. */
const configurationHooks = ['config', 'configEnvironment', 'configResolved']

/** The hooks that make modules. */
const moduleHooks = [
  ...['options', 'buildStart', 'resolveDynamicImport', 'moduleParsed', 'shouldTransformCachedModule'],
  'buildEnd',
]

/** Hooks in which a plugin may name further files to watch. */
const watchingHooks = ['load', 'transform', 'buildStart']

/** Which hooks remain beside those that make modules, and what they report. */
export interface BuildHooksOptions {
  /** Keep the hooks that prepare a plugin: for plugins that no other build uses. */
  withConfiguration: boolean
  /** Told of every file that a plugin wants watched. */
  onWatchFile(file: string): void
}

/** tacosmith's own plugins have nothing to do in the build of a script. */
const ownName = 'tacosmith'

/** All plugins of a list, each with the hooks that make modules. */
export async function reducedPlugins(plugins: unknown, options: BuildHooksOptions): Promise<AnyPlugin[]> {
  const flat = await flatPlugins(plugins as PluginOption)
  return flat.filter(({ name }) => name !== ownName).map((plugin) => withBuildHooks(plugin, options))
}

/** A list of plugins without nesting, promises and gaps. */
async function flatPlugins(plugins: PluginOption): Promise<AnyPlugin[]> {
  const plugin = await plugins
  if (!plugin) return []
  if (!Array.isArray(plugin)) return [plugin]
  return (await Promise.all(plugin.map(flatPlugins))).flat()
}

/** The plugin without hooks for the output; a module that it would leave out of the bundle goes to the next plugin. */
function withBuildHooks(plugin: AnyPlugin, options: BuildHooksOptions): AnyPlugin {
  // Made by Rolldown itself, which knows them by their class.
  if (plugin.name.startsWith('builtin:')) return plugin
  const kept = [...properties, ...moduleHooks, ...(options.withConfiguration ? configurationHooks : [])]
  const entries = kept.filter((name) => name in plugin).map((name) => [name, plugin[name]])
  const reduced: AnyPlugin = { ...Object.fromEntries(entries), name: plugin.name }
  if (plugin.resolveId) reduced.resolveId = withHandler(plugin.resolveId, neverExternal)
  for (const name of watchingHooks) {
    if (plugin[name]) reduced[name] = withHandler(plugin[name], watching(options.onWatchFile))
  }
  if (plugin.applyToEnvironment) reduced.applyToEnvironment = appliedWithBuildHooks(plugin, options)
  return reduced
}

type Handler = (this: object, ...parameters: unknown[]) => unknown

/** A hook is a function, or an object with a function and with what else the bundler should know. */
function withHandler(hook: unknown, change: (handler: Handler) => Handler): unknown {
  if (typeof hook === 'function') return change(hook as Handler)
  const { handler, ...others } = hook as { handler: Handler }
  return { ...others, handler: change(handler) }
}

/** A script has to hold everything that it imports. */
function neverExternal(handler: Handler): Handler {
  return async function (...parameters) {
    const resolved = await handler.apply(this, parameters)
    const isExternal = resolved === false || Boolean((resolved as { external?: unknown } | null)?.external)
    return isExternal ? null : resolved
  }
}

function watching(onWatchFile: (file: string) => void): (handler: Handler) => Handler {
  return (handler) =>
    function (...parameters) {
      return handler.apply(tellingOfWatchFiles(this, onWatchFile), parameters)
    }
}

/** The context of a hook: the bundler's own, but for the files to watch, which it would not give away. */
function tellingOfWatchFiles(context: object, onWatchFile: (file: string) => void): object {
  return new Proxy(context, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      if (name !== 'addWatchFile') return value.bind(target)
      return (file: string) => {
        onWatchFile(file)
        value.call(target, file)
      }
    },
  })
}

/** Vite lets a plugin stand for others, depending on the environment. */
function appliedWithBuildHooks(plugin: AnyPlugin, options: BuildHooksOptions): Handler {
  return async (...parameters) => {
    const applied = await (plugin.applyToEnvironment as Handler).apply(plugin, parameters)
    if (typeof applied === 'boolean') return applied
    const others = await flatPlugins(applied as PluginOption)
    return others.map((other) => withBuildHooks(other, options))
  }
}
