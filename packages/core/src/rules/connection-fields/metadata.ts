import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, attributeValue, childrenNamed, parseXsBoolean } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import { scriptTexts } from '../script-texts.ts'

const selectors = ['database', 'schema', 'table']

/** What is left out disappears from the dialog. */
export const missingElementHides: Rule = {
  id: 'md-missing-element-hides',
  severity: 'info',
  summary: 'The connection metadata says of database, schema and table whether users choose one.',
  help: 'Add the element with enabled="true" to show the choice, or with enabled="false" to hide it on purpose.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'connection-metadata')) {
      const missing = selectors.filter((name) => childrenNamed(document.root, name).length === 0)
      if (missing.length === 0) continue
      const elements = missing.map((name) => `<${name}>`).join(' and ')
      const message = `without ${elements} users cannot choose a ${missing.join(' or ')}`
      yield { message, file: path, place: document.root }
    }
  },
}

/** A database that users choose must reach the driver. */
export const databaseDbname: Rule = {
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
