import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { ruleFindings, runRules } from '../testing/rule-findings.ts'
import { rulesCalled } from '../testing/rules-called.ts'
import { rule as fallbackResourcesMissing } from './fallback-resources-missing.ts'

const localisationRules = rulesCalled('loc-')

/** The minimal connector with a value for the label of the port, line 4, and with resource files by language. */
function connector(label: string, strings: Record<string, string>): Record<string, string> {
  const minimal = minimalConnector()
  const files = minimalConnector({
    'connection-fields.xml': replaceIn(minimal['connection-fields.xml'], '"Port"', `"${label}"`),
  })
  for (const [language, text] of Object.entries(strings)) {
    files[`resources-${language}.xml`] = `<resources>${text}</resources>`
  }
  return files
}

const string = (name: string) => `<string name="${name}">Text</string>`

const label = (rule: string, severity = 'warning') => `${rule} ${severity} connection-fields.xml:4:22`

describe('localisationRules', () => {
  it.each([
    ['Port', {}, []],
    ['@string/port/', { en_US: string('port'), de_DE: string('port') }, []],
    // The schema type of names collapses blanks.
    ['@string/port/', { en_US: string(' port ') }, []],
    ['@string/port', { en_US: string('port') }, [label('loc-reference-format')]],
    ['@string/prot/', { en_US: string('port') }, [label('loc-missing-en-us', 'error')]],
    ['@string//', { en_US: '' }, [label('loc-reference-format')]],
    ['@string/a/b/', { en_US: '' }, [label('loc-reference-format')]],
    ['@String/port/', { en_US: '' }, [label('loc-reference-format')]],
    [' @strings/port/', { en_US: '' }, [label('loc-reference-format')]],
    ['me@string/port/', {}, []],
    ['@string/port/', { en_US: '' }, [label('loc-missing-en-us', 'error')]],
    // What all languages lack is one mistake.
    ['@string/port/', { en_US: '', de_DE: '' }, [label('loc-missing-en-us', 'error')]],
    // Without the file there is a finding of the packager's.
    ['@string/port/', { de_DE: '' }, []],
    [
      '@string/port/',
      { en_US: string('port'), de_DE: '' },
      ['loc-missing-other warning resources-de_DE.xml:1:1'],
    ],
    [
      '@string/port/',
      { en_US: string('port'), de_DE: string('prot') },
      ['loc-missing-other warning resources-de_DE.xml:1:12'],
    ],
    [
      '@string/port/',
      { en_US: string('port') + string('a') + string('b') },
      ['loc-unused info resources-en_US.xml:1:45'],
    ],
    [
      '@string/port/',
      { en_US: string('port') + string('port') },
      ['loc-duplicate warning resources-en_US.xml:1:53'],
    ],
    [
      '@string/port/',
      { en_US: string('port'), 'de-DE': '' },
      ['loc-file-name warning resources-de-DE.xml:1:1'],
    ],
    [
      '@string/port/',
      { en_US: string('port'), pl_PL: '' },
      ['loc-file-name warning resources-pl_PL.xml:1:1'],
    ],
    // Where no string is used Tableau looks for no file.
    ['Port', { 'de-DE': '' }, []],
  ])('%s with %o', async (value, strings, expected) => {
    expect(await ruleFindings(localisationRules, connector(value, strings))).toEqual(expected)
  })

  it('tell a missing string once', async () => {
    const files = connector('@string/port/', { en_US: '' })
    files['connection-fields.xml'] = replaceIn(files['connection-fields.xml'], '"Host"', '"@string/port/"')
    expect(await ruleFindings(localisationRules, files)).toEqual([
      'loc-missing-en-us error connection-fields.xml:3:24',
    ])
  })

  it('suggest what was meant', async () => {
    const find = async (strings: Record<string, string>) =>
      (await runRules(localisationRules, connector('@string/port/', strings)))[0]?.help
    expect(await find({ en_US: string('ports') })).toBe('Did you mean @string/ports/?')
    expect(await find({ en_US: string('port'), de_DE: string('prot') })).toBe(
      'Did you mean "port" by "prot"?',
    )
    expect(await find({ en_US: string('port'), de_de: '' })).toBe('Rename the file to resources-de_DE.xml.')
  })

  it('leave a misnamed fallback to the finding on it', async () => {
    const files = connector('@string/port/', { 'en-US': string('port') })
    const found = await runRules([...localisationRules, fallbackResourcesMissing], files)
    expect(found).toMatchObject([
      { rule: 'fallback-resources-missing', help: 'Rename resources-en-US.xml to resources-en_US.xml.' },
    ])
  })

  it('speak of places where the documentation knows no strings', async () => {
    const files = connector('@string/port/', { en_US: string('port') })
    files['dialect.tdd'] = replaceIn(files['dialect.tdd'], 'name="Brook"', 'name="@string/port/"')
    expect(await ruleFindings(localisationRules, files)).toEqual(['loc-where info dialect.tdd:2:10'])
  })

  it('cope with resource files of anything', async () => {
    const files = connector('@string/port/', {})
    files['resources-en_US.xml'] = '<x><string/><string name=""/><string name=""/></x>'
    files['resources-de_DE.xml'] = 'not XML'
    expect(await ruleFindings(localisationRules, files)).toEqual([label('loc-missing-en-us', 'error')])
  })
})
