import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import { hasBareProtocol, superclassOf } from '../manifest/superclass.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** The bare protocols have no dialect to fall back to. */
export const rule: Rule = {
  id: 'dia-missing-for-odbc-jdbc',
  severity: 'error',
  summary: 'A connector with the superclass `odbc` or `jdbc` has a dialect.',
  help: 'Add <dialect file="dialect.tdd"/> and the file.',
  url: documentationPage('design'),
  *check(context) {
    if (!hasBareProtocol(context)) return
    for (const { path, document } of filesOfKind(context.connector, 'manifest')) {
      if (childrenNamed(document.root, 'dialect').length > 0) continue
      const place = attributeOf(document.root, 'superclass') ?? document.root
      const message = `the superclass ${superclassOf(context)} has no dialect, and the manifest has no <dialect>`
      yield { message, file: path, place }
    }
  },
}

export function example(): RuleExample {
  return {
    why: '`odbc` and `jdbc` have no dialect to inherit, so Tableau cannot write a single query.',
    file: 'manifest.xml',
    wrong: '<connection-resolver file="connection-resolver.tdr"/>',
    right: `<connection-resolver file="connection-resolver.tdr"/>
<dialect file="dialect.tdd"/>`,
    context: {
      replaces: '<connection-resolver file="connection-resolver.tdr"/>',
      changes: { 'manifest.xml': [['<dialect file="dialect.tdd"/>', '']] },
    },
  }
}
