import { minimalConnector, replaceIn, within } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { checkConnector } from '../build/check.ts'
import type { RuleSetting } from '../build/options/options.ts'
import { memorySource } from '../connector/memory-source.ts'
import { validateFile } from './validate-file.ts'

const valid = minimalConnector()
const brokenLink = '<support-link url="http://brook.example/support"/>'

/** `rule file:line` of everything that is found in the connector. */
async function findings(
  changes: Record<string, string>,
  rules: Record<string, RuleSetting> = {},
): Promise<string[]> {
  const validate = { engine: 'libxml2-wasm', rules } as const
  const source = memorySource(minimalConnector(changes))
  const { report } = await checkConnector({ validate }, { source, environment: {} })
  return report.diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(({ rule, file, line }) => `${rule} ${file}:${line}`)
}

function manifestWith(link: string): Record<string, string> {
  const changed = replaceIn(
    valid['manifest.xml'],
    '<support-link url="https://brook.example/support"/>',
    link,
  )
  return { 'manifest.xml': changed }
}

describe('a comment that ignores a rule', () => {
  it('silences what the rule finds in the next start tag, over several lines and behind other comments', async () => {
    expect(await findings(manifestWith(brokenLink))).toEqual(['https-only manifest.xml:5'])
    for (const comment of [
      '<!-- tacosmith-ignore https-only: an old server -->',
      '<!--tacosmith-ignore https-only:an old server--><!-- and more -->\n\n',
      '<!--\n tacosmith-ignore https-only: an old\n server\n-->',
    ]) {
      expect(await findings(manifestWith(`${comment}${brokenLink}`))).toEqual([])
      expect(await findings(manifestWith(`${comment}${brokenLink.replace(' url', '\n  url')}`))).toEqual([])
    }
  })

  it('silences nothing else', async () => {
    const both = `<!-- tacosmith-ignore https-only: x -->${brokenLink}`
    const other = replaceIn(valid['manifest.xml'], 'https://brook.example/drivers', 'http://brook.example')
    const changed = replaceIn(other, '<support-link url="https://brook.example/support"/>', both)
    expect(await findings({ 'manifest.xml': changed })).toEqual(['https-only manifest.xml:6'])
  })

  it('is found when nothing follows that the rule finds fault with', async () => {
    const { 'manifest.xml': manifest = '' } = valid
    const comment = '<!-- tacosmith-ignore https-only: x -->'
    expect(await findings(manifestWith(`${comment}<support-link url="https://brook.example"/>`))).toEqual([
      'ignore-unused manifest.xml:5',
    ])
    expect(await findings({ 'manifest.xml': `${manifest}${comment}` })).toEqual([
      'ignore-unused manifest.xml:24',
    ])
    const last = replaceIn(manifest, '</connector-plugin>', `${comment}</connector-plugin>`)
    expect(await findings({ 'manifest.xml': last })).toEqual(['ignore-unused manifest.xml:23'])
  })

  it('must give a reason and name a rule that there is', async () => {
    const found = async (comment: string) => await findings(manifestWith(`${comment}${brokenLink}`))
    expect(await found('<!-- tacosmith-ignore https-only -->')).toEqual(['ignore-invalid manifest.xml:5'])
    expect(await found('<!-- tacosmith-ignore https-only: -->')).toEqual(['ignore-invalid manifest.xml:5'])
    expect(await found('<!-- tacosmith-ignore -->')).toEqual([
      'ignore-invalid manifest.xml:5',
      'https-only manifest.xml:5',
    ])
    expect(await found('<!-- tacosmith-ignore http-only: x -->')).toEqual([
      'ignore-invalid manifest.xml:5',
      'https-only manifest.xml:5',
    ])
  })

  it('is no fault where the rule is off, and can be silenced by settings like any rule', async () => {
    const ignored = manifestWith(`<!-- tacosmith-ignore https-only: x -->${brokenLink}`)
    expect(await findings(ignored, { 'https-only': 'off' })).toEqual([])
    const unused = manifestWith(
      '<!-- tacosmith-ignore https-only: x --><support-link url="https://b.example"/>',
    )
    expect(await findings(unused, { 'ignore-unused': 'off' })).toEqual([])
  })

  it('before the root silences what is wrong with the file as a whole', async () => {
    const { 'dialect.tdd': dialect = '' } = valid
    const large = `<!-- ${'x'.repeat(256 * 1024)} -->\n${dialect.replace(/^<\?xml.*\n/, '')}`
    expect(await findings({ 'dialect.tdd': large })).toEqual(['xml-file-too-large dialect.tdd:undefined'])
    const ignored = `<!-- tacosmith-ignore xml-file-too-large: tried -->\n${large}`
    expect(await findings({ 'dialect.tdd': ignored })).toEqual([])
  })

  it('in a script is about the next line', async () => {
    const script = (comment: string) => ({
      'connectionBuilder.js': `(function build(attr) {\n  ${comment}\n\n  return [attr.server?.name]\n})`,
    })
    expect(await findings(script('// other'))).toEqual(['script-syntax connectionBuilder.js:4'])
    expect(await findings(script('// tacosmith-ignore script-syntax: Tableau 2026 only'))).toEqual([])
    expect(await findings(script('/* tacosmith-ignore script-syntax: Tableau 2026 only */'))).toEqual([])
    expect(await findings(script('// tacosmith-ignore script-library: x'))).toEqual([
      'ignore-unused connectionBuilder.js:2',
      'script-syntax connectionBuilder.js:4',
    ])
  })

  it.each([
    ['known rules', '<!--tacosmith-ignore https-only: x-->', 'ignore-unused'],
    ['unknown rules', '<!--tacosmith-ignore https-onli-->', 'ignore-invalid'],
    [
      'long reasons',
      `<!--tacosmith-ignore https-onli: ${'a '.repeat(60_000)}${' '.repeat(60_000)}.-->`,
      'ignore-invalid',
    ],
  ])(
    'by the thousands, for %s, are told in one go',
    within(10_000, async (_kind, comment, rule) => {
      const count = Math.min(20_000, Math.floor(1_000_000 / comment.length))
      const found = await findings(
        manifestWith(`${comment.repeat(count)}<support-link url="https://b.example"/>`),
      )
      expect(new Set(found.map((line) => line.split(' ')[0]))).toEqual(new Set(['xml-file-too-large', rule]))
    }),
  )

  it(
    'in a script may stand there by the thousands',
    within(10_000, async () => {
      const comments = '// tacosmith-ignore no-such-rule: x\n'.repeat(20_000)
      const builder = `${comments}(function build(attr) {\n  return [attr.server]\n})`
      const found = await findings({ 'connectionBuilder.js': builder })
      expect(found.filter((line) => line.startsWith('ignore-invalid'))).toHaveLength(101)
    }),
  )

  it('counts for a single file too', async () => {
    const bytes = new TextEncoder().encode(
      replaceIn(valid['manifest.xml'], 'https://brook.example/support"/>', 'http://brook.example"/>'),
    )
    const rulesOf = async (text: Uint8Array) => (await validateFile('manifest', text)).map(({ rule }) => rule)
    expect(await rulesOf(bytes)).toContain('https-only')
    const ignored = new TextDecoder()
      .decode(bytes)
      .replace('<support-link', '<!-- tacosmith-ignore https-only: x --><support-link')
    expect(await rulesOf(new TextEncoder().encode(ignored))).not.toContain('https-only')
  })
})
