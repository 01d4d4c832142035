import type { AnyNode, Program } from 'acorn'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { exportedFunction } from './exported-function.ts'
import { missingLibrary } from './missing-library.ts'
import { parseScript } from './parse-script.ts'
import type { ScriptPlan } from './plan-scripts.ts'
import { refusedPatterns } from './refused-syntax.ts'

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

/**
 * Checks a bundle before it is lowered, because lowering hides what the author wrote: library features that the
 * engine lacks, regular expressions that it gets wrong, and a default export that is not a plain function.
 *
 * Rules: `script-library`, `script-syntax`, `script-export`.
 */
export function checkBundle(
  plan: Pick<ScriptPlan, 'sourcePath'>,
  bundle: string,
  locate: SourceLocator,
): BundleCheck {
  const sources: Record<string, string> = {}
  const findings = checkSyntaxTree(plan, bundle, (line, column) => {
    const place = locate(line, column)
    if (place === undefined) return { file: plan.sourcePath }
    if (place.text !== undefined) sources[place.file] = place.text
    return { file: place.file, line: place.line, column: place.column }
  })
  return { findings, sources }
}

/** The part of a finding that says where it is. */
type Place = Pick<Diagnostic, 'file' | 'line' | 'column'>

function checkSyntaxTree(
  plan: Pick<ScriptPlan, 'sourcePath'>,
  bundle: string,
  placeOf: (line: number, column: number) => Place,
): Diagnostic[] {
  const parsed = parseScript(bundle, 'latest', 'script')
  if ('error' in parsed) {
    const { message, line, column } = parsed.error
    return [finding('script-syntax', placeOf(line, column), `the bundle is no script: ${message}`)]
  }
  const place = (node: AnyNode) => placeOf(node.loc?.start.line ?? 1, (node.loc?.start.column ?? 0) + 1)
  return [
    ...missingLibrary(parsed.program).map(({ construct, node, help }) =>
      finding('script-library', place(node), `Tableau's script engine does not have ${construct}`, help),
    ),
    ...refusedPatterns(parsed.program).map(({ construct, node }) =>
      finding('script-syntax', place(node), `Tableau's script engine does not run ${construct}`, patternHelp),
    ),
    ...checkExport(plan, parsed.program, place),
  ]
}

const patternHelp = 'Write the regular expression another way: no tool can lower it.'

function checkExport(
  plan: Pick<ScriptPlan, 'sourcePath'>,
  program: Program,
  place: (node: AnyNode) => Place,
): Diagnostic[] {
  const exported = exportedFunction(program)
  if (exported === undefined) return []
  const wrong = exported.async ? 'an async function' : exported.generator ? 'a generator' : undefined
  if (wrong === undefined) return []
  const message = `the default export of ${plan.sourcePath} is ${wrong}; Tableau takes what it returns at once`
  const help = 'Export a function that returns its result: export default (attr) => [...]'
  return [finding('script-export', place(exported), message, help)]
}

function finding(rule: string, place: Place, message: string, help?: string): Diagnostic {
  return { rule, severity: 'error', ...place, message, ...(help ? { help } : {}) }
}
