import { filesOfKind, refersTo } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { findPath } from '../../connector/xml-query.ts'
import { withMetadata } from '../connection-fields/example-fields.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { findList } from './required-attributes.ts'

/** An open fault of Tableau (issue 1299 of the SDK): what it infers leaves the database out. */
export const rule: Rule = {
  id: 'tdr-metadata-needs-list',
  severity: 'warning',
  summary: 'A connector with connection metadata lists its required attributes.',
  help: 'Add <connection-normalizer><required-attributes><attribute-list> with an <attr> for each field, and dbname if users choose a database.',
  url: documentationPage('api-reference'),
  wholeConnector: true,
  *check({ connector }) {
    if (!refersTo(connector, 'connection-metadata')) return
    for (const file of filesOfKind(connector, 'connection-resolver')) {
      const list = findList(file)
      if (list !== undefined && list.children.length > 0) continue
      const resolver = findPath(file.document.root, 'connection-resolver')
      const message =
        'without an attribute list Tableau ignores the connection metadata: its queries lack the database'
      yield { message, file: file.path, place: list ?? resolver ?? file.document.root }
    }
  },
}

export function example(): RuleExample {
  const properties = '<connection-properties>'
  const normalizer = `<connection-normalizer>
      <required-attributes>
        <attribute-list>
          <attr>server</attr>
          <attr>port</attr>
          <attr>dbname</attr>
          <attr>authentication</attr>
          <attr>username</attr>
          <attr>password</attr>
        </attribute-list>
      </required-attributes>
    </connection-normalizer>
    ${properties}`

  return {
    why: 'Tableau can infer the list from the connection fields, but then it ignores the connection metadata (issue 1299 of the SDK, open in November 2026): its queries lack the database, and fail.',
    file: 'connection-resolver.tdr',
    wrong: properties,
    right: normalizer,
    context: {
      replaces: normalizer,
      changes: {
        ...withMetadata(),
        'connection-metadata.xml': `<connection-metadata>
  <database enabled="false"/>
  <schema enabled="true"/>
  <table enabled="true"/>
</connection-metadata>`,
      },
    },
  }
}
