import { filesOfKind, type ParsedFile } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'

const url = documentationPage('api-reference')

/** Tableau compares connections by itself. */
export const tdrMatcherDeprecated: Rule = {
  id: 'tdr-matcher-deprecated',
  severity: 'warning',
  summary: 'The connection resolver has no `connection-matcher`.',
  help: 'Remove the element: Tableau compares connections by their required attributes.',
  url,
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

/** Tableau sets what it needs by itself. */
export const tdrSetImpersonate: Rule = {
  id: 'tdr-set-impersonate',
  severity: 'warning',
  summary: 'The required attributes do without `setImpersonateAttributes`.',
  help: 'Remove the element.',
  url,
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

/** Elements of that name in the `connection-resolver` of a file. */
export function resolverParts({ document }: ParsedFile, name: string): XmlElement[] {
  return childrenNamed(document.root, 'connection-resolver').flatMap((resolver) =>
    childrenNamed(resolver, name),
  )
}

function requiredAttributes(file: ParsedFile): XmlElement[] {
  return resolverParts(file, 'connection-normalizer').flatMap((normalizer) =>
    childrenNamed(normalizer, 'required-attributes'),
  )
}
