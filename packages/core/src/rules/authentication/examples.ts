import { oauthConfig, passwordOption, withOauth } from '../oauth/example-connector.ts'
import type { RuleExample } from '../rule-example.ts'
import { oldDialogExamples } from './old-dialog-examples.ts'

const selection = `value-type="selection"
         default-value="auth-user-pass">`

export const authenticationExamples: readonly RuleExample[] = [
  {
    rule: 'auth-value-unsupported',
    why: 'Tableau asks for credentials by the value of `authentication`. With one that it does not know it asks for the wrong ones, above all when a workbook is opened again or published.',
    file: 'connection-fields.xml',
    wrong: `${passwordOption}\n<option label="None" value="no-auth"/>`,
    right: `${passwordOption}\n<option label="None" value="auth-none"/>`,
    context: { replaces: passwordOption },
  },
  {
    rule: 'auth-fields-match-mode',
    why: 'Users choose a way to sign in and then have nowhere to type what it needs.',
    file: 'connection-fields.xml',
    wrong: `<field name="username" label="User" category="authentication" value-type="string">
  <conditions><condition field="authentication" value="auth-none"/></conditions>
</field>`,
    right: `<field name="username" label="User" category="authentication" value-type="string">
  <conditions><condition field="authentication" value="auth-user-pass"/></conditions>
</field>`,
    context: {
      replaces: '<field name="username" label="User" category="authentication" value-type="string"/>',
      changes: {
        'connection-fields.xml': [
          [passwordOption, `${passwordOption}<option label="None" value="auth-none"/>`],
        ],
      },
    },
  },
  {
    rule: 'auth-oauth-needs-config',
    why: 'Without a configuration Tableau does not know where to get a token, so nobody can sign in with OAuth.',
    file: 'connection-fields.xml',
    wrong: `${passwordOption}
<option label="OAuth" value="oauth"/>`,
    right: `${passwordOption}
<option label="None" value="auth-none"/>`,
    context: { replaces: passwordOption },
  },
  {
    rule: 'auth-config-needs-oauth',
    why: 'Tableau starts OAuth where `authentication` is `oauth`. As long as no user can choose that, the configuration is not used.',
    file: 'manifest.xml',
    wrong: '<oauth-config file="oauth.xml"/>\n</connector-plugin>',
    right: '</connector-plugin>',
    context: { replaces: '</connector-plugin>', changes: { 'oauth.xml': oauthConfig } },
  },
  {
    rule: 'auth-oauth-attributes',
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
  },
  ...oldDialogExamples,
]
