// The dialogs that the documentation takes for examples, in other words: what they ask for, and what has to show.
import { minimalConnector } from '@tacosmith/test-kit'
import { field, when } from './preview-fixture.ts'

/** A dialog, the labels that show with each way to sign in, and what is needed to sign in. */
export interface DocumentedDialog {
  name: string
  files: Record<string, string>
  title: string
  tabs: string[]
  /** What to choose and fill in, the labels that show then, and whether Sign In is enabled. */
  steps: {
    choose?: Record<string, string>
    fill?: Record<string, string>
    labels: string[]
    canSignIn: boolean
  }[]
}

const endpoint =
  field('server', 'category="endpoint"').replace('label="server"', 'label="Host"') +
  field('port', 'category="endpoint" default-value="9001"').replace('label="port"', 'label="Gate"')
const database = {
  'connection-metadata.xml':
    '<connection-metadata><database enabled="true" label="Catalogue"/><schema enabled="true"/><table enabled="true"/></connection-metadata>',
}
const option = (label: string, value: string): string => `<option label="${label}" value="${value}"/>`
const ways = (options: string, usual: string): string =>
  `<field name="authentication" label="Way in" category="authentication" value-type="selection" default-value="${usual}"><selection-group>${options}</selection-group></field>`
const plain = (name: string, label: string, isSecure = false): string =>
  `<field name="${name}" label="${label}" category="authentication" value-type="string" secure="${isSecure}"/>`
const user = (...values: string[]): string =>
  field('username', 'category="authentication"', when('authentication', ...values)).replace(
    'label="username"',
    'label="Person"',
  )
const password = (...values: string[]): string =>
  field('password', 'category="authentication" secure="true"', when('authentication', ...values)).replace(
    'label="password"',
    'label="Key"',
  )

/** Asks for whatever one of the dialogs gives. */
const scripts = {
  'connectionBuilder.js': `(function builder(attr) {
  var server = attr[connectionHelper.attributeServer]
  if (/^\\s*$/.test(server)) return connectionHelper.ThrowTableauException('No host: ' + JSON.stringify(attr.port))
  var port = attr[connectionHelper.attributePort]
  var settings = { way: attr[connectionHelper.attributeAuthentication], platform: connectionHelper.GetPlatform() }
  if (attr[connectionHelper.attributeSSLMode] === 'require') settings.guarded = 'true'
  var names = ['v-mood', 'v-extra']
  for (var i = 0; i < names.length; i++) {
    if (attr[names[i]] !== undefined) settings[names[i]] = attr[names[i]]
  }
  var pairs = []
  for (var key in settings) {
    if (settings[key] !== undefined) pairs.push(connectionHelper.FormatKeyValuePair(key, settings[key]))
  }
  var catalogue = encodeURIComponent(attr[connectionHelper.attributeDatabase])
  return ['jdbc:brook://' + server + ':' + port + '/' + catalogue + '?' + pairs.join('&')]
})
`,
  'connectionProperties.js': `(function properties(attr) {
  var properties = {}
  if (attr[connectionHelper.attributeAuthentication] === 'oauth') properties.token = attr.ACCESSTOKEN
  if (attr.username !== undefined) properties.user = attr[connectionHelper.attributeUsername]
  if (attr.password !== undefined) properties.password = attr[connectionHelper.attributePassword]
  return properties
})
`,
}

function files(fields: string, more: Record<string, string> = {}, references = ''): Record<string, string> {
  const manifest = minimalConnector()['manifest.xml'] ?? ''
  return {
    'manifest.xml': manifest
      .replace(
        '<connection-resolver',
        '<connection-metadata file="connection-metadata.xml"/><connection-resolver',
      )
      .replace('</connector-plugin>', `${references}</connector-plugin>`),
    // The order of the file is not that of the dialog.
    'connection-fields.xml': `<connection-fields>${fields}${endpoint}</connection-fields>`,
    ...database,
    ...scripts,
    ...more,
  }
}

const oauthConfig = (id: string, label: string): string =>
  `<pluginOAuthConfig><dbclass>brook_jdbc</dbclass><oauthConfigId>${id}</oauthConfigId><configLabel>${label}</configLabel>` +
  '<authUri>https://auth.example/a</authUri><tokenUri>https://auth.example/t</tokenUri><scopes>read</scopes></pluginOAuthConfig>'

