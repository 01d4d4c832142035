import { fullDocuments, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { memorySource, readConnector } from '../../connector/index.ts'
import type { ConnectorChange } from './connector-diff.ts'
import { diffConnectors } from './diff-connectors.ts'

/** A connector with the files that only some have. */
const base: Record<string, string> = {
  'manifest.xml': `<connector-plugin class="brook" name="Brook" plugin-version="1.0.0" superclass="jdbc">
    <connection-customization class="brook" enabled="true" version="10.0">
      <customizations><customization name="CAP_SUPPORTS_INITIAL_SQL" value="no"/></customizations>
    </connection-customization>
    <connection-dialog file="dialog.tcd"/><connection-metadata file="metadata.xml"/>
    <connection-resolver file="resolver.tdr"/><oauth-config file="oauth.xml"/></connector-plugin>`,
  'dialog.tcd': fullDocuments['connection-dialog'][0],
  'metadata.xml': fullDocuments['connection-metadata'][0],
  'resolver.tdr': fullDocuments['connection-resolver'][0],
  'oauth.xml': fullDocuments['oauth-config'][0],
  'builder.js': 'a',
  'properties.js': 'b',
}

async function changesBy(file: string, part: string, replacement: string): Promise<ConnectorChange[]> {
  const edited = { ...base, [file]: replaceIn(base[file], part, replacement) }
  const [connector, updated] = await Promise.all(
    [base, edited].map((files) => readConnector(memorySource(files))),
  )
  if (connector === undefined || updated === undefined) throw new Error('There is nothing to compare.')
  const { changes, notCompared } = diffConnectors({ connector }, { connector: updated })
  expect(notCompared).toEqual([])
  return changes.filter(({ property }) => property !== 'plugin-version')
}

const byHand = ['manual-tests', 'developer-review']
const oauth = [...byHand, 'oauth-review']
const vendor = 'vendor-field-list'

describe('the review of a change', () => {
  it.each<
    [file: string, part: string, replacement: string, subject: string, review: string, materials: string[]]
  >([
    ['dialog.tcd', 'vendor1-prompt value="1"', 'vendor1-prompt value="2"', 'vendor1-prompt', 'A', [vendor]],
    [
      ...([
        'dialog.tcd',
        'vendor1-prompt value="1" enabled="true"',
        'vendor1-prompt value="1" enabled="0"',
      ] as const),
      ...(['vendor1-prompt', 'C', [...byHand, vendor]] as [string, string, string[]]),
    ],
    ['dialog.tcd', 'server-prompt value="S"', 'server-prompt value="T"', 'server-prompt', 'C', byHand],
    ['dialog.tcd', '<has-schemas value="true"/>', '', 'has-schemas', 'C', byHand],
    [
      'dialog.tcd',
      '</authentication-options>',
      '<option name="OAuth"/></authentication-options>',
      'authentication-options OAuth',
      'C',
      oauth,
    ],
    [
      'dialog.tcd',
      '</authentication-options>',
      '<option name="Kerberos"/></authentication-options>',
      'authentication-options Kerberos',
      'C',
      byHand,
    ],
    ['metadata.xml', 'label="Schema"', 'label="Space"', 'schema', 'A', []],
    ['metadata.xml', 'enabled="false"', 'enabled="true"', 'schema', 'C', byHand],
    ['oauth.xml', '<configLabel>Main<', '<configLabel>Other<', 'OAuth configuration main', 'A', []],
    ['oauth.xml', '/authorize<', '/other<', 'OAuth configuration main', 'C', oauth],
    ['manifest.xml', 'file="oauth.xml"', 'file="null_config"', 'null_config', 'C', oauth],
    ['manifest.xml', 'superclass="jdbc"', 'superclass="odbc"', 'connector', 'C', ['tdvt-results', ...byHand]],
    ['manifest.xml', 'value="no"', 'value="yes"', 'CAP_SUPPORTS_INITIAL_SQL', 'A', []],
    ['manifest.xml', 'enabled="true"', 'enabled="false"', 'connection-customization', 'C', byHand],
    ['resolver.tdr', 'bitness="64"', 'bitness="32"', 'driver-resolver', 'C', byHand],
    ['resolver.tdr', 'operator="ne"', 'operator="eq"', 'authentication-conditional', 'C', byHand],
    ['resolver.tdr', '>7800<', '>7801<', 'default-attributes', 'C', byHand],
    ['resolver.tdr', '<connection-matcher/>', '', 'connection-matcher', 'C', byHand],
    ['builder.js', 'a', 'c', 'connection-builder', 'A', []],
  ])('%s: %s -> %s', async (file, part, replacement, subject, review, materials) => {
    expect(await changesBy(file, part, replacement)).toContainEqual(
      expect.objectContaining({ subject, review, materials }),
    )
  })

  it('takes flags for what they mean', async () => {
    expect(await changesBy('dialog.tcd', 'has-schemas value="true"', 'has-schemas value="1"')).toEqual([])
    expect(await changesBy('metadata.xml', 'enabled="0"', 'enabled=" false "')).toEqual([])
    expect(await changesBy('dialog.tcd', 'name="None" default="true"', 'name="None" default="1"')).toEqual([])
  })
})
