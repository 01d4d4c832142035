import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { builder } from './example-resolver.ts'
import { resolverParts } from './resolver-parts.ts'

/** Tableau compares connections by itself. */
export const rule: Rule = {
  id: 'tdr-matcher-deprecated',
  severity: 'warning',
  summary: 'The connection resolver has no `connection-matcher`.',
  help: 'Remove the element: Tableau compares connections by their required attributes.',
  url: documentationPage('api-reference'),
  *check({ connector }) {
    for (const file of filesOfKind(connector, 'connection-resolver')) {
      for (const matcher of resolverParts(file, 'connection-matcher')) {
        // What is in it the schema refuses.
        if (matcher.children.length > 0) continue
        const message = '<connection-matcher> has no effect since Tableau 2021.2'
        yield { message, file: file.path, place: matcher }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau compares connections by their required attributes; since 2021.2 the element has no effect.',
    file: 'connection-resolver.tdr',
    wrong: `<connection-matcher/>\n${builder}`,
    right: builder,
    context: { replaces: builder },
  }
}
