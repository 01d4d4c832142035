import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import { superclassOf } from '../manifest/superclass.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { driverResolver } from './example-resolver.ts'

/** JDBC drivers are found by their files. */
export const rule: Rule = {
  id: 'tdr-driver-resolver-jdbc',
  severity: 'warning',
  summary: 'A jdbc connector has no `driver-resolver`.',
  help: 'Remove the element: Tableau looks for JDBC drivers in its driver folder.',
  url: documentationPage('api-reference'),
  wholeConnector: true,
  *check(context) {
    if (superclassOf(context) !== 'jdbc') return
    for (const { path, document } of filesOfKind(context.connector, 'connection-resolver')) {
      for (const resolver of childrenNamed(document.root, 'driver-resolver')) {
        const message = '<driver-resolver> has no effect in a jdbc connector'
        yield { message, file: path, place: resolver }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau finds JDBC drivers by the files in its driver folder. What is said here has no effect.',
    file: 'connection-resolver.tdr',
    wrong: `${driverResolver}\n</tdr>`,
    right: '</tdr>',
    context: { replaces: '</tdr>' },
  }
}
