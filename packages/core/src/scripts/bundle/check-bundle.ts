import type { AnyNode } from 'acorn'
import type { Diagnostic } from '../../report/diagnostic.ts'
import { tooLargeHelp } from '../analyse/check-script.ts'
import { findMissingGlobals } from '../analyse/missing-globals.ts'
import { missingLibrary } from '../analyse/missing-library.ts'
import { parseScript } from '../analyse/parse-script.ts'
import { refusedPatterns } from '../analyse/refused-syntax.ts'
import { readScriptTree, type ScriptTree } from '../analyse/script-tree.ts'
import type { ScriptPlan } from '../plan/plan-scripts.ts'
import { syntaxRules } from '../rules/catalogue.ts'
import { CheckedScript, isForeign, runScriptRules, type ScriptPlace } from '../rules/script-rule.ts'
import { exportedFunction, type FunctionNode } from './exported-function.ts'
import { bundleVariable } from './wrap-script.ts'

/** A place in a file that an author wrote. */
export interface SourcePlace {
  /** Relative to the connector folder, forward slashes; may start with `..`. */
  file: string
  /** 1-based. */
  line: number
  /** 1-based. */
  column: number
  /** What the file holds, for code frames; undefined where the source map does not say. */
  text?: string | undefined
}

/** Finds the place in the sources that a place of the bundle (both 1-based) came from. */
export type SourceLocator = (line: number, column: number) => SourcePlace | undefined

/** What {@link checkBundle} found. */
export interface BundleCheck {
  findings: Diagnostic[]
  /** The texts of the files that the findings name, as far as they are known. */
  sources: Record<string, string>
}

/** What {@link checkBundle} needs to know of a script; without the facts only the engine's limits are looked for. */
export type BundlePlan = Pick<ScriptPlan, 'sourcePath'> &
  Partial<Pick<ScriptPlan, 'role' | 'facts'>> & {
    /** Names of globals that the script will find beside Tableau's, default none. */
    provided?: readonly string[] | undefined
  }

/**
 * Checks a bundle before it is lowered, because lowering hides what the author wrote: library features that the
 * engine lacks, regular expressions that it gets wrong, a default export that is not a plain function, and what the
 * script does with attributes and Tableau's globals.
 *
 * Rules: `script-too-large`, `script-library`, `script-syntax`, `script-export`, and those on what scripts do.
 */
export function checkBundle(plan: BundlePlan, bundle: string, locate: SourceLocator): BundleCheck {
  const sources: Record<string, string> = {}
  const findings = checkSyntaxTree(plan, bundle, (line, column) => {
    const place = locate(line, column)
    if (place === undefined) return { file: plan.sourcePath }
    if (place.text !== undefined) sources[place.file] = place.text
    return { file: place.file, line: place.line, column: place.column }
  })
  return { findings, sources }
}

function checkSyntaxTree(
  plan: BundlePlan,
  bundle: string,
  placeOf: (line: number, column: number) => ScriptPlace,
): Diagnostic[] {
  const parsed = parseScript(bundle, 'latest', 'script')
  if ('error' in parsed) {
    const { message, line, column, isTooLarge } = parsed.error
    if (isTooLarge) return [finding('script-too-large', { file: plan.sourcePath }, message, tooLargeHelp)]
    return [finding('script-syntax', placeOf(line, column), `the bundle is not a script: ${message}`)]
  }
  const place = (node: AnyNode) => placeOf(node.loc?.start.line ?? 1, (node.loc?.start.column ?? 0) + 1)
  const tree = readScriptTree(parsed.program)
  const entry = exportedFunction(tree)
  return [
    ...findMissingGlobals(tree, entry, [bundleVariable, ...(plan.provided ?? [])]).flatMap(
      ({ node, ...found }) => {
        const at = place(node)
        return found.severity !== 'error' && isForeign(at)
          ? []
          : [{ rule: 'script-library', ...at, ...found }]
      },
    ),
    ...missingLibrary(parsed.program).map(({ construct, node, help }) =>
      finding('script-library', place(node), `Tableau's script engine does not have ${construct}`, help),
    ),
    ...refusedPatterns(parsed.program).map(({ construct, node }) =>
      finding('script-syntax', place(node), `Tableau's script engine does not run ${construct}`, patternHelp),
    ),
    ...checkExport(plan, entry, place),
    ...checkContent(plan, tree, entry, place),
  ]
}

function checkContent(
  { role, facts }: BundlePlan,
  tree: ScriptTree,
  entry: FunctionNode | undefined,
  placeOf: (node: AnyNode) => ScriptPlace,
): Diagnostic[] {
  if (role === undefined || facts === undefined) return []
  return runScriptRules(syntaxRules, new CheckedScript(tree, entry, role, facts), placeOf)
}

const patternHelp = 'Write the regular expression another way: no tool can lower it.'

function checkExport(
  plan: Pick<ScriptPlan, 'sourcePath'>,
  exported: FunctionNode | undefined,
  place: (node: AnyNode) => ScriptPlace,
): Diagnostic[] {
  if (exported === undefined) return []
  const wrong = exported.async ? 'an async function' : exported.generator ? 'a generator' : undefined
  if (wrong === undefined) return []
  const message = `the default export of ${plan.sourcePath} is ${wrong}; Tableau takes what it returns at once`
  const help = 'Export a function that returns its result: export default (attr) => [...]'
  return [finding('script-export', place(exported), message, help)]
}

function finding(rule: string, place: ScriptPlace, message: string, help?: string): Diagnostic {
  return { rule, severity: 'error', ...place, message, ...(help ? { help } : {}) }
}
