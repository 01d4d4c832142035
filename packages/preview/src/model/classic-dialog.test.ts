import { describe, expect, test } from 'vitest'
import { untouchedDialog } from '../dialog/dialog-input.ts'
import type { DialogModel } from '../dialog/dialog-model.ts'
import { dialogState } from '../dialog/dialog-state.ts'
import { connectorWith } from '../testing/preview-fixture.ts'
import { dialogModelOf } from './dialog-model-of.ts'

const noServer = '<server-prompt value="" enabled="false"/>'

/** A connector with an old dialog, which asks for no server unless these settings do. */
async function classic(settings: string, server = noServer): Promise<DialogModel> {
  const config = settings + (settings.includes('server-prompt') ? '' : server)
  const connector = await connectorWith({
    'manifest.xml': `<connector-plugin class="brook" superclass="jdbc" plugin-version="1.0.0" name="Brook" version="18.1">
  <vendor-information><company name="Brook Works"/><support-link url="https://brook.example"/></vendor-information>
  <connection-dialog file="dialog.tcd"/></connector-plugin>`,
    'dialog.tcd': `<connection-dialog class="brook"><connection-config>${config}</connection-config></connection-dialog>`,
  })
  return dialogModelOf(connector)
}

function shown(model: DialogModel, values: Record<string, string> = {}): string[] {
  const { tabs } = dialogState(model, { ...untouchedDialog, values }, () => true)
  return tabs.flatMap(({ fields }) => fields.map(({ field }) => field.name))
}

const option = (name: string, more = ''): string => `<option name="${name}" ${more}/>`

test('draws what its prompts ask for, in the order of the dialog', async () => {
  const model = await classic(
    `<vendor1-prompt value="One:"/><db-name-prompt value="Database:" optional="true"/><port-prompt value="Port:" default="7800"/>
     <server-prompt value="Server:"/><warehouse-prompt value="W" enabled="false"/><show-ssl-checkbox value="true"/>`,
  )
  expect(model.form).toBe('classic')
  expect(shown(model)).toEqual(['server', 'port', 'dbname', 'username', 'password', 'vendor1', 'sslmode'])
  expect(model.fields.find(({ name }) => name === 'dbname')).toMatchObject({
    label: 'Database:',
    isOptional: true,
    placeholder: 'Optional',
  })
  expect(model.fields.find(({ name }) => name === 'port')?.defaultValue).toBe('7800')
})

test('asks for the server where nothing is said about it', async () => {
  const model = await classic('<port-prompt value="Port:"/>', '')
  expect(shown(model).slice(0, 2)).toEqual(['server', 'port'])
  expect(model.fields[0]?.label).toBe('Server:')
  expect(model.classic?.guessed).toEqual(['a field Server without a server-prompt'])
})

describe('the way to sign in', () => {
  test.each([
    ['None', []],
    ['Basic', ['username', 'password']],
    ['BasicUserNameOnly', ['username']],
    ['PasswordOnly', ['password']],
  ])('of the mode %s', async (mode, expected) => {
    const model = await classic(`<authentication-mode value="${mode}"/>`)
    expect(shown(model)).toEqual(expected)
  })

  test('is chosen where there are several', async () => {
    const options =
      option('None', 'value="auth-none"') +
      option('UsernameAndPassword', 'value="auth-user-pass" default="true"')
    const model = await classic(
      `<authentication-mode value="ComboBoxIntegrated"/><authentication-options>${options}</authentication-options>`,
    )
    expect(model.classic?.choice).toBe('combo-box')
    expect(shown(model)).toEqual(['authentication', 'username', 'password'])
    expect(shown(model, { authentication: 'auth-none' })).toEqual(['authentication'])
  })

  test('is chosen by radio buttons where the mode says so', async () => {
    const options = option('None') + option('Username')
    const model = await classic(
      `<authentication-mode value="Radio"/><authentication-options>${options}</authentication-options>`,
    )
    expect(model.classic?.choice).toBe('radio')
    expect(shown(model, { authentication: 'auth-user' })).toEqual(['authentication', 'username'])
  })

  test('of the older values for Hive and Spark is what the file says', async () => {
    const options = option('None', 'value="0"') + option('Username', 'value="2" default="true"')
    const model = await classic(`<authentication-options>${options}</authentication-options>`)
    const { attributes } = dialogState(model, untouchedDialog, () => true)
    expect(attributes.authentication).toBe('2')
    expect(shown(model)).toEqual(['authentication', 'username'])
  })

  test.each([
    ['UseWindows', []],
    ['Explicit', ['username', 'password']],
    ['LDAP', ['username', 'password']],
    ['OAuth', []],
    ['Integrated', []],
  ])('called %s shows what it asks for, and is told to be a guess', async (name, expected) => {
    const model = await classic(`<authentication-options>${option(name)}</authentication-options>`)
    expect(shown(model)).toEqual(expected)
    expect(model.classic?.guessed).toEqual([`option ${name}`])
  })

  test('of AWS has labels of its own', async () => {
    const model = await classic('<authentication-mode value="BasicAWS"/>')
    const labels = model.fields.map(({ label }) => label)
    expect(labels).toEqual(expect.arrayContaining(['Access Key ID:', 'Secret Access Key:']))
    expect(model.classic?.guessed).toEqual(['authentication-mode BasicAWS'])
  })

  test('may be left empty without validation', async () => {
    const model = await classic('<authentication-mode value="BasicNoValidateFields"/>')
    expect(dialogState(model, untouchedDialog, () => true).canSignIn).toBe(true)
  })
})

test('shows what other settings ask for, and says what it leaves out', async () => {
  const model = await classic(
    `<service-prompt value="Service:"/><show-service-prompt value="false"/><show-instance-url-prompt value="true"/>
     <show-encryption-checkbox value="true"/><show-db-browse-button value="true"/><authentication-mode value="None"/>`,
  )
  expect(shown(model)).toEqual(['instanceurl', 'encryption'])
  expect(model.classic?.guessed).toEqual([
    'show-instance-url-prompt',
    'show-encryption-checkbox',
    'show-db-browse-button (left out here)',
  ])
})

test.each([
  ['', ''],
  ['<default-ssl-mode value="require"/>', 'require'],
])('the check box for SSL with %j gives %j', async (more, expected) => {
  const model = await classic(`<show-ssl-checkbox value="true"/>${more}`)
  const { attributes } = dialogState(model, untouchedDialog, () => true)
  expect(attributes.sslmode).toBe(expected)
})
