import { dirname, join, resolve } from 'node:path'
import type { BuiltTaco, TacoOptions } from '@tacosmith/core'
import { writeFileIfChanged } from '@tacosmith/core/adapter'
import type { BuildOptions, OutputFile, Plugin } from 'esbuild'
import { AnotherBuild } from './another-build.ts'
import { ConnectorBuilder, type ConnectorOutcome } from './connector-builder.ts'
import { answerLoads } from './load-questions.ts'
import { messagesSince } from './messages.ts'
import { addToMetafile } from './metafile.ts'
import { connectorModule } from './script-bundler.ts'
import { type WatchAnswer, WatchedInputs } from './watched-inputs.ts'

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
      const builder = new ConnectorBuilder(build, options, cwd)
      const anotherBuild = new AnotherBuild()
      const module = askForEntry(settings)
      let outcome: ConnectorOutcome | undefined
      let reported: ConnectorOutcome | undefined

      const watched = new WatchedInputs(async () => {
        outcome = await builder.build()
        return outcome.inputs
      })

      // Of what plugins report, build() prints only what arrives before the end.
      build.onStart(async () => {
        await watched.read()
        reported = outcome
        return { errors: reported?.errors ?? [], warnings: reported?.warnings ?? [] }
      })

      const answer = async (): Promise<WatchAnswer> => {
        const { watchFiles, watchDirs = [] } = await watched.answer()
        return watchFiles ? { watchFiles: [...watchFiles, anotherBuild.file], watchDirs } : {}
      }

      if (module === undefined) answerLoads(build, answer)
      else {
        build.onResolve({ filter: /^tacosmith:connector/ }, async ({ path }) => {
          return path === module ? { path, namespace: module, ...(await answer()) } : undefined
        })
        build.onLoad({ filter: /.*/, namespace: module }, async () => ({ contents: '', ...(await answer()) }))
      }

      build.onEnd(async (result) => {
        // It never started where esbuild refused its settings.
        if (!outcome || !reported) return undefined
        const { built, bundles } = outcome
        const news = messagesSince(reported, outcome)
        if (built && reported.errors.length > 0) await anotherBuild.ask()
        else if (built && result.errors.length === 0) {
          const path = join(outputFolder(settings, cwd), built.fileName)
          if (settings.write === false) result.outputFiles?.push(outputFile(path, built))
          else await writeFileIfChanged(path, built.bytes)
          addToMetafile(result.metafile, path, built, bundles, builder.connectorFolder, cwd)
        }
        return news
      })

      build.onDispose(() => void anotherBuild.dispose())
    },
  }
}

/**
 * Where there are no entry points: settings under which esbuild asks for one empty module, with no output.
 *
 * @returns the name of the module; each connector has its own.
 */
function askForEntry(settings: BuildOptions): string | undefined {
  if (settings.stdin !== undefined || Object.keys(settings.entryPoints ?? []).length > 0) return undefined
  const { inject = [] } = settings
  const module = `${connectorModule}-${inject.length}`
  settings.inject = [...inject, module]
  // Settings for the scripts, such as alias, are allowed only in a build that bundles.
  settings.bundle = true
  if (settings.outfile === undefined) settings.outdir ??= defaultOutputFolder
  return module
}

function outputFolder({ outdir, outfile }: BuildOptions, cwd: string): string {
  return resolve(cwd, outdir ?? (outfile === undefined ? defaultOutputFolder : dirname(outfile)))
}

function outputFile(path: string, { bytes, sha256 }: BuiltTaco): OutputFile {
  return { path, contents: bytes, hash: sha256, text: new TextDecoder().decode(bytes) }
}
