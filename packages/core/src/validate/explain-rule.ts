import type { RuleId } from '../diagnostics/diagnostic.ts'
import { TacosmithError } from '../errors.ts'
import { nearestName } from '../nearest-name.ts'
import { type RuleDescription, ruleDescriptions } from './rules/index.ts'
import type { RuleExample } from './rules/rule-example.ts'

/** Everything there is to say about a rule. */
export interface RuleExplanation extends RuleDescription {
  /** Why it matters, and how a connector breaks and keeps it; undefined for rules on signatures. */
  example: Pick<RuleExample, 'why' | 'file' | 'wrong' | 'right'> | undefined
}

/**
 * Explains a rule.
 *
 * @throws TacosmithError `usage` where there is no such rule; the help names one that is spelled alike.
 */
export async function explainRule(id: RuleId): Promise<RuleExplanation> {
  const description = ruleDescriptions.find((rule) => rule.id === id)
  if (description === undefined) {
    const near = nearestName(
      id,
      ruleDescriptions.map((rule) => rule.id),
    )
    throw new TacosmithError('usage', `there is no rule "${id}"`, {
      help: near === undefined ? 'docs/rules.md lists all rules.' : `Did you mean "${near}"?`,
    })
  }
  // Loaded here only: nobody else needs the examples.
  const { ruleExamples } = await import('./rules/examples.ts')
  return { ...description, example: ruleExamples.find(({ rule }) => rule === id) }
}

/** The explanations of all rules, sorted by id. */
export async function explainAllRules(): Promise<RuleExplanation[]> {
  const ids = [...new Set(ruleDescriptions.map(({ id }) => id))].sort()
  return await Promise.all(ids.map(explainRule))
}
