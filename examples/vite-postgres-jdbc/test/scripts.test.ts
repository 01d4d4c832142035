import { loadScript } from '@tacosmith/core/testing'
import { expect, test } from 'vitest'

// Each script is built as for Tableau and runs with stand-ins for what Tableau provides, and with nothing else.
const connectionBuilder = await loadScript(new URL('../connector/connectionBuilder.ts', import.meta.url))
const connectionProperties = await loadScript(
  new URL('../connector/connectionProperties.ts', import.meta.url),
)

const filledIn = {
  server: 'db.example.com',
  port: '6432',
  dbname: 'sales & more',
  authentication: 'auth-user-pass',
  username: 'ada',
  password: 'a=b;c',
  sslmode: 'require',
}

test('the address holds server, port and database, and nothing secret', () => {
  expect(connectionBuilder(filledIn)).toEqual(['jdbc:postgresql://db.example.com:6432/sales%20%26%20more'])
})

test('an empty dialog connects to the local server', () => {
  expect(connectionBuilder({ server: ' ', port: '' })).toEqual(['jdbc:postgresql://localhost:5432/postgres'])
})

test('an IPv6 address is put in brackets', () => {
  expect(connectionBuilder({ server: '::1' })).toEqual(['jdbc:postgresql://[::1]:5432/postgres'])
})

test('credentials travel as properties, whatever characters they hold', () => {
  expect(connectionProperties(filledIn)).toEqual({
    ApplicationName: 'Tableau',
    sslmode: 'require',
    user: 'ada',
    password: 'a=b;c',
  })
})

test('without authentication no credentials are sent', () => {
  expect(connectionProperties({ ...filledIn, authentication: 'auth-none' })).toEqual({
    ApplicationName: 'Tableau',
    sslmode: 'require',
  })
})
