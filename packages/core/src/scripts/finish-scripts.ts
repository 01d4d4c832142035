import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { ScriptOptions } from '../options.ts'
import type { SourceLocator } from './check-bundle.ts'
import { finishScript } from './finish-script.ts'
import type { ScriptPlan } from './plan-scripts.ts'

/** What a bundler made of one script. */
export interface ScriptBundle {
  /** See `wrapScript`; in the newest syntax. */
  code: string
  /** Leads from the code back to the sources; without it findings name no line. */
  locate?: SourceLocator | undefined
}

/** All scripts of a connector, as `buildTaco` takes them. */
export interface FinishedScripts {
  /** The scripts by their path in the `.taco`. */
  overlay: Record<string, string>
  findings: Diagnostic[]
  /** The texts of the files that the findings name, as far as they are known. */
  sources: Record<string, string>
}

/**
 * Finishes every script that a bundler built, see `finishScript`.
 *
 * @param plans - Those without a bundle are passed over.
 * @param bundles - By the script's path in the `.taco`.
 * @throws TacosmithError see `lowerScript`.
 */
export async function finishScripts(
  plans: readonly ScriptPlan[],
  bundles: ReadonlyMap<string, ScriptBundle>,
  options: Required<ScriptOptions>,
): Promise<FinishedScripts> {
  const scripts: FinishedScripts = { overlay: {}, findings: [], sources: {} }
  for (const plan of plans) {
    const bundle = bundles.get(plan.path)
    if (bundle === undefined) continue
    const finished = await finishScript(plan, bundle.code, { ...options, locate: bundle.locate })
    scripts.overlay[plan.path] = finished.code
    scripts.findings.push(...finished.findings)
    Object.assign(scripts.sources, finished.sources)
  }
  return scripts
}
