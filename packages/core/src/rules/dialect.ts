import { filesOfKind } from '../connector/connector-files.ts'
import { documentationPage } from '../connector/documentation.ts'
import { attributeOf } from '../connector/xml-query.ts'
import type { Rule } from './rule.ts'

/** The default dialect is not meant to be built upon. */
export const dialectDefaultSql: Rule = {
  id: 'dialect-default-sql',
  severity: 'warning',
  summary: 'The dialect is not based on DefaultSQLDialect.',
  help: 'Base the dialect on one of a similar database, or leave `base` out and define the dialect in full.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'dialect')) {
      const base = attributeOf(document.root, 'base')
      if (base?.value !== 'DefaultSQLDialect') continue
      yield { message: 'the dialect is based on DefaultSQLDialect', file: path, place: base }
    }
  },
}
