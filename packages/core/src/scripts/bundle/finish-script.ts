import { setImmediate } from 'node:timers/promises'
import type { ScriptTarget } from '../../build/options/options.ts'
import type { Diagnostic } from '../../report/diagnostic.ts'
import type { ScriptPlan } from '../plan/plan-scripts.ts'
import { isWorthTrying, withoutKnownFaults } from '../trial/known-causes.ts'
import { tryBundle } from '../trial/try-bundle.ts'
import { type BundleCheck, type BundlePlan, checkBundle, type SourceLocator } from './check-bundle.ts'
import { inTwoSteps, offsetAt, placeAt, type TextPlace } from './edited-text.ts'
import { lowerScript } from './lower-script.ts'
import { tidyBundle } from './tidy-bundle.ts'
import { wrapBundle } from './wrap-script.ts'

/** What {@link finishScript} takes in addition to the bundle. */
export interface FinishOptions {
  target: ScriptTarget
  /** Look for what Tableau's engine lacks. */
  check: boolean
  /** Run the script to see whether it throws; only where `check` is true and the plan has facts. Default false. */
  trial?: boolean | undefined
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
  plan: Pick<ScriptPlan, 'role' | 'path' | 'sourcePath' | 'facts'> & Pick<BundlePlan, 'provided'>,
  bundle: string,
  { target, check, trial = false, locate = () => undefined }: FinishOptions,
): Promise<FinishedScript> {
  const tidied = tidyBundle(plan.role, bundle)
  const [lowered, checked] = await Promise.all([
    lowerScript(tidied.text, plan.sourcePath, target),
    check ? checkMeanwhile(plan, bundle, locate) : { findings: [], sources: {} },
  ])
  const made = inTwoSteps(inTwoSteps(tidied, lowered), wrapBundle(plan.role, lowered.text))
  const code = made.text
  const { facts } = plan
  if (!check || !trial || facts === undefined || !isWorthTrying(checked.findings)) return { code, ...checked }
  const inBundle = (place: TextPlace): TextPlace | undefined => {
    const offset = made.originOf(offsetAt(code, place))
    return offset === undefined ? undefined : placeAt(bundle, offset)
  }
  const tried = await tryBundle({ plan, facts, code, inBundle, locate })
  return {
    code,
    findings: [...checked.findings, ...withoutKnownFaults(tried.findings, checked.findings)],
    sources: { ...checked.sources, ...tried.sources },
  }
}

/** Lets the program that lowers the script begin before the check keeps this thread busy. */
async function checkMeanwhile(...check: Parameters<typeof checkBundle>): Promise<BundleCheck> {
  await setImmediate()
  return checkBundle(...check)
}
