import { describe, expect, test } from 'vitest'
import { choice, dialogWith, field, when } from '../testing/preview-fixture.ts'
import { type DialogInput, untouchedDialog } from './dialog-input.ts'
import type { DialogModel } from './dialog-model.ts'
import { type DialogState, dialogState } from './dialog-state.ts'

const fits = (pattern: string, value: string): boolean => new RegExp(pattern).test(value)

function stateOf(
  model: DialogModel,
  values: Record<string, string> = {},
  input: Partial<DialogInput> = {},
): DialogState {
  return dialogState(model, { ...untouchedDialog, values, ...input }, fits)
}

function shown({ tabs }: DialogState): Record<string, string[]> {
  return Object.fromEntries(tabs.map(({ name, fields }) => [name, fields.map((state) => state.field.name)]))
}

const authentication = choice(
  'authentication',
  ['auth-none', 'auth-user-pass', 'auth-pass', 'oauth'],
  'category="authentication" default-value="auth-user-pass"',
)
const username = field('username', 'category="authentication"', when('authentication', 'auth-user-pass'))
const password = field(
  'password',
  'category="authentication" secure="true"',
  when('authentication', 'auth-user-pass', 'auth-pass'),
)
const metadata = {
  'connection-metadata.xml':
    '<connection-metadata><database enabled="true" label="Schema"><field default-value="main" optional="true"/></database></connection-metadata>',
}

describe('the order of fields', () => {
  test('follows the categories, and within one the file', async () => {
    const model = await dialogWith(
      field('v-last') +
        field('v-ssl', 'category="ssl"') +
        field('v-more', 'category="advanced"') +
        field('v-sql', 'category="initial-sql"') +
        authentication +
        field('v-general') +
        field('server', 'category="endpoint"') +
        field('port', 'category="endpoint"'),
      metadata,
    )
    expect(shown(stateOf(model))).toEqual({
      general: ['server', 'port', 'dbname', 'authentication', 'v-last', 'v-general', 'v-ssl'],
      'initial-sql': ['v-sql'],
      advanced: ['v-more'],
    })
  })

  test('has no database where the metadata asks for none', async () => {
    const model = await dialogWith(field('server'), {
      'connection-metadata.xml': '<connection-metadata><database enabled="false"/></connection-metadata>',
    })
    expect(shown(stateOf(model))).toEqual({ general: ['server'] })
  })
})

describe('what shows', () => {
  test.each<[string, string[]]>([
    ['auth-none', ['authentication']],
    ['auth-user-pass', ['authentication', 'username', 'password']],
    ['auth-pass', ['authentication', 'password']],
    ['oauth', ['authentication']],
  ])('with %s', async (value, expected) => {
    const model = await dialogWith(authentication + username + password)
    expect(shown(stateOf(model, { authentication: value })).general).toEqual(expected)
  })

  test('a field that depends on a hidden field is hidden', async () => {
    const model = await dialogWith(
      choice('v-a', ['x', 'y']) +
        choice('v-b', ['x', 'y'], '', when('v-a', 'y')) +
        field('v-c', '', when('v-b', 'x')),
    )
    expect(shown(stateOf(model)).general).toEqual(['v-a'])
    expect(shown(stateOf(model, { 'v-a': 'y' })).general).toEqual(['v-a', 'v-b', 'v-c'])
  })

  test('fields that ask for each other are hidden, and nothing hangs', async () => {
    const model = await dialogWith(
      field('v-a', 'default-value="1"', when('v-b', '1')) +
        field('v-b', 'default-value="1"', when('v-a', '1')),
    )
    expect(shown(stateOf(model)).general).toEqual([])
  })

  test('what is not editable never shows, but its value reaches the scripts', async () => {
    const model = await dialogWith(field('server') + field('v-fixed', 'editable="false" default-value="7"'))
    const state = stateOf(model, { server: 's', 'v-fixed': 'typed' })
    expect(shown(state).general).toEqual(['server'])
    expect(state.attributes).toMatchObject({ server: 's', 'v-fixed': '7' })
  })

  test('a file is chosen on Desktop only', async () => {
    const model = await dialogWith(field('v-file', 'value-type="file"'))
    expect(shown(stateOf(model)).general).toEqual(['v-file'])
    const onServer = stateOf(model, {}, { host: 'server' })
    expect(shown(onServer).general).toEqual([])
    expect(onServer.attributes).not.toHaveProperty('v-file')
  })
})

