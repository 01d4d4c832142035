import type { BuildOptions, OnResolveResult, Plugin, PluginBuild } from 'esbuild'

/** Settings that say how modules are found and what makes JavaScript of them. No other setting reaches a script. */
const sourceSettings = [
  ...['absWorkingDir', 'alias', 'conditions', 'define', 'inject', 'loader', 'mainFields', 'nodePaths'],
  ...['jsx', 'jsxDev', 'jsxFactory', 'jsxFragment', 'jsxImportSource', 'jsxSideEffects', 'logOverride'],
  ...['plugins', 'preserveSymlinks', 'resolveExtensions', 'tsconfig', 'tsconfigRaw'],
]

/** The user's settings for sources. */
export function sourceSettingsOf(options: BuildOptions): BuildOptions {
  return Object.fromEntries(Object.entries(options).filter(([name]) => sourceSettings.includes(name)))
}

/**
 * A user's plugin as far as it is about sources: what it does at the end of a build is for the app's files, and what it
 * leaves out of a script is nowhere.
 */
export function forSources(plugin: Plugin): Plugin {
  return {
    name: plugin.name,
    setup: (build) =>
      plugin.setup({
        ...build,
        onEnd: () => {},
        onResolve: (filter, find) => build.onResolve(filter, async (args) => bundled(await find(args))),
      }),
  }
}

function bundled(result: OnResolveResult | null | undefined): OnResolveResult | null | undefined {
  return result?.external ? undefined : result
}

/** Comes last: takes back what other plugins have set for the output. */
export function fixedSettings(fixed: BuildOptions): Plugin {
  return {
    name: 'tacosmith-settings',
    setup({ initialOptions }: PluginBuild) {
      const settings = initialOptions as Record<string, unknown>
      for (const name of Object.keys(settings)) if (!sourceSettings.includes(name)) delete settings[name]
      Object.assign(settings, fixed)
    },
  }
}
