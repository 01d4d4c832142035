import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../../rules/rule.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { addressLine, builder } from './example-scripts.ts'

/** Java asks each driver whether it knows the address, and drivers know those that begin so. */
export const rule: RuleDescription = {
  id: 'js-jdbc-prefix',
  severity: 'warning',
  summary: 'In a trial run the address of a jdbc connector begins with jdbc:.',
  help: 'Correct the beginning of the address.',
  url: documentationPage('api-reference'),
}

export function example(): RuleExample {
  return {
    why: 'Java finds the driver by the beginning of the address. If it is misspelt, users are told that no suitable driver is installed.',
    file: builder,
    wrong: addressLine.replace('jdbc:', 'jbdc:'),
    right: addressLine,
    context: { replaces: addressLine },
  }
}
