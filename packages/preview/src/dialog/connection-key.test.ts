import { expect, test } from 'vitest'
import { connectionKey } from './connection-key.ts'

const rules = {
  lists: [
    { condition: undefined, attributes: ['server', 'port'] },
    { condition: { operator: 'eq', value: 'auth-user' }, attributes: ['username'] },
    { condition: { operator: 'ne', value: 'auth-none' }, attributes: ['password'] },
  ],
  defaults: [
    { name: 'port', value: '1' },
    { name: 'v-a', value: 'x' },
  ],
} satisfies Parameters<typeof connectionKey>[0]

test.each([
  [
    { server: 's', authentication: 'auth-none', username: 'u' },
    { server: 's', port: '1', 'v-a': 'x' },
  ],
  [
    { server: 's', port: '2', authentication: 'auth-user', username: 'u', password: 'p' },
    { server: 's', port: '2', username: 'u', password: 'p', 'v-a': 'x' },
  ],
  [
    { authentication: 'oauth', password: 'p' },
    { port: '1', password: 'p', 'v-a': 'x' },
  ],
])('%j has the key %j', (attributes, expected) => {
  expect(connectionKey(rules, attributes as Record<string, string>)).toEqual(expected)
})
