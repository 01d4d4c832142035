import { minimalConnector } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { dialog, field } from '../testing/dialog.ts'
import { ruleFindings, runRules } from '../testing/rule-findings.ts'
import { rulesCalled } from '../testing/rules-called.ts'

const securityRules = rulesCalled('sec-')

const labelled = (label: string, attributes = '', name = 'v-a') =>
  field(name, '', attributes).replace('label="L"', `label="${label}"`)

const find = (...fields: string[]) => ruleFindings(securityRules, dialog(...fields))

const at = (rule: string, place: string) => `${rule} warning connection-fields.xml:${place}`

const sensitive = at('sec-sensitive-field', '2:19')
const freeform = at('sec-freeform-properties', '2:19')

describe('securityRules', () => {
  it('find nothing in the minimal connector', async () => {
    expect(await ruleFindings(securityRules, minimalConnector(), 'gallery')).toEqual([])
  })

  it.each([
    'API-Key',
    'Your apikey',
    'Private key',
    'Passphrase',
    'Proxy credentials',
    'AWS access key',
    'Contact e-mail',
    'Date of birth',
    'API key ID or API key',
    'JWT',
    'Email of the account',
    'Kennwort',
    'Mot de passe',
    'プロキシのパスワード',
  ])('sec-sensitive-field: finds "%s"', async (label) => {
    expect(await find(labelled(label))).toEqual([sensitive])
  })

  it.each(['v-apiKey', 'v-api_key', 'v-private-key'])(
    'sec-sensitive-field: finds the name %s',
    async (name) => {
      expect(await find(field(name))).toEqual([at('sec-sensitive-field', '2:8')])
    },
  )

  it.each([
    'Keyspace',
    'Primary key column',
    'Partition key',
    'Bypass proxy',
    'Compass region',
    'Passive mode',
    'AWS access key ID',
    'API key ID',
    'JWT audience',
    'KMS encryption key ARN',
    'AWS credentials profile',
    'Service account email',
    'E-mail domain',
    'Emails table',
    'Keystore path',
    // The place of a key is not the key.
    'SSH private key file (~/.brook/)',
    'Private key path',
    // The packager's rules find these.
    'API token',
    'Key password',
  ])('sec-sensitive-field: lets "%s" pass', async (label) => {
    expect(await find(labelled(label))).toEqual([])
  })

  it.each([
    ['a user name may be an address', labelled('E-mail', '', 'username'), []],
    ['but no secret', labelled('API key', '', 'username'), [at('sec-sensitive-field', '2:24')]],
    ['nobody types into a list', labelled('Credentials').replace('string', 'selection'), []],
    ['nor into a hidden field', labelled('API key', ' editable="false" default-value="x"'), []],
    ['a way to sign in asks for nothing', labelled('Credentials', '', 'authentication'), []],
    ['one finding for one field', labelled('API key', '', 'v-api-key'), [at('sec-sensitive-field', '2:8')]],
  ])('sec-sensitive-field: %s', async (_, text, expected) => {
    expect(await find(text)).toEqual(expected)
  })

  it('sec-sensitive-field: reads labels in every language', async () => {
    const files = dialog(labelled('@string/a/'))
    files['resources-en_US.xml'] = '<resources><string name="a">Access</string></resources>'
    expect(await ruleFindings(securityRules, files)).toEqual([])
    files['resources-de_DE.xml'] = '<resources><string name="a">Kennwort</string></resources>'
    expect((await runRules(securityRules, files))[0]?.message).toContain(
      '"Kennwort" (in resources-de_DE.xml)',
    )
  })

  it.each([
    'Additional properties',
    'Driver options',
    'JDBC URL',
    'Extra connection parameters',
    'Connection string',
    'Custom JDBC properties',
  ])('sec-freeform-properties: finds "%s"', async (label) => {
    expect(await find(labelled(label))).toEqual([freeform])
  })

  it.each([
    ['Property name', ''],
    ['Query options', ''],
    ['Filter', ' placeholder="a=1"'],
    ['Filter', ' default-value="a;b"'],
    ['Advanced mode', ''],
    // The documentation recommends such a file.
    ['JDBC properties file', ''],
    ['Query tags', ' placeholder="team=a;stage=b"'],
  ])('sec-freeform-properties: lets "%s" with%s pass', async (label, attributes) => {
    expect(await find(labelled(label, attributes))).toEqual([])
  })

  it.each([
    ['v-connection_string_file', 'Database', []],
    ['v-connection-string', 'Brook database', []],
    ['v-extra', 'Connection string', ['2:23']],
    ['v-custom-url-params', 'More', ['2:8']],
  ])('sec-freeform-properties: users see the label, not the name: %s, "%s"', async (name, label, places) => {
    const expected = places.map((place) => at('sec-freeform-properties', place))
    expect(await find(labelled(label, '', name))).toEqual(expected)
  })

  it.each([' placeholder="key1=value1;key2=value2"', ' default-value="a=1&amp;b=2"'])(
    'sec-freeform-properties: knows a list by%s',
    async (attributes) => {
      expect(await find(labelled('Settings', attributes))).toEqual([at('sec-freeform-properties', '2:56')])
    },
  )

  it.each([
    ['Refresh token', 1],
    ['OAuth access token', 1],
    // Such tokens take the place of a password.
    ['Personal access token', 0],
    ['Client Secret', 0],
    ['OAuth client secret', 1],
    ['Password or token', 0],
  ])('sec-oauth-secret-field: "%s"', async (label, expected) => {
    const password = labelled(label, ' secure="true"', 'password')
    expect(await find(password)).toHaveLength(expected)
    // The packager's rules speak of a field that is not secure.
    expect(await find(labelled(label, '', 'password'))).toEqual([])
  })

  it('are errors in the gallery', async () => {
    const files = dialog(labelled('API key'), labelled('Driver options', '', 'v-b'))
    const found = await runRules(securityRules, files, 'gallery')
    expect(found.map(({ severity }) => severity)).toEqual(['error', 'error'])
  })
})
