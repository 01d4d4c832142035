// Connectors that have something of everything that a page can show.
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { choice, field, when } from './preview-fixture.ts'

const { 'manifest.xml': manifest } = minimalConnector()

const languages = {
  'resources-en_US.xml':
    '<resources><string name="brook">Brook</string><string name="host">Host</string><string name="hint">Optional text</string></resources>',
  'resources-de_DE.xml':
    '<resources><string name="brook">Bach</string><string name="host">Der Rechner, auf dem die Datenbank läuft, mit seinem ganzen Namen im Netz</string></resources>',
}

const capabilities =
  '<customization name="CAP_SUPPORTS_INITIAL_SQL" value="yes"/><customization name="CAP_AUTH_DB_IMPERSONATE" value="yes"/>'

function manifestWith(from: string, to: string): string {
  const localised = replaceIn(manifest, 'name="Brook"', 'name="@string/brook/"')
  const capable = replaceIn(
    localised,
    '<customization name="CAP_SELECT_INTO"',
    `${capabilities}<customization name="CAP_SELECT_INTO"`,
  )
  return replaceIn(capable, from, to)
}

const oauthConfig = (id: string): string =>
  `<pluginOAuthConfig><dbclass>brook_jdbc</dbclass><oauthConfigId>${id}</oauthConfigId><configLabel>House ${id}</configLabel>` +
  '<authUri>https://auth.example/a</authUri><tokenUri>https://auth.example/t</tokenUri><scopes>read</scopes></pluginOAuthConfig>'

const ways = ['auth-none', 'auth-user-pass', 'oauth']

/** Every type of field, three tabs, two languages, OAuth, and a string that no language has. */
export const fullFiles: Record<string, string> = {
  'manifest.xml': manifestWith(
    '<dialect file="dialect.tdd"/>',
    '<dialect file="dialect.tdd"/><oauth-config file="one.xml"/><oauth-config file="two.xml"/>',
  ),
  ...languages,
  'one.xml': oauthConfig('one'),
  'two.xml': oauthConfig('two'),
  'connection-fields.xml': `<connection-fields>
    <field name="server" label="@string/host/" category="endpoint" value-type="string"><validation-rule reg-exp="^[a-z.]*$"/></field>
    ${choice('authentication', ways, 'category="authentication" default-value="auth-user-pass"')}
    ${field('username', 'category="authentication"', when('authentication', 'auth-user-pass'))}
    ${field('password', 'category="authentication" secure="true"', when('authentication', 'auth-user-pass'))}
    ${field('v-file', 'value-type="file" optional="true" placeholder="@string/hint/"')}
    ${field('v-text', 'value-type="textbox" optional="true" placeholder="@string/nowhere/"')}
    ${field('v-hidden', 'editable="false" default-value="7"')}
    <field name="sslmode" label="@string/lost/" category="ssl" value-type="boolean" default-value="require"><boolean-options><false-value value=""/><true-value value="require"/></boolean-options></field>
    ${field('v-more', 'category="advanced" optional="true"')}
  </connection-fields>`,
}

/** An old dialog with all that its kind can show. */
export const classicFiles: Record<string, string> = {
  'manifest.xml': manifestWith(
    '<connection-fields file="connection-fields.xml"/>',
    '<connection-dialog file="dialog.tcd"/>',
  ),
  ...languages,
  'dialog.tcd': `<connection-dialog class="brook_jdbc"><connection-config>
    <authentication-mode value="ComboBoxIntegrated"/>
    <authentication-options><option name="None" value="auth-none"/><option name="UsernameAndPassword" value="auth-user-pass" default="true"/></authentication-options>
    <server-prompt value="@string/host/"/><port-prompt value="Port:" default="7800"/><db-name-prompt value="Database:" optional="true"/>
    <show-ssl-checkbox value="true"/><vendor1-prompt value="Region:"/></connection-config></connection-dialog>`,
}
