import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { checkConnector } from '../build/check.ts'
import { memorySource } from '../connector/memory-source.ts'

const valid = minimalConnector({
  'resources-en_US.xml': '<resources>\n  <string name="host">Host</string>\n</resources>',
})
const localised = {
  ...valid,
  'manifest.xml': replaceIn(
    valid['manifest.xml'],
    'CAP_SELECT_INTO" value="no',
    'CAP_SUPPORTS_INITIAL_SQL" value="yes',
  ),
  'connection-fields.xml': replaceIn(valid['connection-fields.xml'], 'label="Host"', 'label="@string/host/"'),
}

async function rulesOf(changes: Record<string, string | undefined>): Promise<string[]> {
  const files = { ...localised, ...changes }
  const present = Object.fromEntries(
    Object.entries(files).filter(([, text]) => text !== undefined),
  ) as Record<string, string>
  const { report } = await checkConnector({}, { source: memorySource(present), environment: {} })
  return report.diagnostics.map(({ rule }) => rule)
}

describe('a file that cannot be read', () => {
  it('is one finding, whatever other files say of it', async () => {
    expect(await rulesOf({})).toEqual([])
    const { 'connection-fields.xml': fields = '' } = localised
    expect(await rulesOf({ 'connection-fields.xml': fields.slice(0, -8) })).toEqual(['xml-not-well-formed'])
    expect(await rulesOf({ 'connection-fields.xml': undefined })).toEqual(['referenced-file-missing'])
    expect(await rulesOf({ 'connection-resolver.tdr': '<tdr' })).toEqual(['xml-not-well-formed'])
    expect(await rulesOf({ 'dialect.tdd': undefined })).toEqual(['referenced-file-missing'])
    expect(await rulesOf({ 'resources-en_US.xml': '' })).toEqual(['xml-not-well-formed'])
  })
})
