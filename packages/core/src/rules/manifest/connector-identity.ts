import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import type { XmlAttribute } from '../../connector/xml-document.ts'
import { attributeOf, childrenNamed, collapseBlanks } from '../../connector/xml-query.ts'
import { nearestName } from '../../report/nearest-name.ts'
import { isFileName } from '../class.ts'
import type { Rule, RuleContext } from '../rule.ts'

/** The superclasses that the documentation calls tested. */
const testedSuperclasses = ['odbc', 'jdbc', 'mysql_odbc']

/** Classes that Tableau itself brings; a connector of the same name would compete with them. */
const nativeClasses = new Set([
  ...testedSuperclasses,
  ...['bigquery', 'db2', 'genericjdbc', 'genericodbc', 'hadoophive', 'mysql', 'oracle', 'postgres', 'presto'],
  ...['redshift', 'snowflake', 'spark', 'sqlserver', 'teradata', 'vertica'],
])

/** Other superclasses may work, but nobody has tried. */
export const mfSuperclassUntested: Rule = {
  id: 'mf-superclass-untested',
  severity: 'warning',
  summary: 'The superclass is `odbc`, `jdbc` or `mysql_odbc`: Tableau has not tested connectors upon others.',
  help: 'Use odbc or jdbc, or test the connector on every release of Tableau that it is for.',
  url: documentationPage('design'),
  *check(context) {
    // Tableau Exchange takes jdbc only, which is another finding.
    if (context.profile === 'gallery') return
    for (const { file, attribute } of rootAttributes(context, 'superclass')) {
      const superclass = collapseBlanks(attribute.value)
      // A web data connector, which is another kind of connector.
      if (superclass === 'eps' || testedSuperclasses.includes(superclass)) continue
      const near = nearestName(superclass, testedSuperclasses)
      const message = `the superclass "${superclass}" is none of ${testedSuperclasses.join(', ')}`
      yield {
        message,
        file,
        place: attribute,
        ...(near !== undefined && { help: `Did you mean \`${near}\`?` }),
      }
    }
  },
}

/** The class tells connectors apart everywhere, from workbooks to log files. */
export const mfClassCharset: Rule = {
  id: 'mf-class-charset',
  severity: 'warning',
  summary: 'The class is made of letters, digits and `_`, and is no class of Tableau’s own.',
  help: 'Choose a class such as `company_database_jdbc`. Never change it after a release: workbooks name it.',
  url: documentationPage('design'),
  *check(context) {
    for (const { file, attribute } of rootAttributes(context, 'class')) {
      const name = collapseBlanks(attribute.value)
      // What cannot be part of a file name is an error of its own.
      if (name === '' || !isFileName(name)) continue
      if (nativeClasses.has(name.toLowerCase())) {
        yield { message: `the class "${name}" is a class of Tableau's own`, file, place: attribute }
      } else if (!/^[A-Za-z0-9_]+$/.test(name)) {
        const message = `the class ${JSON.stringify(name)} has characters other than letters, digits and _`
        yield { message, file, place: attribute }
      }
    }
  },
}

/** A name of blanks passes the schema. */
export const mfCompanyName: Rule = {
  id: 'mf-company-name',
  severity: 'warning',
  summary: 'The company has a name.',
  help: 'Write the name that users shall see behind "by".',
  url: documentationPage('connection-dialog'),
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const companies = childrenNamed(document.root, 'vendor-information').flatMap((vendor) =>
        childrenNamed(vendor, 'company'),
      )
      for (const company of companies) {
        const name = attributeOf(company, 'name')
        // The schema refuses a name without any character.
        if (name === undefined || name.value === '' || name.value.trim() !== '') continue
        yield { message: 'the name of the company is blank', file: path, place: name }
      }
    }
  },
}

/** An attribute of the manifest's root element. */
export function* rootAttributes(
  { connector }: RuleContext,
  name: string,
): Iterable<{ file: string; attribute: XmlAttribute }> {
  for (const { path, document } of filesOfKind(connector, 'manifest')) {
    const attribute = attributeOf(document.root, name)
    if (attribute !== undefined) yield { file: path, attribute }
  }
}
