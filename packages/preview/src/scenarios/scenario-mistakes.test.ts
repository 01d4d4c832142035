import { describe, expect, test } from 'vitest'
import type { DialogModel } from '../dialog/dialog-model.ts'
import { choice, dialogWith, field, when } from '../testing/preview-fixture.ts'
import type { Scenario } from './scenario.ts'
import { scenarioMistakes, scenarioNotes } from './scenario-mistakes.ts'

const scripts = { 'connection-builder': '(function () {})' }

async function model(): Promise<DialogModel> {
  return await dialogWith(
    choice('authentication', ['auth-none', 'auth-user-pass']) +
      field('server') +
      field('username', '', when('authentication', 'auth-user-pass')) +
      field('v-fixed', 'editable="false" default-value="7"') +
      '<field name="sslmode" label="s" value-type="boolean"><boolean-options><false-value value="no"/><true-value value="yes"/></boolean-options></field>' +
      '<field name="v-kind" label="k" value-type="selection">' +
      `<selection-group>${when('authentication', 'auth-none')}<option label="a" value="a"/></selection-group>` +
      `<selection-group>${when('authentication', 'auth-user-pass')}<option label="b" value="b"/></selection-group></field>`,
  )
}

const entering = (values: Record<string, string>, more: Partial<Scenario> = {}): Scenario => ({
  ...{ name: 'one', values, expect: { canSignIn: true }, ...more },
})

async function mistakes(scenario: Scenario): Promise<string[]> {
  const found = scenarioMistakes(await model(), scripts, scenario)
  return found.map(({ what, message }) => `${what}: ${message}`)
}

describe('a scenario', () => {
  test('may enter what the dialog takes, and one that nobody would choose', async () => {
    const values = { server: '', authentication: 'auth-user-pass', username: 'ann', sslmode: 'yes' }
    expect(await mistakes(entering({ ...values, 'v-kind': 'b' }))).toEqual([])
    expect(scenarioNotes(await model(), entering({ ...values, 'v-kind': 'b' }))).toEqual([])
  })

  test.each<[Record<string, string>, string]>([
    [
      { servr: 'x' },
      'values.servr: the dialog has no such field; it has authentication, server, username, v-fixed, sslmode, v-kind',
    ],
    [{ 'one-time-sql': 'x' }, 'values.one-time-sql: the connector does not support Initial SQL'],
    [{ 'v-fixed': '8' }, 'values.v-fixed: users cannot edit this field: it keeps its default value'],
    [{ sslmode: 'true' }, 'values.sslmode: "true" cannot be chosen; there is "yes", "no"'],
    [
      { authentication: 'oauth' },
      'values.authentication: "oauth" cannot be chosen; there is "auth-none", "auth-user-pass"',
    ],
    [{ 'v-kind': 'c' }, 'values.v-kind: "c" cannot be chosen; there is "a", "b"'],
  ])('cannot enter %j', async (values, message) => {
    expect(await mistakes(entering(values))).toEqual([message])
  })

  test('cannot expect what no script gives, nor choose what is not there', async () => {
    const expect_ = { connection: 'x', properties: {}, exception: 'x' }
    expect(await mistakes(entering({}, { expect: expect_, oauthConfig: 'one' }))).toEqual([
      'oauthConfig: the connector has no OAuth configuration',
      'expect.properties: there is no script of the connection-properties',
    ])
    const without = scenarioMistakes(await model(), {}, entering({}, { expect: expect_ }))
    expect(without.map(({ what }) => what)).toEqual([
      'expect.connection',
      'expect.properties',
      'expect.exception',
    ])
  })

  test('is in a language of the connector', async () => {
    const inGerman = entering({}, { language: 'de_DE' })
    expect(await mistakes(inGerman)).toEqual(['language: the connector has no resource files'])
    expect(await mistakes(entering({}, { language: 'en_US' }))).toEqual([])
    const translated = { ...(await model()), languages: ['de_DE', 'fr_FR'] }
    expect(scenarioMistakes(translated, scripts, inGerman)).toEqual([])
    const [mistake] = scenarioMistakes(translated, scripts, entering({}, { language: 'de' }))
    expect(mistake?.message).toBe('the connector has no texts in "de"; it has de_DE, fr_FR')
  })

  test.each<[Record<string, string>, string]>([
    [{ username: 'ann' }, 'values.username has no effect: the field does not show'],
    [{ 'v-kind': 'b' }, 'values.v-kind has no effect: "b" is not offered with these values'],
  ])('is told that %j has no effect, and may mean it', async (values, note) => {
    const scenario = entering({ authentication: 'auth-none', ...values })
    expect(await mistakes(scenario)).toEqual([])
    expect(scenarioNotes(await model(), scenario)).toEqual([note])
  })
})
