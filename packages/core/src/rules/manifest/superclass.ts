import { collapseBlanks } from '../../connector/xml-query.ts'
import type { RuleContext } from '../rule.ts'

/** The superclasses that the documentation calls tested. */
export const testedSuperclasses: readonly string[] = ['odbc', 'jdbc', 'mysql_odbc']

/** What a connector builds on, without blanks around it; empty where the manifest says nothing. */
export function superclassOf({ connector }: Pick<RuleContext, 'connector'>): string {
  return collapseBlanks(connector.superclass ?? '')
}

/** Whether a connector builds on a bare protocol, so that there is no dialect, dialog or resolver to inherit. */
export function hasBareProtocol(context: Pick<RuleContext, 'connector'>): boolean {
  const superclass = superclassOf(context)
  return superclass === 'odbc' || superclass === 'jdbc'
}
