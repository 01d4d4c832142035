import { describe, expect, it } from 'vitest'
import { memorySource } from '../connector/memory-source.ts'
import { readConnector } from '../connector/read-connector.ts'
import { type MinimumVersion, minimumTableauVersion } from './minimum-version.ts'
import { compareReleaseVersions } from './release-version.ts'

const attributeList =
  '<tdr><connection-resolver><connection-normalizer><required-attributes><attribute-list><attr>server</attr>' +
  '</attribute-list></required-attributes></connection-normalizer></connection-resolver></tdr>'

async function minimumOf(
  content: string,
  files: Record<string, string> = {},
  attributes = '',
): Promise<MinimumVersion> {
  const manifest = `<connector-plugin class="c" ${attributes}>${content}</connector-plugin>`
  return minimumTableauVersion(await readConnector(memorySource({ 'manifest.xml': manifest, ...files })))
}

function oauth(content: string): Record<string, string> {
  return { 'o.xml': `<pluginOAuthConfig>${content}</pluginOAuthConfig>` }
}

type Case = [content: string, files: Record<string, string>]

function fields(attributes: string): Case {
  return [
    '<connection-fields file="f.xml"/>',
    { 'f.xml': `<connection-fields><field name="v-a" ${attributes}/></connection-fields>` },
  ]
}

function resolver(driver: string, attributes = ''): Case {
  const element = `<driver-resolver${attributes}><driver-match>${driver}</driver-match></driver-resolver></tdr>`
  return ['<connection-resolver file="r"/>', { r: attributeList.replace('</tdr>', element) }]
}

function tcd(content: string): Case {
  const dialog = `<connection-dialog><connection-config>${content}</connection-config></connection-dialog>`
  return ['<connection-dialog file="d.tcd"/>', { 'd.tcd': dialog }]
}

function dialect(content: string): Case {
  return ['<dialect file="d.tdd"/>', { 'd.tdd': `<dialect><sql-format>${content}</sql-format></dialect>` }]
}

const oauthReference = '<oauth-config file="o.xml"/>'

