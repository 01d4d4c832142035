import { odbcDriverName } from './connector-files.ts'
import { type AuthenticationMode, offersOauth, type ProjectChoices, sends } from './project-choices.ts'
import { quoted } from './quoted.ts'
import { subprotocol } from './script-files.ts'

/** The test of the scripts, for vitest. */
export function testFile(choices: ProjectChoices): string {
  return choices.base === 'jdbc' ? jdbcTest(choices) : odbcTest(choices)
}

const values = { username: 'ada', password: 'a=b;c', ACCESSTOKEN: 'token-of-ada' }

const head = `import { loadScript } from '@tacosmith/core/testing'
import { expect, test } from 'vitest'

// Scripts are built as for Tableau and run with stand-ins for what Tableau provides, and with nothing else.`

// Of another mode, values may be left over from an earlier choice in the dialog.
function filledIn(choices: ProjectChoices): string {
  const token = offersOauth(choices) ? `  ACCESSTOKEN: '${values.ACCESSTOKEN}',\n` : ''
  return `const filledIn = {
  server: 'db.example.com',
  port: '6432',
  dbname: 'sales data',
  username: '${values.username}',
  password: '${values.password}',
${token}}
`
}

function jdbcTest(choices: ProjectChoices): string {
  const address = `jdbc:${subprotocol(choices.class)}://`
  return `${head}
const connectionBuilder = await loadScript(${scriptAddress('connectionBuilder', choices)})
const connectionProperties = await loadScript(${scriptAddress('connectionProperties', choices)})

${filledIn(choices)}
test('the address holds server, port and database, and nothing secret', () => {
  expect(connectionBuilder(filledIn)).toEqual(['${address}db.example.com:6432/sales%20data'])
})

test('an IPv6 address is put in brackets', () => {
  expect(connectionBuilder({ ...filledIn, server: '::1' })).toEqual(['${address}[::1]:6432/sales%20data'])
})
${choices.authentication.map(jdbcModeTest).join('')}`
}

function jdbcModeTest(mode: AuthenticationMode): string {
  const properties = [
    ...(sends(mode, 'username') ? [`user: '${values.username}'`] : []),
    ...(sends(mode, 'password') ? [`password: '${values.password}'`] : []),
    ...(sends(mode, 'ACCESSTOKEN') ? [`accessToken: '${values.ACCESSTOKEN}'`] : []),
  ]
  return `
test('${titles[mode]}', () => {
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

${filledIn(choices)}
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
  const pairs = [
    ...(sends(mode, 'username') ? [`'UID=${values.username}'`] : []),
    // A value that holds a semicolon must not end the pair.
    ...(sends(mode, 'password') ? [`'PWD={${values.password}}'`] : []),
    ...(sends(mode, 'ACCESSTOKEN') ? [`'ACCESSTOKEN=${values.ACCESSTOKEN}'`] : []),
  ]
  return `
test('${titles[mode]}', () => {
  const pairs = connectionBuilder({ ...filledIn, authentication: '${mode}' })
  expect(pairs.filter((pair) => /^(UID|PWD|ACCESSTOKEN)=/.test(pair))).toEqual([${pairs.join(', ')}])
})
`
}

function scriptAddress(name: string, { language }: ProjectChoices): string {
  return `new URL('../connector/${name}.${language}', import.meta.url)`
}

const titles: Record<AuthenticationMode, string> = {
  'auth-user-pass': 'username and password are sent, whatever characters they hold',
  'auth-user': 'a username is sent, and no password',
  'auth-pass': 'a password is sent, and no username',
  'auth-none': 'without authentication no credentials are sent',
  oauth: 'with OAuth the token is sent, and no password',
}
