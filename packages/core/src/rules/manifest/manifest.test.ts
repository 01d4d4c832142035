import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import type { ValidationProfile } from '../../build/options/options.ts'
import { ruleFindings, runRules } from '../testing/rule-findings.ts'
import { rulesCalled } from '../testing/rules-called.ts'

const manifestRules = rulesCalled('mf-')

const { 'manifest.xml': manifest } = minimalConnector()

type Change = readonly [part: string, replacement: string]

function withChanges(...changes: Change[]): Record<string, string> {
  const text = changes.reduce((before, [part, replacement]) => replaceIn(before, part, replacement), manifest)
  return minimalConnector({ 'manifest.xml': text })
}

/** `rule severity line:column` of what is found in the manifest. */
async function found(changes: Change[], profile?: ValidationProfile): Promise<string[]> {
  const all = await ruleFindings(manifestRules, withChanges(...changes), profile)
  return all.map((finding) => finding.replace('manifest.xml:', ''))
}

const fields = '<connection-fields file="connection-fields.xml"/>'
const resolver = '<connection-resolver file="connection-resolver.tdr"/>'

function asSuperclass(name: string): Change {
  return ['superclass="jdbc"', `superclass="${name}"`]
}

describe('the manifest', () => {
  it.each(['default', 'gallery'] as const)(
    'has no fault in the minimal connector for %s',
    async (profile) => {
      expect(await ruleFindings(manifestRules, minimalConnector(), profile)).toEqual([])
    },
  )

  it.each([
    ['odbc', []],
    [' mysql_odbc ', []],
    ['eps', []],
    ['hadoophive', ['mf-superclass-untested warning 2:38']],
    ['JDBC', ['mf-superclass-untested warning 2:38']],
  ])('mf-superclass-untested: %s', async (superclass, expected) => {
    expect(await found([asSuperclass(superclass)])).toEqual(expected)
  })

  it('mf-superclass-untested: leaves it to gal-jdbc-only for Tableau Exchange', async () => {
    expect(await found([asSuperclass('hadoophive')], 'gallery')).toEqual([])
  })

  it('mf-superclass-untested: suggests what was meant', async () => {
    const [finding] = await runRules(manifestRules, withChanges(asSuperclass('jbdc')))
    expect(finding?.help).toBe('Did you mean `jdbc`?')
  })

  it.each([
    ['brook_2', []],
    // Vendors and Tableau's toolkit for web data connectors use it.
    ['brook-jdbc', []],
    ['brook.jdbc', ['mf-class-charset warning 2:19']],
    ['brook jdbc', ['mf-class-charset warning 2:19']],
    ['Postgres', ['mf-class-charset warning 2:19']],
    // An error already, for what it does to the package's name.
    ['brook/jdbc', []],
    ['', []],
  ])('mf-class-charset: %s', async (name, expected) => {
    const changed = await found([
      ['<connector-plugin class="brook_jdbc"', `<connector-plugin class="${name}"`],
    ])
    expect(changed).toEqual(expected)
  })

  it.each([
    [' ', ['mf-company-name warning 4:14']],
    ['&#160;', ['mf-company-name warning 4:14']],
    ['', []],
  ])('mf-company-name: "%s"', async (name, expected) => {
    expect(await found([['company name="Brook Works"', `company name="${name}"`]])).toEqual(expected)
  })

  it.each([
    ['10.0', ['mf-version-18-1 info 2:92']],
    ['1.0.0', ['mf-version-18-1 info 2:92']],
    ['one', []],
  ])('mf-version-18-1: %s', async (version, expected) => {
    expect(await found([[' version="18.1"', ` version="${version}"`]])).toEqual(expected)
  })

  it.each([
    ['0.0.0', 'default', ['mf-plugin-version info 2:56']],
    ['0.0.0', 'gallery', ['mf-plugin-version error 2:56']],
    ['0.0.1', 'gallery', []],
    ['1.0', 'default', []],
    ['1.0', 'gallery', ['mf-plugin-version error 2:56']],
    ['1.0.0.0', 'gallery', ['mf-plugin-version error 2:56']],
    // Warned about for its form.
    ['1.0-2', 'gallery', []],
  ] as const)('mf-plugin-version: %s for %s', async (version, profile, expected) => {
    expect(await found([['"1.0.0"', `"${version}"`]], profile)).toEqual(expected)
  })

  it.each([
    ['2020.3', []],
    ['2021.4.13', []],
    ['2021.5', ['mf-min-version-format warning 2:107']],
    ['2021.0', ['mf-min-version-format warning 2:107']],
    ['2021', ['mf-min-version-format warning 2:107']],
    ['18.1', ['mf-min-version-format warning 2:107']],
    ['2021.1-2', []],
  ])('mf-min-version-format: %s', async (version, expected) => {
    const changes = [[' version="18.1"', ` version="18.1" min-version-tableau="${version}"`]] as const
    expect(await found([...changes])).toEqual(expected)
  })

  it.each([
    ['https://brook.example', 1],
    ['https://brook.example/', 1],
    ['HTTPS://brook.example/index.html', 1],
    ['https://brook.example/contact', 0],
    ['https://brook.example/?page=help', 0],
    ['https://support.brook.example/', 0],
    ['http://brook.example/', 0],
  ])('mf-support-link: %s', async (url, expected) => {
    const changes = [['https://brook.example/support', url]] as const
    const finding = 'mf-support-link error 5:19'
    expect(await found([...changes], 'gallery')).toEqual(Array(expected).fill(finding))
    expect(await found([...changes])).toEqual([])
  })

  it('mf-driver-link-missing', async () => {
    const changes = [['<driver-download-link url="https://brook.example/drivers"/>', '']] as const
    expect(await found([...changes])).toEqual(['mf-driver-link-missing info 3:3'])
  })

  it.each([
    ['odbc', [fields, resolver], ['mf-required-files warning 2:38', 'mf-required-files warning 2:38']],
    ['odbc', [resolver], ['mf-required-files warning 2:38']],
    // Its resolver is asked for already, for the sake of its properties.
    ['jdbc', [fields, resolver], ['mf-required-files warning 2:38']],
    ['mysql_odbc', [fields, resolver], []],
    ['odbc', [], []],
  ])('mf-required-files: %s without %j', async (superclass, missing, expected) => {
    const changes = missing.map((element): Change => [element, ''])
    expect(await found([asSuperclass(superclass), ...changes])).toEqual(expected)
  })

  it('mf-required-files: connection metadata without fields is another finding', async () => {
    expect(await found([[fields, '<connection-metadata file="m.xml"/>']])).toEqual([])
  })

  it('mf-required-files: a .tcd dialog is a dialog', async () => {
    expect(await found([[fields, '<connection-dialog file="dialog.tcd"/>']])).toEqual([])
  })
})

