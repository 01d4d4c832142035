import { documentationPage } from '../../connector/documentation.ts'
import { dialogFields } from '../connection-fields/dialog-fields.ts'
import { passwordOption, withOauth } from '../oauth/example-connector.ts'
import { attributeLists } from '../resolver/required-attributes.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { oauthModes } from './authentication-modes.ts'

/** Tableau tells OAuth connections apart by it. */
export const rule: Rule = {
  id: 'auth-oauth-attributes',
  severity: 'warning',
  summary: 'Where OAuth is offered, the attribute list contains `username`.',
  help: 'Add <attr>username</attr>. Tokens and the like need not be listed.',
  url: documentationPage('oauth-dev'),
  wholeConnector: true,
  *check(context) {
    const { connector } = context
    // A field that the list lacks is another finding.
    const isField = dialogFields(connector).some(({ name }) => name.value === 'username')
    if (isField || oauthModes(connector).length === 0) return
    for (const { file, list, names } of attributeLists(context)) {
      if (names.has('username')) continue
      const message = '<attribute-list> lacks `username`, which OAuth connections need'
      yield { message, file, place: list }
    }
  },
}

export function example(): RuleExample {
  const selection = `value-type="selection"
         default-value="auth-user-pass">`

  return {
    why: 'Tableau tells the tokens of different users apart by `username`.',
    file: 'connection-resolver.tdr',
    wrong: '<attr>authentication</attr>',
    right: '<attr>authentication</attr>\n<attr>username</attr>',
    context: {
      replaces: '<attr>authentication</attr>',
      changes: {
        ...withOauth,
        'connection-resolver.tdr': [
          ['<attr>username</attr>\n', ''],
          ['<attr>password</attr>\n', ''],
        ],
        'connection-fields.xml': [
          ['<field name="username" label="User" category="authentication" value-type="string"/>', ''],
          [
            '<field name="password" label="Password" category="authentication" value-type="string" secure="true"/>',
            '',
          ],
          [selection, selection.replace('auth-user-pass', 'oauth')],
          [passwordOption, '<option label="OAuth" value="oauth"/>'],
        ],
      },
    },
  }
}
