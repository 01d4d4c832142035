import { dirname, join, resolve } from 'node:path'
import { type BuiltTaco, ConnectorBuild, type TacoOptions, writeFileIfChanged } from '@tacosmith/core'
import type { BuildOptions, OutputFile, Plugin } from 'esbuild'
import { addFindings, errorMessage, type Messages } from './messages.ts'
import { addToMetafile } from './metafile.ts'
import { connectorModule, noBundles, type ScriptBundles, scriptBundler } from './script-bundler.ts'
import { type BuildInputs, WatchedInputs } from './watched-inputs.ts'

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
      const bundle = scriptBundler(build, cwd)
      const connector = new ConnectorBuild(options, cwd)
      const watched = new WatchedInputs(readInputs)
      let prepared: Promise<ScriptBundles> | undefined

      askForEntry(settings)

      build.onStart(() => watched.startReading())

      // An answer without a path leaves the resolving to esbuild.
      build.onResolve({ filter: /.*/ }, async ({ path }) => ({
        ...(path === connectorModule && { path, namespace: connectorModule }),
        ...(await watched.answer()),
      }))

      build.onLoad({ filter: /.*/, namespace: connectorModule }, async () => ({
        contents: '',
        ...(await watched.answer()),
      }))

      build.onEnd(async (result) => {
        // It never started where esbuild refused its settings.
        if (!prepared) return undefined
        const bundles = await prepared
        const built = await finish(bundles, result.errors.length === 0)
        const folder = outputFolder(settings, cwd)
        if (built) {
          const path = join(folder, built.fileName)
          if (settings.write === false) result.outputFiles?.push(outputFile(path, built))
          else await writeFileIfChanged(path, built.bytes)
          addToMetafile(result.metafile, path, built, bundles, connector.folder, cwd)
        } else if (settings.write !== false) {
          await connector.discardEarlier({ folder })
        }
        return { errors: bundles.errors, warnings: bundles.warnings }
      })

      async function readInputs(): Promise<BuildInputs> {
        const readSince = Date.now()
        prepared = prepare()
        const { files, folders } = await prepared
        return {
          files: [...connector.watchFiles, ...files],
          folders: [...new Set([...connector.watchFolders, ...folders])],
          readSince,
        }
      }

      /** Reads the connector and bundles its scripts. */
      async function prepare(): Promise<ScriptBundles> {
        let bundles = noBundles()
        try {
          bundles = await bundle(await connector.open())
          await connector.takeScripts(bundles.scripts)
        } catch (cause) {
          bundles.errors.push(errorMessage(cause))
        }
        return bundles
      }

      /** Packages the connector; where the build has failed already, finds out what else is wrong with it. */
      async function finish(messages: Messages, isBuildSound: boolean): Promise<BuiltTaco | undefined> {
        try {
          const result = await connector.finish(isBuildSound && messages.errors.length === 0)
          if (connector.project) addFindings(messages, result, connector.project, cwd)
          if (result.ok) return result
        } catch (cause) {
          messages.errors.push(errorMessage(cause))
        }
        return undefined
      }
    },
  }
}

/** Where there are no entry points: settings under which esbuild asks for one empty module, with no output. */
function askForEntry(settings: BuildOptions): void {
  if (settings.stdin !== undefined || Object.keys(settings.entryPoints ?? []).length > 0) return
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
