import { dirname, join, relative, resolve } from 'node:path'
import { type BuiltTaco, type TacoOptions, writeFileWhole } from '@tacosmith/core'
import type { BuildOptions, OutputFile, Plugin } from 'esbuild'
import { connectorBuild, type PreparedConnector, placesToWatch } from './connector-build.ts'
import { discardEarlierTacos, isUpToDate } from './earlier-output.ts'
import { addToMetafile } from './metafile.ts'
import { connectorModule, scriptBundler } from './script-bundler.ts'

const defaultOutputFolder = 'dist'

/** Core's options; the `.taco` goes where esbuild writes. */
export interface TacosmithEsbuildOptions extends Omit<TacoOptions, 'outDir'> {}

/**
 * Makes esbuild validate a connector, bundle its scripts and write the `.taco` into `outdir` (else the folder of
 * `outfile`, else `dist`), or add it to `outputFiles` where `write` is false.
 *
 * Works with `build`, `context().rebuild()` and `context().watch()`, with entry points of your own or without.
 * Findings of error level are errors of the build, all others warnings.
 *
 * @param options - `connector` is relative to esbuild's `absWorkingDir`.
 */
export function tacosmith(options: TacosmithEsbuildOptions = {}): Plugin {
  return {
    name: 'tacosmith',
    setup(build) {
      const settings = build.initialOptions
      const cwd = settings.absWorkingDir ?? process.cwd()
      const bundler = scriptBundler(build, cwd)
      const connector = connectorBuild(options, cwd, bundler)
      let prepared: Promise<PreparedConnector> | undefined
      let isWatched = false

      if (!hasEntryPoints(settings)) askForConnectorOnly(settings)

      build.onStart(() => {
        isWatched = false
        prepared = connector.prepare()
        // Whoever waits for it hears of its failure.
        prepared.catch(() => {})
      })

      // One answer in each build says what is to be watched; having no path, it leaves the resolving to esbuild.
      build.onResolve({ filter: /.*/ }, async ({ path }) => {
        const own = path === connectorModule ? { path, namespace: connectorModule } : {}
        if (isWatched || !prepared) return own
        isWatched = true
        return { ...own, ...placesToWatch(await prepared, options, cwd) }
      })

      build.onLoad({ filter: /.*/, namespace: connectorModule }, () => ({ contents: '' }))

      build.onEnd(async (result) => {
        // It never started where esbuild refused its settings.
        if (!prepared) return undefined
        const input = await prepared
        const { built, errors, warnings } = await connector.finish(input, result.errors.length === 0)
        const folder = outputFolder(settings, cwd)
        if (built) {
          const path = join(folder, built.fileName)
          if (settings.write === false) result.outputFiles?.push(outputFile(path, built))
          else if (!(await isUpToDate(path, built.bytes))) await writeFileWhole(path, built.bytes)
          if (result.metafile) addToMetafile(result.metafile, relative(cwd, path), built, input, cwd)
        } else if (settings.write !== false) {
          await discardEarlierTacos(folder, input.project, connector.lastFileName())
        }
        return { errors, warnings }
      })

      build.onDispose(() => void bundler.dispose())
    },
  }
}

function hasEntryPoints({ entryPoints = [], stdin }: BuildOptions): boolean {
  return stdin !== undefined || Object.keys(entryPoints).length > 0
}

/** Settings under which esbuild asks for one empty module and makes no output of it. */
function askForConnectorOnly(settings: BuildOptions): void {
  settings.inject = [...(settings.inject ?? []), connectorModule]
  // Settings for the scripts, such as alias and external, are allowed only in a build that bundles.
  settings.bundle = true
  if (settings.outfile === undefined) settings.outdir ??= defaultOutputFolder
}

function outputFolder({ outdir, outfile }: BuildOptions, cwd: string): string {
  return resolve(cwd, outdir ?? (outfile === undefined ? defaultOutputFolder : dirname(outfile)))
}

function outputFile(path: string, { bytes, sha256 }: BuiltTaco): OutputFile {
  return { path, contents: bytes, hash: sha256, text: new TextDecoder().decode(bytes) }
}
