import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { ruleFindings, runRules } from '../testing/rule-findings.ts'
import { rulesCalled } from '../testing/rules-called.ts'

const resolverRules = rulesCalled('tdr-')

const { 'manifest.xml': manifest, 'connection-resolver.tdr': resolver } = minimalConnector()

type Change = readonly [part: string, replacement: string]

function withChanges(changes: readonly Change[], superclass = 'jdbc'): Record<string, string> {
  return minimalConnector({
    'manifest.xml': replaceIn(manifest, 'superclass="jdbc"', `superclass="${superclass}"`),
    'connection-resolver.tdr': changes.reduce(
      (text, [part, replacement]) => replaceIn(text, part, replacement),
      resolver,
    ),
  })
}

/** `rule severity line:column` of what is found in the resolver. */
async function found(changes: readonly Change[], superclass?: string): Promise<string[]> {
  const all = await ruleFindings(resolverRules, withChanges(changes, superclass))
  return all.map((finding) => finding.replace('connection-resolver.tdr:', ''))
}

const port = '<attr>port</attr>'
const builder = '<script file="connectionBuilder.js"/>'

/** A driver resolver at the start of the last line, which is the 23rd. */
function withDrivers(match: string): Change[] {
  return [['</tdr>', `<driver-resolver>${match}</driver-resolver></tdr>`]]
}

describe('the connection resolver', () => {
  it('has no fault in the minimal connector', async () => {
    expect(await found([])).toEqual([])
  })

  it.each(['<tdr/>', '<dialect/>', '<tdr><driver-resolver><driver-match/></driver-resolver></tdr>'])(
    'may be anything: %s',
    async (text) => {
      const files = minimalConnector({ 'connection-resolver.tdr': text })
      for (const finding of await ruleFindings(resolverRules, files)) {
        expect(finding).toMatch(/^tdr-(builder-missing|driver-resolver-jdbc) warning/)
      }
    },
  )

  it.each([
    [
      [['<connection-builder>', '<connection-matcher/><connection-builder>']],
      ['tdr-matcher-deprecated warning 4:5'],
    ],
    // The schema refuses what is in it.
    [
      [['<connection-builder>', '<connection-matcher><script/></connection-matcher><connection-builder>']],
      [],
    ],
    [
      [['<attribute-list>', '<setImpersonateAttributes/><attribute-list>']],
      ['tdr-set-impersonate warning 9:9'],
    ],
    [[[port, `${port}<attr>sevrer</attr>`]], ['tdr-attr-unknown info 11:28']],
    [[[port, `${port}<attr>v-any</attr><attr>vendor2</attr><attr>ACCESSTOKEN</attr>`]], []],
    [
      [
        [port, `${port}<attr>zone</attr>`],
        [
          '<attribute-list>',
          '<default-attributes><default-attribute name="zone">a</default-attribute></default-attributes><attribute-list>',
        ],
      ],
      [],
    ],
    [[[port, `${port}\n${port}`]], ['tdr-attr-duplicate warning 12:1']],
    [[[port, `${port}\n<attr> port </attr>`]], ['tdr-attr-duplicate warning 12:1']],
    [[[port, `${port}<attr/>`]], ['tdr-attr-blank warning 11:28']],
    [
      [[port, `${port}<attr> </attr><attr> </attr>`]],
      ['tdr-attr-blank warning 11:28', 'tdr-attr-blank warning 11:42'],
    ],
    [[[port, '<attr><b/>port</attr>']], ['tdr-attr-blank warning 11:17']],
    [[[port, '<attr type="x">port</attr>']], ['tdr-attr-blank warning 11:17']],
    [[[port, '<attr><!-- the port -->port</attr>']], []],
    [[[builder, '']], ['tdr-builder-missing warning 4:5']],
    [
      [[`<connection-builder>\n      ${builder}\n    </connection-builder>`, '']],
      ['tdr-builder-missing warning 3:3'],
    ],
    // Told by the reader.
    [[[builder, '<script/>']], []],
    [withDrivers(''), ['tdr-driver-resolver-jdbc warning 23:1']],
  ] as [Change[], string[]][])('%j', async (changes, expected) => {
    expect(await found(changes)).toEqual(expected)
  })

  it('tdr-attr-unknown: suggests what was meant, be it a field', async () => {
    const [finding] = await runRules(resolverRules, withChanges([[port, `${port}<attr>usrename</attr>`]]))
    expect(finding?.help).toBe('Did you mean `username`?')
  })

  it.each([
    ['odbc', ['tdr-driver-resolver-odbc warning 2:1']],
    ['mysql_odbc', []],
  ])('tdr-driver-resolver-odbc: %s', async (superclass, expected) => {
    expect(await found([], superclass)).toEqual(expected)
  })

  it('tdr-builder-missing: another superclass may have one', async () => {
    expect(await found([[builder, '']], 'mysql_odbc')).toEqual([])
  })

  it.each([
    ['<driver-match><driver-name type="exact">B</driver-name></driver-match>', []],
    ['<driver-match><driver-version min="1"/></driver-match>', ['tdr-driver-version-discouraged info 23:32']],
    [
      '<driver-match platform="mac"><incompatible-driver-version max="1"/></driver-match>',
      ['tdr-driver-version-discouraged info 23:47'],
    ],
    ['<driver-match platform="win"><driver-version min="1.9" max="1.10"/></driver-match>', []],
    [
      '<driver-match platform="win"><driver-version min="2" max="1.10"/></driver-match>',
      ['tdr-driver-regex-invalid warning 23:63'],
    ],
    ['<driver-match platform="win"><driver-version min="2-1" max="1"/></driver-match>', []],
    [
      '<driver-match><driver-name type="regex">B (</driver-name></driver-match>',
      ['tdr-driver-regex-invalid warning 23:32'],
    ],
    ['<driver-match><driver-name type="exact">B (</driver-name></driver-match>', []],
    ['<driver-match><driver-name type="regex">(?i)^B 9\\.[0-9]++$</driver-name></driver-match>', []],
  ])('drivers: %s', async (match, expected) => {
    expect(await found(withDrivers(match), 'odbc')).toEqual(expected)
  })
})

