import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { dialog, field, selection, waitsFor } from '../testing/dialog.ts'
import { ruleFindings, runRules } from '../testing/rule-findings.ts'
import { rulesCalled } from '../testing/rules-called.ts'

const authenticationRules = rulesCalled('auth-', 'tcd-v')

const minimal = minimalConnector()
const manifest = minimal['manifest.xml']

const at = (rule: string, place: string, severity = 'warning') => `${rule} ${severity} ${place}`

/** The manifest with an OAuth configuration. */
const withConfig = replaceIn(
  manifest,
  '</connector-plugin>',
  '<oauth-config file="o.xml"/></connector-plugin>',
)

const username = field('username')
const password = field('password')

describe('authenticationRules', () => {
  it('find nothing in the minimal connector', async () => {
    expect(await ruleFindings(authenticationRules, minimal)).toEqual([])
  })
})

describe('the field authentication', () => {
  const modes = (...values: string[]) => selection('authentication', values)

  it.each([
    [[modes('auth-none', 'kerberos')], [at('auth-value-unsupported', 'connection-fields.xml:2:135')]],
    [
      [modes('auth-none', 'auth-integrated')],
      [at('auth-integrated-capability', 'connection-fields.xml:2:135', 'info')],
    ],
    // Numbers are for Hive and Spark.
    [[modes('0', '3')], []],
    [
      [field('authentication', '', ' default-value="basic"')],
      [at('auth-value-unsupported', 'connection-fields.xml:2:60')],
    ],
    // What is not offered is another rule's.
    [[selection('authentication', ['auth-none'], ' default-value="basic"')], []],
    [[modes('auth-user')], [at('auth-fields-match-mode', 'connection-fields.xml:2:98')]],
    [[modes('auth-user'), username], []],
    [[modes('auth-user-pass'), username], [at('auth-fields-match-mode', 'connection-fields.xml:2:98')]],
    [[modes('auth-user-pass'), username, password], []],
    [[modes('auth-pass'), password], []],
    [[modes('auth-pass', 'auth-none'), field('password', waitsFor('authentication', 'auth-pass'))], []],
    [
      [modes('auth-pass', 'auth-none'), field('password', waitsFor('authentication', 'auth-none'))],
      [at('auth-fields-match-mode', 'connection-fields.xml:2:98')],
    ],
    // Another field may have the value at any time.
    [[modes('auth-pass'), field('password', waitsFor('server', 'x'))], []],
    // The condition has a finding already.
    [[modes('auth-pass'), field('password', waitsFor('authentication', 'auth-pas'))], []],
  ])('%#', async (fields, expected) => {
    expect(await ruleFindings(authenticationRules, dialog(...fields))).toEqual(expected)
  })
})

describe('auth-value-unsupported', () => {
  it.each([
    ['basic', 'Did you mean "auth-user-pass"?'],
    ['no-auth', 'Did you mean "auth-none"?'],
    ['Auth_None', 'Did you mean "auth-none"?'],
    ['OAuth', 'Did you mean "oauth"?'],
    ['auth-usr', 'Did you mean "auth-user"?'],
  ])('says what %s was meant to be', async (value, help) => {
    const files = dialog(selection('authentication', [value]))
    expect(await runRules(authenticationRules, files)).toMatchObject([{ help }])
  })
})

describe('OAuth', () => {
  const oauthOnly = field('authentication', '', ' editable="false" default-value="oauth"')

  async function find(fields: string[], changes: Record<string, string>): Promise<string[]> {
    return await ruleFindings(authenticationRules, { ...dialog(...fields), ...changes })
  }

  it.each([
    [[oauthOnly, username], {}, [at('auth-oauth-needs-config', 'connection-fields.xml:2:77')]],
    [[oauthOnly, username], { 'manifest.xml': withConfig }, []],
    [[oauthOnly, username], { 'manifest.xml': withConfig.replace('o.xml', 'null_config') }, []],
    [[oauthOnly], { 'manifest.xml': withConfig }, []],
    [
      [oauthOnly],
      {
        'manifest.xml': withConfig,
        'connection-resolver.tdr': replaceIn(minimal['connection-resolver.tdr'], '<attr>username</attr>', ''),
      },
      [at('auth-oauth-attributes', 'connection-resolver.tdr:9:9')],
    ],
    [
      [selection('authentication', ['auth-none'])],
      { 'manifest.xml': withConfig },
      [at('auth-config-needs-oauth', 'manifest.xml:23:15')],
    ],
    // Users could type it.
    [[field('authentication')], { 'manifest.xml': withConfig }, []],
    // Without the field there is another finding.
    [[], { 'manifest.xml': withConfig }, []],
  ])('%#', async (fields, changes, expected) => {
    expect(await find(fields, changes)).toEqual(expected)
  })
})

