import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ScriptTarget } from '../../options.ts'
import type { BundleCheck, SourceLocator } from '../check-bundle.ts'
import { loweringMap } from '../lower-script.ts'
import type { ScriptPlan } from '../plan-scripts.ts'
import type { ScriptFacts } from '../script-facts.ts'
import { linesBeforeBundle } from '../wrap-script.ts'
import { type TrialFault, tryScript } from './try-script.ts'

/** A script that was bundled, lowered and wrapped. */
export interface FinishedBundle {
  plan: Pick<ScriptPlan, 'role' | 'sourcePath'>
  facts: ScriptFacts
  bundle: string
  /** What was made of the bundle. */
  code: string
  target: ScriptTarget
  locate: SourceLocator
}

/** Runs a script as it is packaged, and tells what goes wrong with its place in the sources. */
export async function tryBundle(finished: FinishedBundle): Promise<BundleCheck> {
  const { plan, facts, code, locate } = finished
  const faults = tryScript(code, plan.role, facts)
  const sources: Record<string, string> = {}
  if (faults.length === 0) return { findings: [], sources }
  const inBundle = await bundleLocator(finished)
  const findings = faults.map((fault): Diagnostic => {
    const { rule, severity, message, help = rule.help, place } = fault
    const bundlePlace = place && inBundle(place)
    const source = bundlePlace && locate(bundlePlace.line, bundlePlace.column)
    if (source?.text !== undefined) sources[source.file] = source.text
    return {
      rule: rule.id,
      severity,
      message,
      file: source?.file ?? plan.sourcePath,
      ...(source && { line: source.line, column: source.column }),
      help,
      ...(rule.url !== undefined && { url: rule.url }),
    }
  })
  return { findings, sources }
}

type PlaceInScript = NonNullable<TrialFault['place']>

/** Leads from the script as it is packaged to the bundle. The map is made anew: without faults nobody needs it. */
async function bundleLocator({
  bundle,
  plan,
  target,
}: FinishedBundle): Promise<(place: PlaceInScript) => PlaceInScript | undefined> {
  const map = await loweringMap(bundle, plan.sourcePath, target)
  if (map === undefined) return () => undefined
  const trace = new TraceMap(map)
  return ({ line, column }) => {
    const before = line - linesBeforeBundle
    if (before < 1) return undefined
    const original = originalPositionFor(trace, { line: before, column: column - 1 })
    return original.line === null ? undefined : { line: original.line, column: original.column + 1 }
  }
}
