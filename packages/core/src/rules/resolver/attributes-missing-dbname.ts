import { filesOfKind, refersTo } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeValue, childrenNamed, parseXsBoolean } from '../../connector/xml-query.ts'
import type { Rule, RuleContext } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { neededEntry } from './example-entries.ts'
import { attributeLists } from './required-attributes.ts'

/** A database that users choose must be among the attributes. */
export const rule: Rule = {
  id: 'attributes-missing-dbname',
  severity: 'warning',
  summary: 'The attribute list contains `dbname` where users choose a database.',
  help: 'Add <attr>dbname</attr>, or disable the database in the connection metadata.',
  url: documentationPage('metadata-enumeration'),
  *check(context) {
    const { connector } = context
    const usesFields = refersTo(connector, 'connection-fields') && !refersTo(connector, 'connection-dialog')
    if (!usesFields || !isDatabaseEnabled(context)) return
    for (const { file, list, names } of attributeLists(context)) {
      if (names.has('dbname')) continue
      yield { message: '<attribute-list> lacks `dbname`, but users choose a database', file, place: list }
    }
  },
}

/** Without metadata the database shows; metadata that leaves it out hides it. */
function isDatabaseEnabled({ connector }: RuleContext): boolean {
  if (!refersTo(connector, 'connection-metadata')) return true
  const databases = filesOfKind(connector, 'connection-metadata').flatMap(({ document }) =>
    childrenNamed(document.root, 'database'),
  )
  return databases.some((database) => parseXsBoolean(attributeValue(database, 'enabled')) === true)
}

export function example(): RuleExample {
  return neededEntry(
    ['port', 'dbname'],
    'Users choose a database, but the choice reaches no script. Where there are no databases, disable them in the connection metadata.',
  )
}
