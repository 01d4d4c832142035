import { TacosmithError } from '../errors.ts'
import { nearestName } from '../report/nearest-name.ts'
import { type RuleDescription, ruleDescriptions } from './all-rules.ts'
import type { RuleExample } from './rule-example.ts'

/** How a connector breaks and keeps a rule. */
export interface RuleExplanationExample {
  /** What happens to an author who ignores the rule, in Markdown. */
  why: string
  /** What the snippets are: part of a file, a file's name, or a list of the connector's files. */
  from: { kind: 'file' | 'file-name' | 'file-list'; file: string }
  wrong: string
  right: string
}

/** Everything that is known about a rule. */
export interface RuleExplanation extends RuleDescription {
  /** Undefined for rules on packaged files, of which no snippet can be shown. */
  example: RuleExplanationExample | undefined
}

/**
 * Explains a rule.
 *
 * @throws TacosmithError `usage` where there is no such rule; the help suggests the most similar name.
 */
export async function explainRule(id: string): Promise<RuleExplanation> {
  const description = ruleDescriptions.find((rule) => rule.id === id)
  if (description === undefined) {
    const near = nearestName(
      id,
      ruleDescriptions.map((rule) => rule.id),
    )
    throw new TacosmithError('usage', `there is no rule "${id}"`, {
      help:
        near === undefined ? 'Run npx @tacosmith/cli rules to list all rules.' : `Did you mean "${near}"?`,
    })
  }
  // Loaded here only: nobody else needs the examples.
  const { ruleExamples } = await import('./examples.ts')
  const { id: rule, severity, gallerySeverity, galleryOnly, summary, help, url } = description
  return {
    ...{ id: rule, severity, summary, help },
    ...(gallerySeverity !== undefined && { gallerySeverity }),
    ...(galleryOnly !== undefined && { galleryOnly }),
    ...(url !== undefined && { url }),
    example: toExplanation(ruleExamples.find((example) => example.rule === id)),
  }
}

function toExplanation(example: RuleExample | undefined): RuleExplanationExample | undefined {
  if (example === undefined) return undefined
  const { why, file, wrong, right, context } = example
  const kind = context.listing ? 'file-list' : context.named === undefined ? 'file' : 'file-name'
  return { why, from: { kind, file }, wrong, right }
}

/** The explanations of all rules, sorted by id. */
export async function explainAllRules(): Promise<RuleExplanation[]> {
  const ids = [...new Set(ruleDescriptions.map(({ id }) => id))].sort()
  return await Promise.all(ids.map(explainRule))
}
