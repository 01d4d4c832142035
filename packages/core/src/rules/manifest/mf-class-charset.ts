import { documentationPage } from '../../connector/documentation.ts'
import { collapseBlanks } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { isFileName } from './class-name.ts'
import { rootAttributes } from './root-attributes.ts'
import { testedSuperclasses } from './superclass.ts'

/** Classes that Tableau itself brings; a connector of the same name would compete with them. */
const nativeClasses = new Set([
  ...testedSuperclasses,
  ...['bigquery', 'db2', 'genericjdbc', 'genericodbc', 'hadoophive', 'mysql', 'oracle', 'postgres', 'presto'],
  ...['redshift', 'snowflake', 'spark', 'sqlserver', 'teradata', 'vertica'],
])

/** The class tells connectors apart everywhere, from workbooks to log files. */
export const rule: Rule = {
  id: 'mf-class-charset',
  severity: 'warning',
  summary: 'The class is made of letters, digits, `_` and `-`, and is not one of Tableau’s own.',
  help: 'Choose a class such as `company_database_jdbc`. Never change it after a release: workbooks name it.',
  url: documentationPage('design'),
  appliesTo: 'all',
  *check(context) {
    for (const { file, attribute } of rootAttributes(context, 'class')) {
      const name = collapseBlanks(attribute.value)
      // What cannot be part of a file name is an error of its own.
      if (name === '' || !isFileName(name)) continue
      if (nativeClasses.has(name.toLowerCase())) {
        yield { message: `the class "${name}" is a class of Tableau's own`, file, place: attribute }
      } else if (!/^[A-Za-z0-9_-]+$/.test(name)) {
        const message = `the class ${JSON.stringify(name)} has characters other than letters, digits, _ and -`
        yield { message, file, place: attribute }
      }
    }
  },
}

export function example(): RuleExample {
  const root =
    '<connector-plugin class="brook_jdbc" superclass="jdbc" plugin-version="1.0.0" name="Brook" version="18.1">'

  return {
    why: 'The class stands in file names, workbooks and logs on every system. If Tableau has a connector of the same class, one of the two is hidden.',
    file: 'manifest.xml',
    wrong:
      '<connector-plugin class="brook jdbc" superclass="jdbc" plugin-version="1.0.0" name="Brook" version="18.1">',
    right: root,
    context: { replaces: root, alongside: ['class-consistent'] },
  }
}
