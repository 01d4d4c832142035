import { describe, expect, it } from 'vitest'
import { type Changes, plainFindings } from '../testing/script-findings.ts'
import { readConnectionString } from './connection-string.ts'

const inBody = (body: string) => `(function script(attr) {\n${body}\n})`

const odbc: Changes = { 'manifest.xml': [['superclass="jdbc"', 'superclass="odbc"']] }

async function rulesOf(file: string, body: string, changes: Changes = {}): Promise<string[]> {
  const found = await plainFindings({ ...changes, [file]: inBody(body) }, true)
  return found.map(({ rule, message }) => (rule === 'js-value-escaping' ? message : rule))
}

const lost = (arrived: string) =>
  `the password "p;w}d=x \\"y' é日" reaches the driver as ${JSON.stringify(arrived)}`

describe('a password with special characters', () => {
  it.each([
    ["return ['UID=' + attr.username, connectionHelper.FormatKeyValuePair('PWD', attr.password)]", []],
    ["return ['UID=' + attr.username, 'PWD={' + attr.password.replace(/}/g, '}}') + '}']", []],
    ["return ['UID=' + attr.username, 'PWD=' + attr.password]", [lost('p')]],
    ["return ['UID=' + attr.username + ';PWD=' + attr.password]", [lost('p')]],
    // The first brace ends the value.
    ["return ['PWD={' + attr.password + '}']", [lost('p;w')]],
    // A script may do something else with it.
    ["return ['PWD=' + encodeURIComponent(attr.password)]", []],
    ["return ['UID=' + attr.username]", []],
  ])('ODBC: %s', async (body, expected) => {
    expect(await rulesOf('connectionBuilder.js', body, odbc)).toEqual(expected)
  })

  it.each([
    ['return { user: attr.username, password: attr.password }', []],
    ["return { password: attr.password.split(';')[0] }", [lost('p')]],
    ["return { password: attr.password.replace(/[^ -~]/g, '') }", [lost('p;w}d=x "y\' ')]],
  ])('JDBC: %s', async (body, expected) => {
    expect(await rulesOf('connectionProperties.js', body)).toEqual(expected)
  })
})

describe('the address of a JDBC connector', () => {
  it('is told with the parameter that breaks', async () => {
    const script = inBody("return ['jdbc:x://' + attr.server + '/?a=1&db=' + attr.dbname]")
    const [found] = await plainFindings({ 'connectionBuilder.js': script }, true)
    expect(found?.message).toBe(
      'the value of a field stands in the parameter "db" of the address as it is: "a&b=c" becomes two parameters',
    )
  })

  it.each([
    ["return ['jdbc:x://' + attr.server + '/?db=' + encodeURIComponent(attr.dbname)]", []],
    ["return ['jdbc:x://' + attr.server + '/?db=' + attr.dbname]", ['js-address-encoding']],
    ["return ['jdbc:x://' + attr.server + '/?a=1&db=' + attr.dbname + ';b=2']", ['js-address-encoding']],
    // Parameters that users type whole.
    ["return ['jdbc:x://' + attr.server + '/?a=1&' + attr.dbname]", []],
    // Other signs end these.
    ["return ['jdbc:x://' + attr.server + '/?a=1;db=' + attr.dbname]", []],
    ["return ['jdbc:x://' + attr.server + '/?db={' + attr.dbname + '}']", []],
    // A path may be what the driver wants.
    ["return ['jdbc:x://' + attr.server + '/' + attr.dbname]", []],
    ["return ['jbdc:x://' + attr.server]", ['js-jdbc-prefix']],
    ["return ['JDBC:x://' + attr.server]", []],
    ["return ['mysql://' + attr.server]", ['js-jdbc-prefix']],
    ["return [attr.server + ':' + attr.port]", []],
  ])('%s', async (body, expected) => {
    expect(await rulesOf('connectionBuilder.js', body)).toEqual(expected)
  })
})

it.each([
  ['', ['js-address-encoding']],
  [' editable="false"', []],
])('a field%s in the parameters of an address', async (attributes, expected) => {
  const field = `<field name="v-mode" label="Mode" value-type="string" default-value="x"${attributes}/>`
  const body = "return ['jdbc:x://' + attr.server + '/?mode=' + attr['v-mode']]"
  const changes: Changes = {
    'connection-fields.xml': [['</connection-fields>', `${field}</connection-fields>`]],
    'connection-resolver.tdr': [['<attr>port</attr>', '<attr>port</attr><attr>v-mode</attr>']],
  }
  expect(await rulesOf('connectionBuilder.js', body, changes)).toEqual(expected)
})

describe('js-logs-password', () => {
  const logged = 'logging.Log(JSON.stringify(attr))\nreturn { password: attr.password }'
  const younger: Changes = {
    'manifest.xml': [['superclass="jdbc"', 'superclass="jdbc" min-version-tableau="2022.1"']],
  }

  it.each([
    [logged, {}, ['js-logging-deprecated', 'js-logs-password']],
    [logged, younger, ['js-logging-deprecated']],
    // The word is no password.
    ["logging.Log('a password is set')\nreturn { password: attr.password }", {}, ['js-logging-deprecated']],
    ['logging.Log(attr.server)\nreturn { password: attr.password }', {}, ['js-logging-deprecated']],
  ] as [string, Changes, string[]][])('%s %j', async (body, changes, expected) => {
    expect((await rulesOf('connectionProperties.js', body, changes)).sort()).toEqual(expected)
  })
})

describe('readConnectionString', () => {
  it.each([
    [
      'A=1;B=2',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    [
      'A={x;y}}z};B=',
      [
        ['A', 'x;y}z'],
        ['B', ''],
      ],
    ],
    [';;A = 1 ;', [['A', '1 ']]],
    [
      'A={x}tail;B=2',
      [
        ['A', 'x'],
        ['B', '2'],
      ],
    ],
    ['none', []],
    ['', []],
  ])('%s', (text, pairs) => {
    expect(readConnectionString(text)).toEqual(pairs)
  })
})
