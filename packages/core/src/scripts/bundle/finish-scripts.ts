import type { ScriptOptions } from '../../build/options/options.ts'
import type { Diagnostic } from '../../report/diagnostic.ts'
import type { ScriptPlan } from '../plan/plan-scripts.ts'
import type { SourceLocator } from './check-bundle.ts'
import { finishScript } from './finish-script.ts'

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
  const built = plans.flatMap((plan) => {
    const bundle = bundles.get(plan.path)
    return bundle === undefined ? [] : [{ plan, bundle }]
  })
  // All at once: the time goes into waiting for the program that lowers them.
  const finished = await Promise.all(
    built.map(({ plan, bundle }) =>
      finishScript(plan, bundle.code, { ...options, locate: bundle.locate }).then((script) => ({
        plan,
        script,
      })),
    ),
  )
  return {
    overlay: Object.fromEntries(finished.map(({ plan, script }) => [plan.path, script.code])),
    findings: finished.flatMap(({ script }) => script.findings),
    sources: Object.assign({}, ...finished.map(({ script }) => script.sources)) as Record<string, string>,
  }
}
