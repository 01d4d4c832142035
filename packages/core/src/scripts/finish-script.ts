import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { ScriptTarget } from '../options.ts'
import { checkBundle, type SourceLocator } from './check-bundle.ts'
import { lowerScript } from './lower-script.ts'
import type { ScriptPlan } from './plan-scripts.ts'
import { wrapScript } from './wrap-script.ts'

/** What {@link finishScript} takes beside the bundle. */
export interface FinishOptions {
  target: ScriptTarget
  /** Look for what Tableau's engine lacks. */
  check: boolean
  /** Leads from the bundle back to the sources; without it findings name no line. */
  locate?: SourceLocator | undefined
}

/** A script as it goes into the `.taco`, and what is wrong with its sources. */
export interface FinishedScript {
  code: string
  findings: Diagnostic[]
  /** The texts of the files that the findings name, as far as they are known. */
  sources: Record<string, string>
}

/**
 * Turns what a bundler made of a script into what goes into the `.taco`: checked, lowered and wrapped.
 *
 * @param bundle - See `wrapScript`. Give it in the newest syntax: lowering belongs here, after the checks.
 * @throws TacosmithError see `lowerScript`.
 */
export async function finishScript(
  plan: Pick<ScriptPlan, 'role' | 'path' | 'sourcePath'>,
  bundle: string,
  { target, check, locate = () => undefined }: FinishOptions,
): Promise<FinishedScript> {
  const checked = check ? checkBundle(plan, bundle, locate) : { findings: [], sources: {} }
  const lowered = await lowerScript(bundle, plan.sourcePath, target)
  return { code: wrapScript(plan.role, lowered), ...checked }
}
