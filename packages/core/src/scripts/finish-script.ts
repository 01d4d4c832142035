import type { ScriptTarget } from '../options.ts'
import { lowerToEs5 } from './lower-script.ts'
import type { ScriptPlan } from './plan-scripts.ts'
import { wrapScript } from './wrap-script.ts'

/**
 * Turns what a bundler made of a script into what goes into the `.taco`: lowered where the bundler could not, and
 * wrapped.
 *
 * @param bundle - See {@link wrapScript}; at most of the level es2016, or of `target` where that is lower, except
 *   for es5, which is reached here.
 * @throws TacosmithError see `lowerToEs5`.
 */
export async function finishScript(
  plan: Pick<ScriptPlan, 'role' | 'path'>,
  bundle: string,
  target: ScriptTarget,
): Promise<string> {
  const lowered = target === 'es5' ? await lowerToEs5(bundle, plan.path) : bundle
  return wrapScript(plan.role, lowered)
}
