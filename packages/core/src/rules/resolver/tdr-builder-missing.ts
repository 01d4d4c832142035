import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import { hasBareProtocol } from '../manifest/superclass.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { builder } from './example-resolver.ts'
import { resolverParts } from './resolver-parts.ts'

/** Upon a bare protocol nothing else says how to connect. */
export const rule: Rule = {
  id: 'tdr-builder-missing',
  severity: 'warning',
  summary:
    'A connector with the superclass `odbc` or `jdbc` has a connection builder, a script that says how to connect.',
  help: 'Add <connection-builder><script file="connectionBuilder.js"/></connection-builder> to <connection-resolver>.',
  url: documentationPage(''),
  wholeConnector: true,
  *check(context) {
    if (!hasBareProtocol(context)) return
    for (const file of filesOfKind(context.connector, 'connection-resolver')) {
      const { root } = file.document
      const builders = resolverParts(file, 'connection-builder')
      // A script that names no file has a finding of its own.
      if (root.name !== 'tdr' || builders.some((builder) => childrenNamed(builder, 'script').length > 0)) {
        continue
      }
      const place = builders[0] ?? childrenNamed(root, 'connection-resolver')[0] ?? root
      const message =
        builders.length === 0 ? 'there is no <connection-builder>' : '<connection-builder> names no script'
      yield { message, file: file.path, place }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'With `odbc` and `jdbc` only the script knows what a connection string of this database looks like.',
    file: 'connection-resolver.tdr',
    wrong: '<connection-builder/>',
    right: builder,
    context: { replaces: builder },
  }
}
