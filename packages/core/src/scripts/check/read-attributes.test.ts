import { minimalConnector } from '@tacosmith/test-kit'
import { expect, test } from 'vitest'
import { memorySource } from '../../connector/memory-source.ts'
import { readConnector } from '../../connector/read-connector.ts'
import { readAttributes } from './read-attributes.ts'

async function readsOf(builder: string) {
  const source = memorySource({ ...minimalConnector(), 'connectionBuilder.js': builder })
  const scripts = readAttributes(await readConnector(source))
  return scripts.find(({ role }) => role === 'connection-builder')
}

test('each attribute is told once, where it is read first', async () => {
  const builder = "(function b(attr) {\n  return ['a:' + attr.server + attr['port'] + attr.server]\n})"
  expect(await readsOf(builder)).toEqual({
    role: 'connection-builder',
    path: 'connectionBuilder.js',
    isOpen: false,
    reads: [
      { name: 'server', line: 2, column: 18 },
      { name: 'port', line: 2, column: 32 },
    ],
  })
})

test('one that is only asked for counts as read', async () => {
  const found = await readsOf("(function b(attr) { return ['a:' + ('v-a' in attr)] })")
  expect(found?.reads).toEqual([{ name: 'v-a', line: undefined, column: undefined }])
})

test.each([
  ["(function b(attr) { return ['a:' + JSON.stringify(attr)] })", true],
  ["(function b(attr) { return ['a:'] })", false],
])('whether others may be read: %s', async (builder, isOpen) => {
  expect((await readsOf(builder))?.isOpen).toBe(isOpen)
})

test('what is no script gives nothing', async () => {
  expect(await readsOf('(function b(attr) {')).toBeUndefined()
})