describe('minimumTableauVersion', () => {
  it.each<[string, string, string, Record<string, string>?]>([
    ['2019.4', 'nothing special', ''],
    [
      '2019.4',
      'a dialog of the first kind',
      '<connection-dialog file="d.tcd"/>',
      { 'd.tcd': '<connection-dialog/>' },
    ],
    ['2020.3', 'connection fields', '<connection-fields file="f.xml"/>', { 'f.xml': '<connection-fields/>' }],
    ['2021.1', 'the support link of Tableau', '<v><support-link url="https://www.tableau.com/support"/></v>'],
    ['2019.4', 'another support link', '<v><support-link url="https://www.tableau.com/support/"/></v>'],
    ['2021.1', 'an OAuth configuration', oauthReference, oauth('')],
    ['2021.4', 'oauthConfigId', oauthReference, oauth('<oauthConfigId>a</oauthConfigId>')],
    ['2023.1', 'instanceUrlSuffix', oauthReference, oauth('<instanceUrlSuffix>a</instanceUrlSuffix>')],
    ['2023.2', 'configLabel', oauthReference, oauth('<configLabel>a</configLabel>')],
    [
      '2023.3',
      'defaultInstanceUrl, nested',
      oauthReference,
      oauth('<x><defaultInstanceUrl>a</defaultInstanceUrl></x>'),
    ],
    ['2023.1', 'two OAuth configurations', oauthReference + oauthReference, oauth('')],
    ['2023.3', 'no OAuth configuration, declared', '<oauth-config file="null_config"/>'],
    ['2021.1', 'a resolver without attribute list', '<connection-resolver file="r"/>', { r: '<tdr/>' }],
    [
      '2021.1',
      'a resolver with an empty attribute list',
      '<connection-resolver file="r"/>',
      { r: attributeList.replace('<attr>server</attr>', '<!-- none -->') },
    ],
    ['2019.4', 'a resolver with an attribute list', '<connection-resolver file="r"/>', { r: attributeList }],
    // What the schemas of older releases refuse.
    ['2022.1', 'a placeholder', ...fields('placeholder="p"')],
    ['2020.4', 'a textbox', ...fields('value-type="textbox"')],
    ['2020.3', 'a string', ...fields('value-type="string"')],
    ['2021.2', 'the system class loader', ...resolver('<driver-name use-system-class-loader="true"/>')],
    ['2021.2', 'a driver resolver with a type', ...resolver('', ' type="jdbc"')],
    ['2019.4', 'a driver resolver', ...resolver('<driver-name type="exact"/>')],
    ['2020.2', 'a vendor field in a .tcd', ...tcd('<vendor1-prompt/>')],
    ['2020.3', 'an instance URL in a .tcd', ...tcd('<show-instance-url-prompt/>')],
    ['2020.3', 'a literal', ...dialect('<format-true value="1" literal="1"/>')],
    ['2020.4', 'an ISO date part', ...dialect('<formula part="iso-week"/>')],
    ['2020.4', 'an ISO aggregation', ...dialect('<aggregation value="TRUNC_ISO_QTR"/>')],
    ['2021.3', 'the start of the week', ...dialect('<start-of-week-format/>')],
    [
      '2021.3',
      'a join with a value',
      ...dialect('<supported-joins><part name="Left" value="L"/></supported-joins>'),
    ],
    [
      '2019.4',
      'another part with a value',
      ...dialect('<format-select><part name="Top" value="L"/></format-select>'),
    ],
    ['2021.4', 'AliasNulls', ...dialect('<format-order-by value="AliasNulls"/>')],
    ['2023.1', 'DBDATE', ...dialect('<remote-type name="DBDATE"/>')],
  ])('is %s for %s', async (version, _name, content, files) => {
    expect((await minimumOf(content, files)).version).toBe(version)
  })

  it('tells every reason with its place, also those that another outdoes', async () => {
    const { version, reasons } = await minimumOf(
      `\n<connection-fields file="f.xml"/>\n${oauthReference}`,
      { 'f.xml': '<connection-fields/>', ...oauth('\n <configLabel>a</configLabel>') },
      'min-version-tableau="2024.1"',
    )
    expect(version).toBe('2024.1')
    expect(reasons.map((reason) => [reason.version, reason.file, reason.line, reason.column])).toEqual([
      ['2024.1', 'manifest.xml', 1, 29],
      ['2020.3', 'f.xml', 1, 1],
      ['2021.1', 'o.xml', 1, 1],
      ['2023.2', 'o.xml', 2, 2],
    ])
    expect(reasons.every(({ message }) => message.length > 10)).toBe(true)
  })

  it.each([
    ['2020.1', '2020.3'],
    ['2020.3.0', '2020.3'],
    ['2020.3.1', '2020.3.1'],
    ['2020.10', '2020.10'],
    ['2021.1-3-4', '2020.3'],
    ['٢٠٢٤.1', '2020.3'],
    ['', '2020.3'],
    ['99999999999999999999.1', '99999999999999999999.1'],
  ])('with %j in the manifest is %s', async (given, expected) => {
    const files = { 'f.xml': '<connection-fields/>' }
    const { version } = await minimumOf(
      '<connection-fields file="f.xml"/>',
      files,
      `min-version-tableau="${given}"`,
    )
    expect(version).toBe(expected)
  })
})

describe('compareReleaseVersions', () => {
  it.each([
    ['2021.9', '2021.10', -1],
    ['2021.1', '2021.1.0', 0],
    ['2021.01', '2021.1', 0],
    ['2021.1.1', '2021.1', 1],
    ['9007199254740993', '9007199254740992', 1],
  ])('%s against %s', (left, right, sign) => {
    expect(Math.sign(compareReleaseVersions(left, right))).toBe(sign)
    expect(Math.sign(compareReleaseVersions(right, left)) + sign).toBe(0)
  })
})
