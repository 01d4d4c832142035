import { refersTo } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { dialogConfigs, optionsOf } from '../authentication/authentication-modes.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { attributeLists } from './required-attributes.ts'

/** What an option of the old dialog asks users for. */
const credentialsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['Username', ['username']],
  ['UsernameAndPassword', ['username', 'password']],
  ['Password', ['password']],
])

/** Connections with equal attributes are one connection. Connection fields are asked for by another rule. */
export const rule: Rule = {
  id: 'tdr-normalizer-security',
  severity: 'warning',
  summary: 'The attribute list contains the credentials that a .tcd dialog asks for.',
  help: 'Add an <attr> for each of them: without it users may share a connection that belongs to one of them.',
  url: documentationPage('api-reference'),
  wholeConnector: true,
  *check(context) {
    const { connector } = context
    if (refersTo(connector, 'connection-fields')) return
    const asked = dialogConfigs(connector)
      .flatMap(({ file, config }) => optionsOf(file, config))
      .flatMap(({ name }) => credentialsOf.get(name.value) ?? [])
    for (const { file, list, names } of attributeLists(context)) {
      for (const credential of new Set(asked)) {
        if (names.has(credential)) continue
        const message = `<attribute-list> lacks \`${credential}\`, which the dialog asks for`
        yield { message, file, place: list }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Connections with equal attributes are one connection to Tableau. Where the credentials are left out, a user may get another user’s open connection, with that user’s rights.',
    file: 'connection-resolver.tdr',
    wrong: '<attr>username</attr>',
    right: '<attr>username</attr>\n<attr>password</attr>',
    context: {
      replaces: '<attr>username</attr>',
      changes: {
        'connection-resolver.tdr': [['<attr>password</attr>', '']],
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
</connection-dialog>`,
      },
    },
  }
}
