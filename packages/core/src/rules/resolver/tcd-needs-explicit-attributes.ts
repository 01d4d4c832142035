import { filesOfKind, refersTo } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { findPath } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { findList } from './required-attributes.ts'

/** The old dialog leaves nothing to infer the attributes from. */
export const rule: Rule = {
  id: 'tcd-needs-explicit-attributes',
  severity: 'error',
  summary: 'A connector with a .tcd dialog lists its required attributes in the connection resolver.',
  help: 'Add <connection-normalizer><required-attributes><attribute-list> with an <attr> for each attribute.',
  url: documentationPage('api-reference'),
  *check({ connector }) {
    if (!refersTo(connector, 'connection-dialog')) return
    for (const file of filesOfKind(connector, 'connection-resolver')) {
      if (findList(file) !== undefined) continue
      const { root } = file.document
      const place =
        findPath(root, 'connection-resolver', 'connection-normalizer', 'required-attributes') ??
        findPath(root, 'connection-resolver', 'connection-normalizer') ??
        findPath(root, 'connection-resolver') ??
        root
      yield { message: 'the connector has a .tcd dialog but no <attribute-list>', file: file.path, place }
    }
  },
}

export function example(): RuleExample {
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
    </connection-normalizer>`

  return {
    why: 'Tableau infers the required attributes from connection fields only. With a .tcd dialog they have to be listed.',
    file: 'connection-resolver.tdr',
    wrong: '<connection-normalizer/>',
    right: normalizer,
    context: {
      replaces: normalizer,
      changes: {
        'manifest.xml': [
          [
            '<connection-fields file="connection-fields.xml"/>',
            '<connection-dialog file="connection-dialog.tcd"/>',
          ],
        ],
        'connection-dialog.tcd': `<connection-dialog class="brook_jdbc">
  <connection-config>
    <authentication-mode value="Basic"/>
    <authentication-options>
      <option name="UsernameAndPassword" default="true" value="auth-user-pass"/>
    </authentication-options>
    <server-prompt value="Host"/>
  </connection-config>
</connection-dialog>
`,
      },
    },
  }
}
