import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../../rules/rule.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { addressLine, builder } from './example-scripts.ts'

/** What users type is no part of the syntax of an address. */
export const rule: RuleDescription = {
  id: 'js-address-encoding',
  severity: 'warning',
  summary: 'In a trial run what users type stays one parameter of the JDBC address.',
  help: 'Encode it with encodeURIComponent, or give it to the driver in the connection properties script.',
  url: documentationPage('api-reference'),
}

export function example(): RuleExample {
  const address = (value: string): string =>
    `return ['jdbc:brook://' + server + ':' + port + '/?db=' + ${value}]`
  return {
    why: 'In the parameters of an address `&` starts the next one: what users type changes other settings, or the connection fails.',
    file: builder,
    wrong: address('attr.dbname'),
    right: address('encodeURIComponent(attr.dbname)'),
    context: { replaces: addressLine },
  }
}
