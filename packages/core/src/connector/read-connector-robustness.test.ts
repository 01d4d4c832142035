import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Connector } from './connector.ts'
import { memorySource } from './memory-source.ts'
import { readConnector } from './read-connector.ts'

const files = {
  'manifest.xml':
    '<connector-plugin class="acme" plugin-version="1.0.0" name="@string/name/">' +
    '<connection-fields file="fields.xml"/><connection-resolver file="./r//resolver.tdr"/>' +
    '<dialect file="dialect.tdd"/><oauth-config file="null_config"/></connector-plugin>',
  'fields.xml': '<connection-fields/>',
  'dialect.tdd': '<dialect/>',
  'r/resolver.tdr':
    '<tdr><connection-resolver><connection-builder><script file="b.js"/></connection-builder>' +
    '<connection-properties><script file="p.js"/></connection-properties></connection-resolver></tdr>',
  'b.js': '(function dsbuilder(attr) { return [] })',
  'p.js': '(function props(attr) { return {} })',
  'resources-en_US.xml': '<localised-data/>',
}

function read(contents: Record<string, string | Uint8Array>): Promise<Connector> {
  return readConnector(memorySource(contents))
}

describe('readConnector on anything', () => {
  it('never throws, whatever the files hold', async () => {
    const names = Object.keys(files) as (keyof typeof files)[]
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      '/',
      '&',
      'file="',
      '../',
      '\0',
      '\u{1F600}',
      '@string/',
      'script',
      '',
    )
    const mutation = fc.tuple(fc.constantFrom(...names), fc.nat(200), fc.nat(10), piece)
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (mutations) => {
        const mutated: Record<string, string> = { ...files }
        for (const [name, at, removed, inserted] of mutations) {
          const text = mutated[name] ?? ''
          mutated[name] = text.slice(0, at) + inserted + text.slice(at + removed)
        }
        const connector = await read(mutated)
        for (const { path } of connector.files) expect(mutated[path]).toBeDefined()
      }),
      { numRuns: 1000 },
    )
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const contents: Record<string, string | Uint8Array> = {
          ...files,
          'r/resolver.tdr': bytes,
          'b.js': bytes,
        }
        expect((await read({ 'manifest.xml': bytes })).files).toHaveLength(1)
        expect((await read(contents)).files.length).toBeGreaterThan(2)
      }),
      { numRuns: 300 },
    )
  })
})