describe('the old dialog', () => {
  const withDialog = replaceIn(
    manifest,
    '<connection-fields file="connection-fields.xml"/>',
    '<connection-dialog file="d.tcd"/>',
  )

  async function find(config: string, changes: Record<string, string> = {}): Promise<string[]> {
    const text = `<connection-dialog class="brook_jdbc"><connection-config>\n${config}</connection-config></connection-dialog>`
    const found = await ruleFindings(
      authenticationRules,
      minimalConnector({ 'manifest.xml': withDialog, 'd.tcd': text, ...changes }),
    )
    return found.filter((finding) => !finding.startsWith('tcd-v1-discouraged'))
  }

  const option = (name: string, value?: string) =>
    `<option name="${name}"${value === undefined ? '' : ` value="${value}"`}/>`

  const config = (mode: string, ...options: string[]) =>
    `<authentication-mode value="${mode}"/>\n<authentication-options>${options.join('\n')}</authentication-options>`

  it.each([
    [config('None', option('None', 'auth-none')), []],
    [config('None', option('None')), []],
    [config('None', option('None', 'no')), [at('auth-none-spelling', 'd.tcd:3:45', 'error')]],
    [config('Basic', option('UsernameAndPassword', 'auth-pass')), [at('auth-tcd-values', 'd.tcd:3:60')]],
    [config('BasicUserNameOnly', option('Username', 'no')), []],
    [config('BasicUserNameOnly', option('Password')), [at('auth-tcd-mode-mismatch', 'd.tcd:2:22')]],
    [config('BasicNoValidateFields', option('UsernameAndPassword')), []],
    [config('PasswordOnly', option('Password'), option('Password')), []],
    [config('ComboBoxIntegrated', option('None'), option('Username')), []],
    [config('Basic', option('None'), option('Username')), [at('auth-tcd-mode-mismatch', 'd.tcd:2:22')]],
    [config('Radio', option('Explicit'), option('LDAP')), []],
    [config('ComboBoxIntegrated', option('UseWindows'), option('UsernameAndPassword')), []],
    ['<vendor2-prompt value="V"/>', [at('tcd-vendor-in-attributes', 'd.tcd:2:1')]],
    ['<warehouse-prompt value="V"/>', [at('tcd-vendor-in-attributes', 'd.tcd:2:1')]],
    ['<warehouse-prompt value="V" enabled="false"/>', []],
    ['<port-prompt value="P"/><server-prompt value="S"/><db-name-prompt value="D"/>', []],
  ])('%s', async (text, expected) => {
    expect(await find(text)).toEqual(expected)
  })

  it('tcd-v1-discouraged', async () => {
    const files = minimalConnector({ 'manifest.xml': withDialog, 'd.tcd': '<connection-dialog/>' })
    expect(await ruleFindings(authenticationRules, files)).toEqual([
      at('tcd-v1-discouraged', 'manifest.xml:20:3', 'info'),
    ])
  })

  it.each([
    [config('Hive', option('None', '0'), option('Username', '2'), option('UsernameAndPassword', '3')), []],
    [config('Hive', option('None', 'auth-none')), [at('auth-hive-spark-options', 'd.tcd:3:45', 'error')]],
    [config('Hive', option('Username')), [at('auth-hive-spark-options', 'd.tcd:3:33', 'error')]],
    [config('Hive', option('LDAP', '4')), [at('auth-hive-spark-options', 'd.tcd:3:33', 'error')]],
  ])('with the superclass hadoophive: %s', async (text, expected) => {
    const superclass = withDialog.replace('superclass="jdbc"', 'superclass=" hadoophive"')
    expect(
      await find(text, {
        'manifest.xml': superclass,
        'connection-resolver.tdr': replaceIn(
          minimal['connection-resolver.tdr'],
          '<attr>port</attr>',
          '<attr>authentication-type</attr>',
        ),
      }),
    ).toEqual(expected)
    expect(await find(text, { 'manifest.xml': superclass })).toContain(
      at('auth-hive-spark-attribute', 'connection-resolver.tdr:9:9', 'error'),
    )
  })
})
