import { dirname, join } from 'node:path'
import { type ConnectorSource, type ScriptOptions, TacosmithError } from '@tacosmith/core'
import {
  type BundledSource,
  BundleFailure,
  type BundleFault,
  bundleSource,
  type FinishedScripts,
  finishScripts,
  mapLocator,
  noDefaultExport,
  outsideHelp,
  type ScriptBundle,
  type ScriptPlan,
} from '@tacosmith/core/adapter'
import type { Plugin } from 'esbuild'
import { type OnInput, ownModules } from '../program/own-modules.ts'
import { pathFromHere } from '../terminal/repository-path.ts'
import { packageManagerOf } from './package-manager.ts'

/** What is known of the files that scripts are built from. */
export interface ScriptInputs {
  onInput?: OnInput
  files?: ConnectorSource | undefined
  /** The folder that places in errors start from, so that people can open them. Default: that of the script. */
  shownFrom?: string
}

const untrustedHelp = 'If you trust the author of the connector, check it as trusted.'

/**
 * Builds those of a folder's scripts that are written in TypeScript or as ES modules, with esbuild and no configuration
 * beyond the nearest tsconfig; nothing is written. Whoever needs more than that has a bundler, and takes the plugin for it.
 *
 * @param inputs - `onInput` is called with the files that the scripts are built from, see {@link ownModules}; where there are
 *   `files`, nothing else is read, see `bundleSource`.
 * @throws TacosmithError `script` where a script cannot be built.
 */
export async function bundleScripts(
  plans: readonly ScriptPlan[],
  folder: string,
  options: Required<ScriptOptions>,
  { onInput, ...inputs }: ScriptInputs = {},
): Promise<FinishedScripts> {
  const bundles = new Map<string, ScriptBundle>()
  const plugins = onInput === undefined ? [] : [ownModules(onInput)]
  for (const plan of plans.filter(({ kind }) => kind === 'module')) {
    const { code, map } = await bundle(plan, folder, inputs, plugins)
    bundles.set(plan.path, { code, locate: mapLocator(map, folder, '/') })
  }
  return await finishScripts(plans, bundles, options)
}

async function bundle(
  plan: ScriptPlan,
  folder: string,
  { files, shownFrom }: ScriptInputs,
  plugins: Plugin[],
): Promise<BundledSource> {
  const source = join(folder, plan.sourcePath)
  try {
    return await bundleSource(source, {
      workingDir: dirname(source),
      connectorFolder: folder,
      files,
      plugins,
    })
  } catch (cause) {
    if (!(cause instanceof BundleFailure)) throw cause
    if (cause.lacksDefaultExport) throw noDefaultExport(plan)
    const lines = cause.faults.map((fault) => faultLine(fault, dirname(source), shownFrom))
    const reasons = lines.join('\n') || cause.message
    throw new TacosmithError('script', `${plan.sourcePath} cannot be built\n${reasons}`, {
      help: files
        ? untrustedHelp
        : cause.leavesProject
          ? outsideHelp
          : helpFor(cause.message, dirname(source)),
      cause,
    })
  }
}

/** One error of esbuild's, which names files from the folder of the script on. */
function faultLine({ text, file, line, column }: BundleFault, folder: string, shownFrom = folder): string {
  if (file === undefined) return text
  return `${pathFromHere(join(folder, file), shownFrom)}:${line}:${column}: ${text}`
}

const syntaxHelp =
  'Correct the line, or the end of the one before: a comma, a quote or a bracket may be missing there.'

/** A package that is not there is the most common reason, and the package manager's to mend. */
function helpFor(reasons: string, folder: string): string {
  if (/Could not resolve "\.{1,2}\//.test(reasons)) return 'Correct the path, or create the file.'
  if (!/Could not resolve|No loader is configured/.test(reasons)) return syntaxHelp
  const [, name] = /Could not resolve "((?:@[^/"]+\/)?[^./"@:][^/":]*)/.exec(reasons) ?? []
  if (name === undefined)
    return 'Correct the import, or use a bundler plugin if it needs an alias or a loader.'
  const { add } = packageManagerOf(folder)
  if (name.startsWith('@tacosmith/')) return `Run ${add(name)} in the project.`
  return `Run ${add(name)}, or use a bundler plugin if "${name}" is an alias.`
}
