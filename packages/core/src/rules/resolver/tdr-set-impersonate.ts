import { filesOfKind, type ParsedFile } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { resolverParts } from './resolver-parts.ts'

/** Tableau sets what it needs by itself. */
export const rule: Rule = {
  id: 'tdr-set-impersonate',
  severity: 'warning',
  summary: 'The required attributes do without `setImpersonateAttributes`.',
  help: 'Remove the element.',
  url: documentationPage('api-reference'),
  *check({ connector }) {
    for (const file of filesOfKind(connector, 'connection-resolver')) {
      for (const required of requiredAttributes(file)) {
        for (const element of childrenNamed(required, 'setImpersonateAttributes')) {
          const message = '<setImpersonateAttributes> is superfluous since Tableau 2020.1'
          yield { message, file: file.path, place: element }
        }
      }
    }
  },
}

function requiredAttributes(file: ParsedFile): XmlElement[] {
  return resolverParts(file, 'connection-normalizer').flatMap((normalizer) =>
    childrenNamed(normalizer, 'required-attributes'),
  )
}

export function example(): RuleExample {
  return {
    why: 'Since 2020.1 Tableau sets these attributes itself, and the element only suggests that it does something.',
    file: 'connection-resolver.tdr',
    wrong: `<required-attributes>
  <setImpersonateAttributes/>`,
    right: '<required-attributes>',
    context: { replaces: '<required-attributes>' },
  }
}