export const documentedDialogs: DocumentedDialog[] = [
  {
    name: 'a server, a port, a database, a user and a password',
    files: files(plain('username', 'Person') + plain('password', 'Key', true)),
    title: 'Brook by Brook Works',
    tabs: ['General'],
    steps: [
      { labels: ['Host', 'Gate', 'Catalogue', 'Person', 'Key'], canSignIn: false },
      {
        fill: { Host: 'h', Catalogue: 'c', Person: 'p' },
        labels: ['Host', 'Gate', 'Catalogue', 'Person', 'Key'],
        canSignIn: false,
      },
      { fill: { Key: 'k' }, labels: ['Host', 'Gate', 'Catalogue', 'Person', 'Key'], canSignIn: true },
    ],
  },
  {
    name: 'authentication with none, a user, or a user and a password',
    files: files(
      ways(
        option('Nobody', 'auth-none') +
          option('A person', 'auth-user') +
          option('A person with a key', 'auth-user-pass'),
        'auth-none',
      ) +
        user('auth-user', 'auth-user-pass') +
        password('auth-user-pass'),
    ),
    title: 'Brook by Brook Works',
    tabs: ['General'],
    steps: [
      { labels: ['Host', 'Gate', 'Catalogue', 'Way in'], canSignIn: false },
      {
        fill: { Host: 'h', Catalogue: 'c' },
        labels: ['Host', 'Gate', 'Catalogue', 'Way in'],
        canSignIn: true,
      },
      {
        choose: { 'Way in': 'auth-user' },
        labels: ['Host', 'Gate', 'Catalogue', 'Way in', 'Person'],
        canSignIn: false,
      },
      { fill: { Person: 'p' }, labels: ['Host', 'Gate', 'Catalogue', 'Way in', 'Person'], canSignIn: true },
      {
        choose: { 'Way in': 'auth-user-pass' },
        labels: ['Host', 'Gate', 'Catalogue', 'Way in', 'Person', 'Key'],
        canSignIn: false,
      },
      {
        fill: { Key: 'k' },
        labels: ['Host', 'Gate', 'Catalogue', 'Way in', 'Person', 'Key'],
        canSignIn: true,
      },
      { choose: { 'Way in': 'auth-none' }, labels: ['Host', 'Gate', 'Catalogue', 'Way in'], canSignIn: true },
    ],
  },
  {
    name: 'a check box, and a field of the tab Advanced',
    files: files(
      field('v-extra', 'category="advanced" optional="true"') +
        '<field name="sslmode" label="Guarded" category="ssl" value-type="boolean" default-value=""><boolean-options><false-value value=""/><true-value value="require"/></boolean-options></field>' +
        '<field name="v-mood" label="Mood" value-type="string" optional="true"/>' +
        plain('username', 'Person') +
        plain('password', 'Key', true),
    ),
    title: 'Brook by Brook Works',
    tabs: ['General', 'Advanced'],
    steps: [
      { labels: ['Host', 'Gate', 'Catalogue', 'Person', 'Key', 'Mood', 'Guarded'], canSignIn: false },
      {
        fill: { Host: 'h', Catalogue: 'c', Person: 'p', Key: 'k' },
        labels: ['Host', 'Gate', 'Catalogue', 'Person', 'Key', 'Mood', 'Guarded'],
        canSignIn: true,
      },
      {
        fill: { Gate: '' },
        labels: ['Host', 'Gate', 'Catalogue', 'Person', 'Key', 'Mood', 'Guarded'],
        canSignIn: false,
      },
    ],
  },
  {
    name: 'OAuth with two configurations',
    files: files(
      ways(option('The browser', 'oauth') + option('A person with a key', 'auth-user-pass'), 'oauth') +
        user('auth-user-pass') +
        password('auth-user-pass'),
      { 'one.xml': oauthConfig('one', 'First house'), 'two.xml': oauthConfig('two', 'Second house') },
      '<oauth-config file="one.xml"/><oauth-config file="two.xml"/>',
    ),
    title: 'Brook by Brook Works',
    tabs: ['General'],
    steps: [
      { labels: ['Host', 'Gate', 'Catalogue', 'Way in', 'OAuth Config Id'], canSignIn: false },
      {
        fill: { Host: 'h', Catalogue: 'c' },
        labels: ['Host', 'Gate', 'Catalogue', 'Way in', 'OAuth Config Id'],
        canSignIn: true,
      },
      {
        choose: { 'OAuth Config Id': 'two' },
        labels: ['Host', 'Gate', 'Catalogue', 'Way in', 'OAuth Config Id'],
        canSignIn: true,
      },
      {
        choose: { 'Way in': 'auth-user-pass' },
        labels: ['Host', 'Gate', 'Catalogue', 'Way in', 'Person', 'Key'],
        canSignIn: false,
      },
    ],
  },
]
