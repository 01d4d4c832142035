import type { Connector } from '../connector/connector.ts'
import { findConnectorFolder, folderSource, overlaySource, readConnector } from '../connector/index.ts'
import type { ConnectorSource } from '../connector/source.ts'
import { collapseBlanks } from '../connector/xml-query.ts'
import type { Diagnostic, Report } from '../report/diagnostic.ts'
import { createReport } from '../report/report.ts'
import { startScriptEngine } from '../engine/script-engine.ts'
import type { ResolvedOptions, TacoOptions } from '../options.ts'
import { resolveOptions } from '../resolve-options.ts'
import { checkScripts } from '../scripts/check/check-scripts.ts'
import { checkScriptPlans, planScripts, type ScriptPlan } from '../scripts/plan/plan-scripts.ts'
import type { SignatureCache } from './signature-cache.ts'
import { applyIgnoreComments } from '../rules/ignore-comments.ts'
import { applyRuleSettings, loadEngine, type XmlEngineName } from '../rules/index.ts'
import { epsNotPackaged, webDataSuperclass } from '../rules/web-data/index.ts'
import { connectorFindings, engineFor, ruleIds } from '../rules/validate-connector.ts'

/** What `buildTaco`, `checkConnector` and `openProject` take beside the options. */
export interface BuildContext {
  /** The folder that relative paths in the options start from. Default: the current folder. */
  cwd?: string
  /** Files that stand over those of the connector folder: the scripts that a bundler built. */
  overlay?: Record<string, string | Uint8Array>
  /** What an adapter found in the sources of the scripts. */
  findings?: readonly Diagnostic[]
  /** The texts of further files that findings name, for code frames. */
  sources?: Record<string, string>
  /** Where the connector comes from instead of the folder, for instance from memory. */
  source?: ConnectorSource
  /** The connector as it was read before: what has not changed since is neither parsed nor checked again. */
  earlier?: Connector | undefined
  /** False leaves the writing to the caller: bundlers emit the bytes themselves. Default true. */
  write?: boolean
  /** Default: the environment of this process. */
  environment?: Record<string, string | undefined>
  /** Keep one from build to build, and an unchanged connector is not signed anew. */
  signatures?: SignatureCache
  /** Called when `buildTaco` begins with a step, for showing progress. */
  onStep?: (step: BuildStep) => void
}

/** What `buildTaco` is doing; while it waits for a timestamp, with the host it waits for. */
export type BuildStep =
  | { name: 'validate' | 'package' | 'sign' | 'verify' | 'write' }
  | { name: 'timestamp'; authority: string }

/** What {@link checkConnector} found. */
export interface CheckedConnector {
  /** The connector's folder, absolute, or what its source is called. */
  name: string
  report: Report
  /** The XML engine that checked the files. */
  engine: XmlEngineName
  /** The text of a file that a finding names, for code frames; undefined where it is not text of the connector. */
  readSource(file: string): string | undefined
}

/**
 * Validates a connector without packaging it.
 *
 * A script whose TypeScript or module source stands beside it counts as present: a bundler will build it.
 *
 * @throws TacosmithError `usage` for a wrong option, `connector-not-found` where there is no connector.
 */
export async function checkConnector(
  options: TacoOptions = {},
  context: BuildContext = {},
): Promise<CheckedConnector> {
  const resolved = resolveOptions(options, context.environment)
  const opened = await openConnector(resolved, context)
  const findings = await validateWithScripts(opened, resolved, context, 'check')
  return {
    name: opened.connector.source.name,
    report: createReport(findings, resolved.validate),
    engine: (await loadEngine(engineFor(opened.connector.source, resolved.validate.engine))).name,
    readSource: sourceReader(opened.connector, context),
  }
}

/** A connector and where its files come from before anything was laid over them. */
export interface OpenedConnector {
  connector: Connector
  base: ConnectorSource
}

/** Reads the connector that the options and the context name. */
export async function openConnector(
  options: ResolvedOptions,
  context: BuildContext,
): Promise<OpenedConnector> {
  const base =
    context.source ?? folderSource(await findConnectorFolder(context.cwd ?? '.', options.connector))
  const source = context.overlay ? overlaySource(base, context.overlay) : base
  return { connector: await readConnector(source, context.earlier), base }
}

