import type { AnyNode } from 'acorn'
import type { ScriptOptions } from '../../build/options/options.ts'
import type { Connector, ScriptRole } from '../../connector/connector.ts'
import { Turns } from '../../connector/turns.ts'
import type { Diagnostic } from '../../report/diagnostic.ts'
import { type InspectedScript, inspectScript } from '../analyse/check-script.ts'
import { type ScriptFacts, scriptFacts } from '../analyse/script-facts.ts'
import { functionOf } from '../analyse/script-shape.ts'
import { readScriptTree } from '../analyse/script-tree.ts'
import { syntaxRules } from '../rules/catalogue.ts'
import { CheckedScript, runScriptRules, type ScriptPlace } from '../rules/script-rule.ts'
import { checkAllScripts } from '../rules/whole-connector.ts'
import { isWorthTrying, withoutKnownFaults } from '../trial/known-causes.ts'
import { tryScript } from '../trial/try-script.ts'

/** Which scripts {@link startScriptChecks} treats in another way, by path. */
export interface ScriptStates {
  /** Still to be built: not looked at. */
  unbuilt: ReadonlySet<string>
  /** Built by an adapter: what is read from the sources was checked there already, and the trial run made. */
  built: ReadonlySet<string>
}

/** Scripts that are checked, and may still be running. */
export interface StartedScriptChecks {
  /** What was found, once all have been tried. */
  findings(): Promise<Diagnostic[]>
}

/**
 * Checks every script of a connector as it would be packaged: each by itself, tried out unless somebody else made it,
 * and all of them against the connection fields. Trials go on in a thread of their own when this returns, so that there is
 * time for other work.
 */
export async function startScriptChecks(
  connector: Connector,
  { target, trial }: Pick<Required<ScriptOptions>, 'target' | 'trial'>,
  { unbuilt, built }: ScriptStates,
): Promise<StartedScriptChecks> {
  const turns = new Turns()
  const scripts = connector.files.filter(({ path, kind }) => kind === 'script' && !unbuilt.has(path))
  if (scripts.length === 0) return { findings: async () => [] }
  const facts = scriptFacts(connector)
  const checked: ScriptCheck[] = []
  for (const { path, bytes } of scripts) {
    await turns.next()
    const isSource = !built.has(path)
    const script = inspectScript(path, bytes, target, isSource)
    checked.push(checkOne(connector, path, script, facts, { isSource, trial: trial && isSource }))
  }
  return { findings: async () => await findingsOf(connector, checked) }
}

async function findingsOf(connector: Connector, checked: readonly ScriptCheck[]): Promise<Diagnostic[]> {
  const findings: Diagnostic[] = []
  for (const { found, tried } of checked) findings.push(...found, ...withoutKnownFaults(await tried, found))
  const rulesOf = new Map(checked.map(({ path, rules }) => [path, rules]))
  const all = connector.scripts.map(({ reference }) => rulesOf.get(reference.path ?? ''))
  const known = all.filter((script) => script !== undefined)
  return known.length === all.length ? [...findings, ...checkAllScripts(connector, known)] : findings
}

interface ScriptCheck {
  path: string
  /** What the rules are held against; undefined for a script that could not be parsed. */
  rules: CheckedScript | undefined
  found: Diagnostic[]
  /** What a trial run shows, which goes on in another thread. */
  tried: Promise<Diagnostic[]>
}

function checkOne(
  connector: Connector,
  path: string,
  script: InspectedScript,
  facts: ScriptFacts,
  { isSource, trial }: { isSource: boolean; trial: boolean },
): ScriptCheck {
  const { program } = script
  const found = [...script.findings]
  if (program === undefined) return { path, rules: undefined, found, tried: Promise.resolve([]) }
  const entry = functionOf(program)
  const rules = new CheckedScript(readScriptTree(program), entry, roleOf(connector, path), facts)
  if (isSource) found.push(...runScriptRules(syntaxRules, rules, (node) => placeIn(path, node)))
  const isTried = trial && isWorthTrying(found)
  const tried = isTried ? tryOut(script, rules, placeIn(path, entry ?? program)) : Promise.resolve([])
  // Whoever awaits it gets the rejection; until then nobody does.
  tried.catch(() => {})
  return { path, rules, found, tried }
}

function roleOf({ scripts }: Connector, path: string): ScriptRole {
  return scripts.find(({ reference }) => reference.path === path)?.role ?? 'connection-builder'
}

function placeIn(file: string, { loc }: AnyNode): ScriptPlace {
  return { file, line: loc?.start.line ?? 1, column: (loc?.start.column ?? 0) + 1 }
}

/** @param whole - Where faults of the whole script are reported. */
async function tryOut(
  { text }: InspectedScript,
  { role, facts }: CheckedScript,
  whole: ScriptPlace,
): Promise<Diagnostic[]> {
  if (facts.isUntrusted) return []
  const faults = await tryScript(text, role, facts)
  return faults.map(({ rule, severity, message, help = rule.help, place }) => ({
    rule: rule.id,
    severity,
    message,
    ...whole,
    ...place,
    help,
    ...(rule.url !== undefined && { url: rule.url }),
  }))
}
