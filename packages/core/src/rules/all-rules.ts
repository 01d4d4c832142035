import type { Connector } from '../connector/connector.ts'
import { collapseBlanks } from '../connector/xml-query.ts'
import { checkedRules, describedRules } from './catalogue.ts'
import type { Rule, RuleDescription } from './rule.ts'
import { webDataSuperclass } from './web-data/superclass.ts'

export type { Rule, RuleContext, RuleDescription, RuleFinding } from './rule.ts'

const rulesInside: readonly Rule[] = checkedRules.filter(({ outsideConnectors }) => !outsideConnectors)

/** The rules for files that are no part of a connector, in addition to those for its files. */
export const rulesOutside: readonly Rule[] = checkedRules.filter(({ outsideConnectors }) => outsideConnectors)

/** Every rule that runs over a connector, except for one that builds on a web application. */
export const rules: readonly Rule[] = rulesInside.filter(({ appliesTo }) => appliesTo !== 'web-data')

const rulesForWebData: readonly Rule[] = rulesInside.filter(
  ({ appliesTo = 'databases' }) => appliesTo !== 'databases',
)

/** The rules that apply to a connector. One that builds on a web application shares few of them with the others. */
export function rulesFor({ superclass }: Pick<Connector, 'superclass'>): readonly Rule[] {
  return collapseBlanks(superclass ?? '') === webDataSuperclass ? rulesForWebData : rules
}

/** Every rule that may appear in a report on a connector's files, for documentation and settings. */
export const ruleDescriptions: readonly RuleDescription[] = [...describedRules, ...checkedRules]
