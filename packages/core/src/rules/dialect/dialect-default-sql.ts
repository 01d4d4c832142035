import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** The default dialect is not meant as a base. */
export const rule: Rule = {
  id: 'dialect-default-sql',
  severity: 'warning',
  summary: 'The dialect is not based on DefaultSQLDialect.',
  help: 'Base the dialect on one of a similar database, or leave `base` out and define the dialect in full.',
  url: documentationPage('design'),
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'dialect')) {
      const base = attributeOf(document.root, 'base')
      if (base?.value !== 'DefaultSQLDialect') continue
      yield { message: 'the dialect is based on DefaultSQLDialect', file: path, place: base }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The default dialect is not made for any database: it lacks a lot, and it changes with Tableau.',
    file: 'dialect.tdd',
    wrong: '<dialect name="Brook" class="brook_jdbc" base="DefaultSQLDialect" version="18.1">',
    right: '<dialect name="Brook" class="brook_jdbc" version="18.1">',
    context: { replaces: '<dialect name="Brook" class="brook_jdbc" version="18.1">' },
  }
}