describe('a choice', () => {
  const grouped = field(
    'v-tier',
    'value-type="selection" default-value="b2"',
    `<selection-group>${when('v-kind', 'a')}<option label="A1" value="a1"/><option label="A2" value="a2"/></selection-group>` +
      `<selection-group>${when('v-kind', 'b')}<option label="B1" value="b1"/><option label="B2" value="b2"/></selection-group>`,
  )

  test('offers the group whose conditions hold, and falls back to its first option when it changes', async () => {
    const model = await dialogWith(choice('v-kind', ['a', 'b']) + grouped)
    const tierOf = (values: Record<string, string>): string | undefined =>
      stateOf(model, values).fields.get('v-tier')?.value
    expect(tierOf({})).toBe('a1')
    expect(tierOf({ 'v-tier': 'a2' })).toBe('a2')
    expect(tierOf({ 'v-kind': 'b' })).toBe('b2')
    expect(tierOf({ 'v-tier': 'a2', 'v-kind': 'b' })).toBe('b1')
  })

  test('of which no group holds offers nothing', async () => {
    const model = await dialogWith(choice('v-kind', ['a', 'b', 'c']) + grouped)
    const state = stateOf(model, { 'v-kind': 'c' })
    expect(state.fields.get('v-tier')).toMatchObject({ options: [], value: '' })
    expect(state.canSignIn).toBe(false)
  })

  test('without a default begins with its first option', async () => {
    const model = await dialogWith(choice('v-a', ['x', 'y']))
    expect(stateOf(model).attributes['v-a']).toBe('x')
  })
})

describe('a check box', () => {
  const options = '<boolean-options><false-value value="no"/><true-value value="yes"/></boolean-options>'

  test.each([
    ['', 'no'],
    ['default-value="yes"', 'yes'],
    ['default-value="Yes"', 'no'],
  ])('with %s gives %s', async (attributes, expected) => {
    const model = await dialogWith(field('v-box', `value-type="boolean" ${attributes}`, options))
    expect(stateOf(model).attributes['v-box']).toBe(expected)
    expect(stateOf(model).canSignIn).toBe(true)
  })

  test('without values of its own gives true or false', async () => {
    const model = await dialogWith(field('v-box', 'value-type="boolean"'))
    expect(stateOf(model, { 'v-box': 'true' }).attributes['v-box']).toBe('true')
  })
})

describe('Sign In', () => {
  test('waits for what is required and shows', async () => {
    const model = await dialogWith(
      field('server') + field('port', 'optional="true"') + authentication + username + password,
    )
    expect(stateOf(model).problems).toEqual([
      { field: 'username', kind: 'missing' },
      { field: 'password', kind: 'missing' },
      { field: 'server', kind: 'missing' },
    ])
    expect(stateOf(model, { server: 's', authentication: 'auth-none' }).canSignIn).toBe(true)
    expect(stateOf(model, { server: 's', username: 'u', password: 'p' }).canSignIn).toBe(true)
  })

  test('waits for validation rules, but not where nobody can say', async () => {
    const model = await dialogWith(field('server', '', '<validation-rule reg-exp="^[a-z]+$"/>'))
    expect(stateOf(model, { server: 'A' }).problems).toEqual([{ field: 'server', kind: 'pattern' }])
    expect(stateOf(model, { server: 'a' }).canSignIn).toBe(true)
    const unknown = dialogState(model, { ...untouchedDialog, values: { server: 'A' } }, () => undefined)
    expect(unknown.canSignIn).toBe(true)
  })
})

