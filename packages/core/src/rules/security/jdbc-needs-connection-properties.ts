import { filesOfKind, refersTo } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed, collapseBlanks, findPath } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** Whatever is in a JDBC address is logged; credentials belong into properties. */
export const rule: Rule = {
  id: 'jdbc-needs-connection-properties',
  severity: 'error',
  summary: 'A connector with the superclass jdbc has a connection-properties script.',
  help: 'Add <connection-properties><script file="..."/></connection-properties> to the connection resolver.',
  url: documentationPage('security-considerations'),
  *check({ connector }) {
    if (collapseBlanks(connector.superclass ?? '') !== 'jdbc') return
    for (const { path, document } of filesOfKind(connector, 'connection-resolver')) {
      const resolver = findPath(document.root, 'connection-resolver')
      const properties = resolver && findPath(resolver, 'connection-properties')
      const scripts = properties === undefined ? [] : childrenNamed(properties, 'script')
      if (scripts.some((script) => attributeOf(script, 'file') !== undefined)) continue
      const what =
        properties === undefined ? 'no <connection-properties>' : '<connection-properties> without a script'
      yield {
        message: `a jdbc connector has ${what}`,
        file: path,
        place: properties ?? resolver ?? document.root,
      }
    }
    if (refersTo(connector, 'connection-resolver')) return
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const place = attributeOf(document.root, 'superclass') ?? document.root
      const message = 'a jdbc connector has no <connection-resolver>, so its properties cannot be checked'
      yield { message, file: path, place, severity: 'warning', help: 'Add a connection resolver (.tdr).' }
    }
  },
}

export function example(): RuleExample {
  const properties = `<connection-properties>
      <script file="connectionProperties.js"/>
    </connection-properties>`

  return {
    why: 'Without connection properties the credentials end up in the JDBC address, which is logged in clear text.',
    file: 'connection-resolver.tdr',
    wrong: '<connection-properties/>',
    right: properties,
    context: { replaces: properties },
  }
}
