import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, attributeValue, childrenNamed, parseXsBoolean } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { scriptTexts } from '../scripts/script-texts.ts'
import { withMetadata } from './example-fields.ts'

/** A database that users choose must reach the driver. */
export const rule: Rule = {
  id: 'md-database-dbname',
  severity: 'warning',
  summary: 'Where users choose a database, a script passes on `dbname`.',
  help: 'Use attr[connectionHelper.attributeDatabase] in the builder or properties script, or set enabled="false".',
  url: documentationPage('metadata-enumeration'),
  wholeConnector: true,
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'connection-metadata')) {
      for (const database of childrenNamed(document.root, 'database')) {
        if (parseXsBoolean(attributeValue(database, 'enabled')) !== true) continue
        const texts = scriptTexts(connector)
        if (texts === undefined || texts.some(({ text }) => mayUseDatabase(text))) continue
        const message = 'users choose a database, but no script uses attributeDatabase (`dbname`)'
        yield { message, file: path, place: attributeOf(database, 'enabled') ?? database }
      }
    }
  },
}

/** Also where a script goes over all attributes, or leaves them to another module. */
function mayUseDatabase(text: string): boolean {
  return /attributeDatabase|dbname|\bfor\s*\([^)]{0,99}\s(in|of)\s|\bObject\s*\.|\b(import|require)\b|\.\.\./i.test(
    text,
  )
}

export function example(): RuleExample {
  return {
    why: 'Users choose a database, but the driver never hears of it: they see the tables of its default database.',
    file: 'connection-metadata.xml',
    wrong: '<database enabled="true"/>',
    right: '<database enabled="false"/>',
    context: {
      replaces: '<database/>',
      changes: {
        ...withMetadata(),
        'connection-metadata.xml':
          '<connection-metadata><database/><schema enabled="true"/><table enabled="true"/></connection-metadata>',
      },
    },
  }
}
