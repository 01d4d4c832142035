import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { expect, test } from 'vitest'
import { serveConnector } from '../testing/served-connector.ts'

const { 'connection-fields.xml': fields } = minimalConnector()
const more = '<field name="v-region" label="Region" value-type="string" optional="true"/>'

async function unreadOf(
  builder: string,
  properties = '(function (attr) { return { u: attr.username, p: attr.password } })',
) {
  const { live } = await serveConnector({
    'connection-fields.xml': replaceIn(fields, '</connection-fields>', `${more}</connection-fields>`),
    'connectionBuilder.js': builder,
    'connectionProperties.js': properties,
  })
  return (await live.get()).unread
}

test('tells what no script reads, and what is read and not given, with their places', async () => {
  const unread = await unreadOf(
    "(function builder(attr) {\n  return ['jdbc:brook://' + attr.server + attr['port'] + attr.nowhere + attr[connectionHelper.attributeWarehouse] + attr.class]\n})",
  )
  expect(unread).toEqual({
    isWhole: true,
    unread: [{ name: 'v-region', place: { file: 'connection-fields.xml', line: 13, column: 1 } }],
    unknown: [
      { name: 'nowhere', place: { file: 'connectionBuilder.js', line: 2, column: 58 } },
      { name: 'warehouse', place: { file: 'connectionBuilder.js', line: 2, column: 73 } },
    ],
  })
})

test('counts nothing as unread where a script may read all', async () => {
  const unread = await unreadOf(
    "(function builder(attr) { return Object.keys(attr).map(function (name) { return name + '=' + attr[name] }) })",
  )
  expect(unread).toEqual({ isWhole: false, unread: [], unknown: [] })
})

test('says nothing about a connector without a script that builds the connection', async () => {
  const { live } = await serveConnector({
    'connection-resolver.tdr': '<tdr class="brook_jdbc"><connection-resolver/></tdr>',
  })
  expect((await live.get()).unread).toBeUndefined()
})
