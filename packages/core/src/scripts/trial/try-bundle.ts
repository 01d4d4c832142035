import type { Diagnostic } from '../../report/diagnostic.ts'
import type { ScriptFacts } from '../analyse/script-facts.ts'
import type { BundleCheck, SourceLocator } from '../bundle/check-bundle.ts'
import type { TextPlace } from '../bundle/edited-text.ts'
import type { ScriptPlan } from '../plan/plan-scripts.ts'
import { tryScript } from './try-script.ts'

/** A script that was bundled, lowered and wrapped. */
export interface FinishedBundle {
  plan: Pick<ScriptPlan, 'role' | 'sourcePath'>
  facts: ScriptFacts
  /** What was made of the bundle. */
  code: string
  /** Leads from the code back to the bundle. */
  inBundle(place: TextPlace): TextPlace | undefined
  locate: SourceLocator
}

/** Runs a script as it is packaged, and reports what goes wrong with its place in the sources. */
export async function tryBundle({
  plan,
  facts,
  code,
  inBundle,
  locate,
}: FinishedBundle): Promise<BundleCheck> {
  const faults = await tryScript(code, plan.role, facts)
  const sources: Record<string, string> = {}
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
