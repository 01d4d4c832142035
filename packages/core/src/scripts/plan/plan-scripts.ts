import type { Connector, ScriptReference, ScriptRole } from '../../connector/connector.ts'
import type { ConnectorSource } from '../../connector/source.ts'
import type { Diagnostic } from '../../report/diagnostic.ts'
import { type ScriptFacts, scriptFacts } from '../analyse/script-facts.ts'
import { scriptShape } from '../analyse/script-shape.ts'

/** What has to be done with a script that the connection resolver names. */
export interface ScriptPlan {
  role: ScriptRole
  /** Where the resolver says the script is: the path in the `.taco`. */
  path: string
  /**
   * - `plain`: goes into the `.taco` byte for byte.
   * - `module`: a TypeScript file or an ES module; a bundler must build it and {@link wrapScript} wrap it.
   * - `missing`: there is neither such a file nor a source next to it.
   */
  kind: 'plain' | 'module' | 'missing'
  /** The file to build from; equals `path` unless a TypeScript or `.mjs` file stands in for it. */
  sourcePath: string
  /** Where the connection resolver names the script. */
  place: { file: string; line: number; column: number }
  /** What the connector says that a script is checked against; without it, less is checked. */
  facts?: ScriptFacts
}

/** Extensions of source files that stand in for a script `x.js`, in order of preference. */
const sourceExtensions = ['.ts', '.mts', '.tsx', '.mjs', '.jsx']

/**
 * Determines for each script of the resolver whether it is ready or must be built; one plan for each path.
 *
 * A resolver names `connectionBuilder.js`; the folder may hold `connectionBuilder.ts` instead, which wins where both
 * exist, as in TypeScript's own module resolution.
 */
export async function planScripts(connector: Connector): Promise<ScriptPlan[]> {
  const present = new Set(await connector.source.list())
  const plans = new Map<string, ScriptPlan>()
  for (const script of connector.scripts) {
    const plan = planScript(connector, script, present)
    if (plan && !plans.has(plan.path)) plans.set(plan.path, plan)
  }
  return [...plans.values()]
}

/**
 * Findings of {@link planScripts} that concern the author: a script of which two sources exist.
 *
 * @param source - The files as the author wrote them, without what a bundler made of them.
 */
export async function checkScriptPlans(
  source: ConnectorSource,
  plans: readonly ScriptPlan[],
): Promise<Diagnostic[]> {
  const present = new Set(await source.list())
  return plans
    .filter((plan) => plan.sourcePath !== plan.path && present.has(plan.path))
    .map((plan) => ({
      rule: 'script-two-sources',
      severity: 'warning',
      file: plan.path,
      message: `${plan.sourcePath} and ${plan.path} both exist; ${plan.sourcePath} is built and ${plan.path} ignored`,
      help: `Delete ${plan.path}, or rename ${plan.sourcePath} if ${plan.path} is the script you mean.`,
    }))
}

function planScript(
  connector: Connector,
  script: ScriptReference,
  present: ReadonlySet<string>,
): ScriptPlan | undefined {
  const { path, from, attribute } = script.reference
  if (path === undefined) return undefined
  const { line, column } = attribute.start
  const place = { file: from, line, column }
  const stem = path.replace(/\.[^./]*$/, '')
  const standIn = sourceExtensions.map((extension) => stem + extension).find((name) => present.has(name))
  const base = { role: script.role, path, place }
  if (standIn !== undefined && standIn !== path) {
    return { ...base, kind: 'module', sourcePath: standIn, facts: scriptFacts(connector) }
  }
  const file = connector.files.find((candidate) => candidate.path === path && candidate.kind === 'script')
  if (!file) return { ...base, kind: 'missing', sourcePath: path }
  const isModule = scriptShape(new TextDecoder().decode(file.bytes)) === 'module'
  if (!isModule) return { ...base, kind: 'plain', sourcePath: path }
  return { ...base, kind: 'module', sourcePath: path, facts: scriptFacts(connector) }
}
