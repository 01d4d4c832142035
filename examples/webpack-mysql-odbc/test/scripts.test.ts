import { loadScript } from '@tacosmith/core/testing'
import { expect, test } from 'vitest'

// The script is built as for Tableau and runs with stand-ins for what Tableau provides, and with nothing else.
const connectionBuilder = await loadScript<string[]>(
  new URL('../connector/connectionBuilder.ts', import.meta.url),
  { driver: { name: 'MySQL ODBC 9.1 Unicode Driver' } },
)

const filledIn = {
  server: 'mysql.example.com',
  port: '3307',
  dbname: 'sales',
  authentication: 'auth-user-pass',
  username: 'ada',
  password: 'plain',
  sslmode: 'require',
  'v-character-set': 'latin1',
}

test('every value of the dialog reaches the driver', () => {
  const pairs = connectionBuilder(filledIn)
  expect(pairs).toEqual(
    expect.arrayContaining([
      'SERVER=mysql.example.com',
      'PORT=3307',
      'DATABASE=sales',
      'UID=ada',
      'PWD=plain',
      'SSLMODE=REQUIRED',
      'CHARSET=latin1',
    ]),
  )
  expect(pairs.join(';')).toMatch(/DRIVER=\{?MySQL ODBC 9\.1 Unicode Driver\}?/)
})

test('a password that holds a semicolon does not end the pair', () => {
  expect(connectionBuilder({ ...filledIn, password: 'a;UID=root' })).toContain('PWD={a;UID=root}')
})

test('without a password none is sent, also one that was typed in before', () => {
  const pairs = connectionBuilder({ ...filledIn, authentication: 'auth-user' })
  expect(pairs.filter((pair) => pair.startsWith('PWD='))).toEqual([])
})

test('what is empty is left out or has a default', () => {
  const pairs = connectionBuilder({ ...filledIn, port: ' ', dbname: undefined, sslmode: '' })
  expect(pairs).toEqual(expect.arrayContaining(['PORT=3306', 'SSLMODE=PREFERRED']))
  expect(pairs.filter((pair) => pair.startsWith('DATABASE='))).toEqual([])
})

test('extras change how the driver works, not where it connects to', () => {
  const pairs = connectionBuilder({
    ...filledIn,
    'odbc-connect-string-extras': 'no_cache=0;server=elsewhere.example.com',
  })
  expect(pairs).toEqual(expect.arrayContaining(['NO_CACHE=0', 'SERVER=mysql.example.com']))
})

test('a port that cannot be is told to the user', () => {
  expect(() => connectionBuilder({ ...filledIn, port: '99999' })).toThrow('no port 99999')
})