describe('links and values of the template', () => {
  const link = 'https://brook.example/support'

  it.each([
    ['https://', 1],
    ['https://support', 1],
    ['https:///support', 1],
    ['https://.com/', 1],
    [' https://brook.example/', 0],
    ['https://localhost/x', 0],
    // In a company's own network.
    ['https://wiki/brook', 0],
    ['https://wiki:8443', 0],
    ['https://[::1]/x', 0],
    // Another finding.
    ['http://', 0],
  ])('mf-link-host: "%s"', async (url, count) => {
    expect(await found([[link, url]])).toEqual(Array(count).fill('mf-link-host warning 5:19'))
  })

  it.each([
    ['<company name="Brook Works"/>', '<company name="Example Company"/>', 'default', ['warning 4:14']],
    ['<company name="Brook Works"/>', '<company name="Example Company"/>', 'gallery', ['error 4:14']],
    [link, 'https://example.com/support', 'default', ['warning 5:19']],
    // As in the samples of the SDK.
    [link, 'https://example.com', 'default', []],
    [link, 'https://www.example.com/help', 'gallery', ['error 5:19']],
    [link, 'https://notexample.com/help', 'gallery', []],
  ] as const)('mf-template-values: %s becomes %s for %s', async (part, replacement, profile, expected) => {
    const all = await found([[part, replacement]], profile)
    const own = all.filter((finding) => finding.startsWith('mf-template-values'))
    expect(own).toEqual(expected.map((place) => `mf-template-values ${place}`))
  })

  it('mf-template-values: the client ID that create leaves to its author', async () => {
    const files = minimalConnector({
      'manifest.xml': replaceIn(manifest, resolver, `${resolver}<oauth-config file="o.xml"/>`),
      'o.xml':
        '<pluginOAuthConfig><clientIdDesktop>REPLACE-WITH-YOUR-CLIENT-ID</clientIdDesktop></pluginOAuthConfig>',
    })
    expect(await runRules(manifestRules, files)).toMatchObject([
      {
        rule: 'mf-template-values',
        file: 'o.xml',
        message: 'still what the template wrote: "REPLACE-WITH-YOUR-CLIENT-ID"',
      },
    ])
  })
})