/** Everything that is wrong with a connector, its scripts included. */
export async function validateWithScripts(
  { connector, base }: OpenedConnector,
  options: ResolvedOptions,
  context: BuildContext,
  purpose: 'build' | 'check',
): Promise<Diagnostic[]> {
  const { check, trial } = options.scripts
  const isTried = check && trial && connector.scripts.length > 0 && connector.source.isUntrusted !== true
  // It starts while the XML is checked.
  if (isTried) startScriptEngine()
  const plans = await planScripts(connector)
  const unbuilt = plans.filter((plan) => plan.kind === 'module' && context.overlay?.[plan.path] === undefined)
  // The adapter may have said already why there is none.
  const unexplained = unbuilt.filter(
    (plan) => !context.findings?.some((finding) => tellsWhyNotBuilt(finding, plan)),
  )
  const states = {
    unbuilt: new Set(unbuilt.map((plan) => plan.path)),
    built: new Set(Object.keys(context.overlay ?? {})),
  }
  const ofConnector = await connectorFindings(connector, options.validate)
  const findings = [
    ...ofConnector.filter((finding) => !unbuilt.some((plan) => isMissingFileOf(finding, plan))),
    ...(context.findings ?? []),
    ...(purpose === 'build' ? [...unexplained.map(scriptNotBuilt), ...refuseWebData(connector)] : []),
    ...(await checkScriptPlans(base, plans)),
    ...(options.scripts.check ? checkScripts(connector, options.scripts, states) : []),
  ]
  const scripts = options.scripts.check ? await checkedScripts(base, plans, context) : undefined
  return applyRuleSettings(applyIgnoreComments(findings, connector, ruleIds, scripts), options.validate.rules)
}

/**
 * What authors wrote of scripts that were checked: plain ones, sources of those that were built, and whatever else an
 * adapter found fault with.
 */
async function checkedScripts(
  base: ConnectorSource,
  plans: readonly ScriptPlan[],
  { overlay = {}, sources = {} }: BuildContext,
): Promise<ReadonlyMap<string, string>> {
  const checked = plans.filter(({ kind, path }) => kind === 'plain' || overlay[path] !== undefined)
  const texts = new Map<string, string>()
  for (const { sourcePath } of checked) {
    const bytes = await base.read(sourcePath)
    if (bytes !== undefined) texts.set(sourcePath, new TextDecoder().decode(bytes))
  }
  for (const [file, text] of Object.entries(sources)) texts.set(file, text)
  return texts
}

function isMissingFileOf(finding: Diagnostic, plan: ScriptPlan): boolean {
  const { file, line, column } = plan.place
  const samePlace = finding.file === file && finding.line === line && finding.column === column
  return finding.rule === 'referenced-file-missing' && samePlace
}

function tellsWhyNotBuilt({ rule, message }: Diagnostic, { sourcePath }: ScriptPlan): boolean {
  const isAboutBuilding = rule === 'script-not-built' || rule === 'script-export'
  // The place of the finding may be in a module that the script imports.
  return isAboutBuilding && message.startsWith(`${sourcePath} `)
}

function scriptNotBuilt(plan: ScriptPlan): Diagnostic {
  return {
    rule: 'script-not-built',
    severity: 'error',
    ...plan.place,
    message: `${plan.path} must be built from ${plan.sourcePath} first`,
    help: 'Build the connector with a bundler plugin, for instance @tacosmith/vite-plugin, instead of this command.',
  }
}

/** Of a web data connector only the description is here; the application that Tableau runs would be missing. */
function refuseWebData({ superclass, files }: Connector): Diagnostic[] {
  if (collapseBlanks(superclass ?? '') !== webDataSuperclass) return []
  const { id: rule, severity, help, url = '' } = epsNotPackaged
  const message = 'the superclass is eps: a web data connector cannot be packaged from its XML files'
  return [{ rule, severity, message, file: files[0]?.path ?? 'manifest.xml', help, url }]
}

/** Gives the text of the connector's files, for code frames. */
export function sourceReader(
  connector: Connector,
  context: BuildContext,
): (file: string) => string | undefined {
  const decoder = new TextDecoder()
  return (path) => {
    if (context.sources?.[path] !== undefined) return context.sources[path]
    const file = connector.files.find((candidate) => candidate.path === path)
    return file && (file.document?.text ?? decoder.decode(file.bytes))
  }
}
