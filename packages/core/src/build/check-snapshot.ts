import type { Connector } from '../connector/connector.ts'
import type { ConnectorSource } from '../connector/source.ts'
import { collapseBlanks } from '../connector/xml-query.ts'
import { startScriptEngine } from '../engine/script-engine.ts'
import type { Diagnostic, Report } from '../report/diagnostic.ts'
import { createReport } from '../report/report.ts'
import { applyIgnoreComments } from '../rules/ignore-comments.ts'
import { applyRuleSettings, loadEngine, type XmlEngineName } from '../rules/index.ts'
import { connectorFindings, engineFor, ruleIds } from '../rules/validate-connector.ts'
import { rule as epsNotPackaged } from '../rules/web-data/eps-not-packaged.ts'
import { webDataSuperclass } from '../rules/web-data/superclass.ts'
import { startScriptChecks } from '../scripts/check/check-scripts.ts'
import { checkScriptPlans, type ScriptPlan } from '../scripts/plan/plan-scripts.ts'
import { connectorWith, type Snapshot } from './snapshot.ts'

/** What an adapter adds to a snapshot. */
export interface SnapshotAdditions {
  /** Files that replace those of the connector: the scripts that a bundler built. */
  overlay?: Record<string, string | Uint8Array>
  /** What was found in the sources of the scripts. */
  findings?: readonly Diagnostic[]
  /** The texts of further files that findings name, for code frames. */
  sources?: Record<string, string>
}

/** What `checkConnector` found. */
export interface CheckedConnector {
  /** The connector's folder, absolute, or what its source is called. */
  name: string
  report: Report
  /** The XML engine that checked the files. */
  engine: XmlEngineName
  /** The text of a file that a finding names, for code frames; undefined where it is not text of the connector. */
  readSource(file: string): string | undefined
}

/** Finds everything that is wrong with a connector, and packages nothing. */
export async function checkSnapshot(
  snapshot: Snapshot,
  additions: SnapshotAdditions = {},
): Promise<CheckedConnector> {
  const { options, source } = snapshot
  const connector = await connectorWith(snapshot, additions.overlay)
  const findings = await findingsOf(snapshot, connector, additions, 'check')
  return {
    name: source.name,
    report: createReport(findings, options.validate),
    engine: (await loadEngine(engineFor(source, options.validate.engine))).name,
    readSource: sourceReader(connector, additions),
  }
}

/**
 * Everything that is wrong with a connector, its scripts included.
 *
 * @param connector - That of the snapshot with the files that are laid over it.
 * @param purpose - For `build` every script must have been built.
 */
export async function findingsOf(
  { options, source, scripts: plans }: Snapshot,
  connector: Connector,
  additions: SnapshotAdditions,
  purpose: 'build' | 'check',
): Promise<Diagnostic[]> {
  const { overlay = {}, findings: found = [] } = additions
  const { check, trial } = options.scripts
  // It starts while the XML is checked.
  if (check && trial && connector.scripts.length > 0 && source.isUntrusted !== true) startScriptEngine()
  const unbuilt = plans.filter((plan) => plan.kind === 'module' && overlay[plan.path] === undefined)
  const states = { unbuilt: new Set(unbuilt.map(({ path }) => path)), built: new Set(Object.keys(overlay)) }
  // Of what a script becomes that is not built yet, nobody can tell what it uses.
  const files = connector.files.filter(({ path }) => !states.unbuilt.has(path))
  // Scripts come first: while they run in a thread of their own, the rules look at the XML.
  const scripts = check ? await startScriptChecks(connector, options.scripts, states) : undefined
  const ofConnector = await connectorFindings({ ...connector, files }, options.validate)
  const findings = [
    ...ofConnector.filter((finding) => !unbuilt.some((plan) => isMissingFileOf(finding, plan))),
    ...found,
    ...(purpose === 'build'
      ? [...unexplained(unbuilt, found).map(notBuilt), ...refuseWebData(connector)]
      : []),
    ...(await checkScriptPlans(source, plans)),
    ...((await scripts?.findings()) ?? []),
  ]
  const texts = check ? await checkedScripts(source, plans, additions) : undefined
  return applyRuleSettings(applyIgnoreComments(findings, connector, ruleIds, texts), options.validate.rules)
}

/** Gives the text of the connector's files, for code frames. */
export function sourceReader(
  connector: Connector,
  { sources = {} }: SnapshotAdditions,
): (file: string) => string | undefined {
  const decoder = new TextDecoder()
  return (path) => {
    if (sources[path] !== undefined) return sources[path]
    const file = connector.files.find((candidate) => candidate.path === path)
    return file && (file.document?.text ?? decoder.decode(file.bytes))
  }
}

/**
 * What authors wrote of scripts that were checked: plain ones, sources of those that were built, and whatever else an
 * adapter found fault with.
 */
async function checkedScripts(
  source: ConnectorSource,
  plans: readonly ScriptPlan[],
  { overlay = {}, sources = {} }: SnapshotAdditions,
): Promise<ReadonlyMap<string, string>> {
  const checked = plans.filter(({ kind, path }) => kind === 'plain' || overlay[path] !== undefined)
  const texts = new Map<string, string>()
  for (const { sourcePath } of checked) {
    const bytes = await source.read(sourcePath)
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

/** Those of which the adapter has not said why there is none. */
function unexplained(unbuilt: readonly ScriptPlan[], findings: readonly Diagnostic[]): ScriptPlan[] {
  const explained = new Set(findings.map(({ about }) => about?.script))
  return unbuilt.filter(({ sourcePath }) => !explained.has(sourcePath))
}

function notBuilt(plan: ScriptPlan): Diagnostic {
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
