import { readFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import {
  type ConnectorSource,
  type Diagnostic,
  type ScriptOptions,
  type TacoOptions,
  TacosmithError,
} from '@tacosmith/core'
import {
  BundleFailure,
  type BundleFault,
  type FinishedScripts,
  projectBoundary,
  refreshExistingTypes,
  refreshTypesOfScripts,
  type ScriptPlan,
  Session,
  type Snapshot,
  type SnapshotAdditions,
  startScriptEngine,
} from '@tacosmith/core/adapter'
import type { OnInput } from '../program/own-modules.ts'
import { bundleScripts, type ScriptInputs } from './build-scripts.ts'

/** A connector as it was read, the built scripts, and what was found on the way. */
export interface CheckedSources {
  snapshot: Snapshot
  scripts: Required<SnapshotAdditions>
}

/** Where the files come from, and who wants to know them. */
export interface SourceContext {
  /** The files of a connector that a stranger wrote: nothing else is read, and nothing is written into its folder. */
  untrusted?: ConnectorSource | undefined
  /** See {@link bundleScripts}. */
  onInput?: OnInput
  /** False leaves the types of attributes to the caller. Default true. */
  writeTypes?: boolean
}

/**
 * Builds the scripts that are written in TypeScript or as ES modules, as `tacosmith build` does, and reports what is wrong
 * with them as findings, so that they are listed with those in other files.
 *
 * @param purpose - For `build` the types of attributes are written. For `check` they are brought up to date where they
 *   exist, and it is no error that a module cannot be found: a bundler with aliases or loaders may know it.
 * @throws TacosmithError `connector-not-found`, `usage` for a wrong option, `environment` where a script cannot be
 *   lowered for want of a package.
 */
export async function checkScriptSources(
  options: TacoOptions,
  cwd: string,
  purpose: 'check' | 'build',
  { untrusted, onInput, writeTypes = true }: SourceContext = {},
): Promise<CheckedSources> {
  // Who only checks needs no key.
  const wanted = purpose === 'check' ? { ...options, sign: false as const } : options
  const snapshot = await new Session(wanted, { cwd, ...(untrusted && { source: untrusted }) }).read()
  if (untrusted === undefined && writeTypes) await refreshTypes[purpose](snapshot)
  const { folder, modules } = snapshot
  const { scripts } = snapshot.options
  const checked: CheckedSources = { snapshot, scripts: { overlay: {}, findings: [], sources: {} } }
  if (!scripts.check && purpose === 'check') return checked
  const isTried = scripts.check && scripts.trial && untrusted === undefined
  // It starts while esbuild is at work.
  if (modules.length > 0 && isTried) startScriptEngine()
  const inputs: ScriptInputs = { files: untrusted, ...(onInput && { onInput }) }
  const results = await Promise.all(
    modules.map((plan) => buildOne(plan, { ...inputs, folder }, scripts, purpose)),
  )
  for (const { overlay, findings, sources } of results) {
    Object.assign(checked.scripts.overlay, overlay)
    Object.assign(checked.scripts.sources, sources)
    checked.scripts.findings = [...checked.scripts.findings, ...findings]
  }
  return checked
}

const refreshTypes = { build: refreshTypesOfScripts, check: refreshExistingTypes }

async function buildOne(
  plan: ScriptPlan,
  { folder, ...inputs }: ScriptInputs & { folder: string },
  options: Required<ScriptOptions>,
  purpose: 'check' | 'build',
): Promise<FinishedScripts> {
  try {
    return await bundleScripts([plan], folder, options, inputs)
  } catch (error) {
    const unknown = purpose === 'build' ? undefined : inputs.files ? unresolved : unresolvedByName
    const findings = findingsOf(error, plan, unknown)
    return { overlay: {}, findings, sources: await textsOf(findings, folder) }
  }
}

/** For code frames: what could not be built left no map that holds them. */
async function textsOf(findings: readonly Diagnostic[], folder: string): Promise<Record<string, string>> {
  const texts: Record<string, string> = {}
  const boundary = projectBoundary(folder)
  for (const { file, line } of findings) {
    if (file === undefined || line === undefined || !boundary.holds(join(folder, file))) continue
    const text = await readFile(join(folder, file), 'utf8').catch(() => undefined)
    if (text !== undefined) texts[file] = text
  }
  return texts
}

/** What a bundler with aliases or loaders may know. */
const unresolved = /^(Could not resolve|No loader is configured)/
/** None has an alias for a path that leads from one file to another, unless the other must not be read. */
const unresolvedByName = /^(Could not resolve (?!"\.{1,2}\/)|No loader is configured)/

function findingsOf(error: unknown, plan: ScriptPlan, unknown: RegExp | undefined): Diagnostic[] {
  if (!(error instanceof TacosmithError) || error.code !== 'script') throw error
  const { cause, message, help = '' } = error
  if (cause instanceof BundleFailure && !cause.lacksDefaultExport) {
    return cause.faults.map((fault) => notBuilt(fault, plan, help, unknown))
  }
  const about = { script: plan.sourcePath }
  return [{ rule: 'script-export', severity: 'error', file: plan.sourcePath, message, help, about }]
}

function notBuilt(
  { text, file, line, column }: BundleFault,
  plan: ScriptPlan,
  help: string,
  unknown: RegExp | undefined,
): Diagnostic {
  const mayBeKnown = unknown?.test(text) === true
  return {
    rule: 'script-not-built',
    severity: mayBeKnown ? 'info' : 'error',
    // esbuild names files from the folder of the script on.
    file: file === undefined ? plan.sourcePath : posix.join(dirname(plan.sourcePath), file),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    message: mayBeKnown
      ? `${plan.sourcePath} is not checked, because it cannot be built without a bundler plugin: ${text}`
      : `${plan.sourcePath} cannot be built: ${text}`,
    help,
    about: { script: plan.sourcePath },
  }
}
