import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import { superclassOf } from '../manifest/superclass.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { driverResolver, inOdbcConnector } from './example-resolver.ts'

/** ODBC drivers are found by their names. */
export const rule: Rule = {
  id: 'tdr-driver-resolver-odbc',
  severity: 'warning',
  summary:
    'A connector with the superclass `odbc` has a `driver-resolver`, which says by what name its driver is installed.',
  help: 'Add <driver-resolver><driver-match><driver-name type="exact">...</driver-name></driver-match></driver-resolver>.',
  url: documentationPage('api-reference'),
  wholeConnector: true,
  *check(context) {
    if (superclassOf(context) !== 'odbc') return
    for (const { path, document } of filesOfKind(context.connector, 'connection-resolver')) {
      const { root } = document
      // Another root is the schema's business.
      if (root.name !== 'tdr' || childrenNamed(root, 'driver-resolver').length > 0) continue
      const message = 'an odbc connector has no <driver-resolver>, so its driver cannot be found by name'
      yield { message, file: path, place: root }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'An ODBC driver is found by the name that it is installed under, and only the connector knows the name.',
    wrong: '<!-- no driver-resolver -->',
    right: driverResolver,
    ...inOdbcConnector,
  }
}
