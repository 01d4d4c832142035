import { odbcDriverName } from './connector-files.ts'
import type { AuthenticationMode, ProjectChoices } from './project-choices.ts'
import { quoted } from './quoted.ts'
import { subprotocol } from './script-files.ts'

/** The test of the scripts, for vitest. */
export function testFile(choices: ProjectChoices): string {
  return choices.base === 'jdbc' ? jdbcTest(choices) : odbcTest(choices)
}

const values = { username: 'ada', password: 'a=b;c' }

const head = `import { loadScript } from '@tacosmith/core/testing'
import { expect, test } from 'vitest'

// Scripts are built as for Tableau and run with stand-ins for what Tableau provides, and with nothing else.`

// Of another mode, values may be left over from an earlier choice in the dialog.
const filledIn = `const filledIn = {
  server: 'db.example.com',
  port: '6432',
  dbname: 'sales data',
  username: '${values.username}',
  password: '${values.password}',
}
`

function jdbcTest(choices: ProjectChoices): string {
  const address = `jdbc:${subprotocol(choices.class)}://`
  return `${head}
const connectionBuilder = await loadScript(${scriptAddress('connectionBuilder', choices)})
const connectionProperties = await loadScript(${scriptAddress('connectionProperties', choices)})

${filledIn}
test('the address holds server, port and database, and nothing secret', () => {
  expect(connectionBuilder(filledIn)).toEqual(['${address}db.example.com:6432/sales%20data'])
})

test('an IPv6 address is put in brackets', () => {
  expect(connectionBuilder({ ...filledIn, server: '::1' })).toEqual(['${address}[::1]:6432/sales%20data'])
})
${choices.authentication.map(jdbcModeTest).join('')}`
}

function jdbcModeTest(mode: AuthenticationMode): string {
  const { username, password } = sentWith(mode)
  const properties = [
    ...(username ? [`user: '${values.username}'`] : []),
    ...(password ? [`password: '${values.password}'`] : []),
  ]
  return `
test('${titleOf(mode)}', () => {
  const properties = connectionProperties({ ...filledIn, authentication: '${mode}' })
  expect(properties).toEqual(${properties.length > 0 ? `{ ${properties.join(', ')} }` : '{}'})
})
`
}

function odbcTest(choices: ProjectChoices): string {
  const { language } = choices
  return `${head}
const connectionBuilder = await loadScript${language === 'ts' ? '<string[]>' : ''}(${scriptAddress('connectionBuilder', choices)}, {
  driver: { name: ${quoted(odbcDriverName(choices.vendor))} },
})

${filledIn}
test('every value of the dialog reaches the driver', () => {
  const pairs = connectionBuilder(filledIn)
  expect(pairs).toEqual(
    expect.arrayContaining(['SERVER=db.example.com', 'PORT=6432', 'DATABASE=sales data']),
  )
  expect(pairs.find((pair) => pair.startsWith('DRIVER='))).toContain(${quoted(odbcDriverName(choices.vendor))})
})

test('what is empty is left out', () => {
  const pairs = connectionBuilder({ ...filledIn, dbname: '' })
  expect(pairs.filter((pair) => pair.startsWith('DATABASE='))).toEqual([])
})
${choices.authentication.map(odbcModeTest).join('')}`
}

function odbcModeTest(mode: AuthenticationMode): string {
  const { username, password } = sentWith(mode)
  const pairs = [
    ...(username ? [`'UID=${values.username}'`] : []),
    // A value that holds a semicolon must not end the pair.
    ...(password ? [`'PWD={${values.password}}'`] : []),
  ]
  return `
test('${titleOf(mode)}', () => {
  const pairs = connectionBuilder({ ...filledIn, authentication: '${mode}' })
  expect(pairs.filter((pair) => /^(UID|PWD)=/.test(pair))).toEqual([${pairs.join(', ')}])
})
`
}

function scriptAddress(name: string, { language }: ProjectChoices): string {
  return `new URL('../connector/${name}.${language}', import.meta.url)`
}

function sentWith(mode: AuthenticationMode): { username: boolean; password: boolean } {
  return { username: mode.startsWith('auth-user'), password: mode.endsWith('pass') }
}

function titleOf(mode: AuthenticationMode): string {
  const { username, password } = sentWith(mode)
  if (username && password) return 'username and password are sent, whatever characters they hold'
  if (username) return 'a username is sent, and no password'
  if (password) return 'a password is sent, and no username'
  return 'without authentication no credentials are sent'
}
