import type { BuildOptions, UserConfig } from 'vite'
import { type AnyPlugin, type BuildHooksOptions, reducedPlugins } from './build-hooks.ts'
import type { HookContext } from './rollup-interface.ts'
import { readableOutput, scriptInput } from './script-settings.ts'

/** What is to be built, and where it seems to go; nothing is written. */
export interface ScriptTarget {
  /** Absolute. */
  input: string
  /** Absolute. */
  outputFolder: string
  onWatchFile: BuildHooksOptions['onWatchFile']
}

/** Settings of Vite's build that say how modules are found and read. */
interface ModuleSettings {
  commonjsOptions?: unknown
  dynamicImportVarsOptions?: unknown
  rollupOptions?: BundlerSettings
  rolldownOptions?: BundlerSettings
}

/** Settings of its bundler that do. */
interface BundlerSettings {
  plugins?: unknown
  resolve?: unknown
  moduleTypes?: unknown
  transform?: object
  tsconfig?: unknown
}

/**
 * The last plugin in the build of a script. Whatever the user's settings and plugins make of the build, it sees to it
 * that one readable ES module is made, in memory.
 *
 * @param build - The settings of the user's build.
 */
export function onlyTheScript(build: BuildOptions | undefined, target: ScriptTarget): AnyPlugin {
  const settings = buildSettings(build as ModuleSettings | undefined, target)
  const replaceBuild = (config: UserConfig) => {
    config.build = settings as BuildOptions
    if (config.esbuild) config.esbuild = withoutOutput(config.esbuild)
  }
  return {
    name: 'tacosmith-only-the-script',
    enforce: 'post',
    config: { order: 'post', handler: replaceBuild },
    configEnvironment: {
      order: 'post',
      handler: (name: string, environment: UserConfig) => name === 'client' && replaceBuild(environment),
    },
    options: {
      order: 'post',
      handler(this: HookContext, options: object) {
        return scriptInput(options, target.input, this.meta)
      },
    },
    outputOptions: {
      order: 'post',
      handler(this: HookContext) {
        return readableOutput(target.outputFolder, this.meta)
      },
    },
  }
}

/** What esbuild would put into each module. */
function withoutOutput(esbuild: object): object {
  const {
    banner: _,
    footer: __,
    keepNames: ___,
    ...others
  } = { banner: '', footer: '', keepNames: '', ...esbuild }
  return others
}

function buildSettings(build: ModuleSettings = {}, target: ScriptTarget): object {
  const { commonjsOptions, dynamicImportVarsOptions, rollupOptions, rolldownOptions } = build
  return {
    ...(commonjsOptions !== undefined && { commonjsOptions }),
    ...(dynamicImportVarsOptions !== undefined && { dynamicImportVarsOptions }),
    outDir: target.outputFolder,
    write: false,
    // Lowering comes last, after the checks.
    target: 'esnext',
    minify: false,
    sourcemap: 'hidden',
    modulePreload: false,
    copyPublicDir: false,
    reportCompressedSize: false,
    rollupOptions: { ...moduleSettings(rolldownOptions ?? rollupOptions, target), input: target.input },
  }
}

function moduleSettings(bundler: BundlerSettings = {}, { onWatchFile }: ScriptTarget): object {
  const { plugins, resolve, moduleTypes, transform, tsconfig } = bundler
  const { target: _, ...transforms } = { target: undefined, ...transform }
  return {
    ...(plugins !== undefined && {
      plugins: reducedPlugins(plugins, { withConfiguration: false, onWatchFile }),
    }),
    ...(resolve !== undefined && { resolve }),
    ...(moduleTypes !== undefined && { moduleTypes }),
    ...(transform !== undefined && { transform: transforms }),
    ...(tsconfig !== undefined && { tsconfig }),
  }
}
