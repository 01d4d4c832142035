import { describe, expect, it } from 'vitest'
import { memorySource } from './memory-source.ts'
import { readConnector } from './read-connector.ts'

describe('readConnector', () => {
  it('lists manifest, references depth first, then resource files', async () => {
    const connector = await readConnector(
      memorySource({
        'manifest.xml':
          '<connector-plugin class="c" superclass="jdbc" plugin-version="1.0" name="@string/n/">' +
          '<connection-fields file="fields.xml"/><connection-resolver file="./r/resolver.tdr"/>' +
          '<dialect file="dialect.tdd"/><oauth-config file="null_config"/></connector-plugin>',
        'fields.xml': '<connection-fields/>',
        'dialect.tdd': '<dialect/>',
        'r/resolver.tdr':
          '<tdr><connection-resolver><connection-builder><script file="b.js"/></connection-builder>' +
          '<connection-properties><script file="p.js"/></connection-properties></connection-resolver></tdr>',
        'b.js': '(function dsbuilder(attr) { return [] })',
        'p.js': '(function props(attr) { return {} })',
        'unused.js': '',
        'resources-de_DE.xml': '<resources/>',
        'resources-en_US.xml': '<resources/>',
        'resources-xx_XX.xml': '<resources/>',
      }),
    )
    expect(connector.problems).toEqual([])
    expect(connector.files.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'manifest manifest.xml',
      'connection-fields fields.xml',
      'connection-resolver r/resolver.tdr',
      'script b.js',
      'script p.js',
      'dialect dialect.tdd',
      'resource resources-en_US.xml',
      'resource resources-de_DE.xml',
    ])
    expect(connector.scripts.map(({ role, reference }) => [role, reference.path])).toEqual([
      ['connection-builder', 'b.js'],
      ['connection-properties', 'p.js'],
    ])
    expect(connector).toMatchObject({ className: 'c', superclass: 'jdbc', pluginVersion: '1.0' })
  })
})