describe('tdr-normalizer-security', () => {
  it.each([
    ['UsernameAndPassword', ['username', 'password'], 2],
    ['Username', ['username', 'password'], 1],
    ['Password', ['username'], 0],
    ['Password', ['password'], 1],
    ['None', ['username', 'password'], 0],
  ])('with the option %s and without %j', async (option, missing, count) => {
    const files = withChanges(missing.map((name): Change => [`<attr>${name}</attr>`, '']))
    files['manifest.xml'] = replaceIn(
      manifest,
      '<connection-fields file="connection-fields.xml"/>',
      '<connection-dialog file="dialog.tcd"/>',
    )
    files['dialog.tcd'] = `<connection-dialog class="brook_jdbc"><connection-config><authentication-options>
<option name="${option}"/></authentication-options></connection-config></connection-dialog>`
    expect(await ruleFindings(resolverRules, files)).toEqual(
      Array(count).fill('tdr-normalizer-security warning connection-resolver.tdr:9:9'),
    )
  })

  it('leaves connection fields to the rule that asks for all of them', async () => {
    expect(await found([['<attr>username</attr>', '']])).toEqual([])
  })
})

describe('the name of a driver', () => {
  it.each([
    ['exact', 'Brook ODBC Driver (x64)', 0],
    ['exact', 'Brook 9.6 [test]', 1],
    ['exact', '.*Brook.*', 1],
    ['exact', 'Brook \\(Unicode\\)', 1],
    ['exact', 'Brook $', 1],
    ['regex', 'Brook (Unicode)', 1],
    ['regex', 'Brook \\(Unicode\\)', 0],
    ['regex', 'Brook( ODBC)? Driver', 0],
    ['regex', '(Brook|Creek)', 0],
    ['regex', '(Brook)', 0],
    ['regex', 'Brook', 0],
  ])('tdr-driver-name-type: %s %s', async (type, name, count) => {
    const drivers = withDrivers(
      `<driver-match><driver-name type="${type}">${name}</driver-name></driver-match>`,
    )
    expect(await found(drivers, 'odbc')).toEqual(Array(count).fill('tdr-driver-name-type warning 23:32'))
  })
})

describe('connection metadata', () => {
  const metadata =
    '<connection-metadata><database enabled="false"/><schema enabled="true"/><table enabled="true"/></connection-metadata>'
  const reference = '<connection-metadata file="m.xml"/>'

  it.each([
    [[], reference, []],
    [
      [
        ['<attribute-list>', '<x>'],
        ['</attribute-list>', '</x>'],
      ],
      reference,
      ['tdr-metadata-needs-list'],
    ],
    [
      [
        ['<attribute-list>', '<x>'],
        ['</attribute-list>', '</x>'],
      ],
      '',
      [],
    ],
  ] as [Change[], string, string[]][])('tdr-metadata-needs-list: %j %s', async (changes, added, expected) => {
    const files = withChanges(changes)
    files['manifest.xml'] = replaceIn(
      files['manifest.xml'],
      '<connection-resolver',
      `${added}<connection-resolver`,
    )
    if (added !== '') files['m.xml'] = metadata
    const all = await runRules(resolverRules, files)
    expect(all.map(({ rule }) => rule)).toEqual(expected)
  })
})