describe('reconnecting', () => {
  test.each<[string, string[]]>([
    ['auth-none', []],
    ['auth-user-pass', ['password']],
    ['auth-pass', ['password']],
    ['auth-user', []],
    ['auth-integrated', []],
    ['oauth', []],
  ])('with %s asks for %j', async (value, expected) => {
    const ways = ['auth-none', 'auth-user-pass', 'auth-pass', 'auth-user', 'auth-integrated', 'oauth']
    const model = await dialogWith(
      field('server') + choice('authentication', ways) + field('username') + field('password'),
    )
    const values = { server: 's', username: 'u', authentication: value }
    const state = stateOf(model, values, { view: 'reconnect' })
    expect(shown(state)).toEqual({ general: expected })
    expect(state.attributes.server).toBe('s')
  })
})

describe('what the scripts get', () => {
  test('lacks hidden fields, or has their defaults', async () => {
    const model = await dialogWith(
      authentication +
        username +
        field('v-role', 'default-value="reader"', when('authentication', 'auth-none')),
    )
    expect(stateOf(model).attributes).not.toHaveProperty('v-role')
    expect(stateOf(model, {}, { hiddenFields: 'default' }).attributes['v-role']).toBe('reader')
  })

  test('names the class, and the Initial SQL where the connector has it', async () => {
    const plain = await dialogWith(field('server'))
    const model = { ...plain, className: 'my_class', hasInitialSql: true }
    expect(stateOf(model, { 'one-time-sql': 'SELECT 1' }).attributes).toEqual({
      class: 'my_class',
      server: '',
      'one-time-sql': 'SELECT 1',
    })
    expect(stateOf(model).tabs.map(({ name }) => name)).toEqual(['general', 'initial-sql'])
  })

  test('has tokens instead of a password with OAuth', async () => {
    const model = await dialogWith(authentication + field('username') + password)
    const { attributes } = stateOf(model, { authentication: 'oauth', username: 'u' })
    expect(attributes).not.toHaveProperty('username')
    expect(attributes).not.toHaveProperty('password')
    expect(attributes.ACCESSTOKEN).toBe('sample-access-token')
  })
})

test('a default value may be a string of the resource files', async () => {
  const model = {
    ...(await dialogWith(field('server', 'default-value="@string/host/"'))),
    texts: { en_US: { host: 'example.com' }, de_DE: { host: 'beispiel.de' } },
  }
  expect(stateOf(model).attributes.server).toBe('example.com')
  expect(stateOf(model, {}, { language: 'de_DE' }).attributes.server).toBe('beispiel.de')
})

test('Server adds who looks at a view where the database may act for them', async () => {
  const model = { ...(await dialogWith(field('server'))), impersonates: true }
  expect(stateOf(model, {}, { host: 'server' }).attributes).toMatchObject({
    ':tableau-server-user': 'sample-user',
    'workgroup-auth-mode': 'db-impersonate',
  })
  expect(stateOf(model).attributes).not.toHaveProperty('workgroup-auth-mode')
})

test('no name of an object gets in the way', async () => {
  const model = await dialogWith(field('v-a') + field('constructor') + field('__proto__') + field('toString'))
  const { attributes } = stateOf(
    model,
    JSON.parse('{"__proto__": "p", "constructor": "c"}') as Record<string, string>,
  )
  expect(attributes.constructor).toBe('c')
  expect(attributes.toString).toBe('')
})

test.each([
  ['one on the other', (index: number) => `v-${index + 1}`],
  ['in a circle', (index: number) => `v-${(index + 1) % 3500}`],
])('thousands of fields that depend %s do not end the page', async (_, next) => {
  const fields = Array.from({ length: 3500 }, (_, index) => field(`v-${index}`, '', when(next(index), '')))
  const model = await dialogWith(`${field('server')}${fields.join('')}`)
  expect(stateOf(model).tabs[0]?.fields[0]?.field.name).toBe('server')
})
