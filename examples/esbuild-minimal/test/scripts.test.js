import assert from 'node:assert/strict'
import { test } from 'node:test'
import connectionBuilder from '../connector/connectionBuilder.js'
import connectionProperties from '../connector/connectionProperties.js'

test('the address holds server, port and database, and nothing secret', () => {
  const attr = {
    server: 'db.example.com',
    port: '9123',
    dbname: '~/sales',
    username: 'ada',
    password: 'secret',
  }
  assert.deepEqual(connectionBuilder(attr), ['jdbc:h2:tcp://db.example.com:9123/~/sales'])
  assert.deepEqual(connectionProperties(attr), { user: 'ada', password: 'secret' })
})

test('an empty dialog connects to the local server', () => {
  assert.deepEqual(connectionBuilder({ server: ' ' }), ['jdbc:h2:tcp://localhost:9092/~/test'])
  assert.deepEqual(connectionProperties({}), { user: 'sa', password: '' })
})
