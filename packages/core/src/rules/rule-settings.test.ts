import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { memorySource } from '../connector/memory-source.ts'
import { readConnector } from '../connector/read-connector.ts'
import type { Report } from '../report/diagnostic.ts'
import { ruleDescriptions, rules } from './all-rules.ts'
import { type ValidateConnectorOptions, validateConnector } from './validate-connector.ts'

/** A connector with one error (an http link) and one warning (a version with a dash). */
async function validateFaulty(options: ValidateConnectorOptions): Promise<Report> {
  const manifest = replaceIn(
    minimalConnector()['manifest.xml'],
    'https://brook.example/support',
    'http://x.example',
  )
  const files = minimalConnector({ 'manifest.xml': replaceIn(manifest, '"1.0.0"', '"1.0-2"') })
  return validateConnector(await readConnector(memorySource(files)), options)
}

describe('rule settings', () => {
  it('leave the severities as they are by default', async () => {
    expect(await validateFaulty({})).toMatchObject({ ok: false, errors: 1, warnings: 1 })
  })

  it('switch rules off and change severities', async () => {
    const rules = { 'https-only': 'warn', 'plugin-version-format': 'off' } as const
    expect(await validateFaulty({ rules })).toMatchObject({
      ok: true,
      errors: 0,
      warnings: 1,
      diagnostics: [{ rule: 'https-only', severity: 'warning' }],
    })
    expect(await validateFaulty({ rules: { 'plugin-version-format': 'error' } })).toMatchObject({ errors: 2 })
  })

  it('let warnings fail the report', async () => {
    const options = { rules: { 'https-only': 'off' }, warningsAsErrors: true } as const
    expect(await validateFaulty(options)).toMatchObject({ ok: false, errors: 0, warnings: 1 })
  })

  it('refuse an unknown rule and suggest the near one', async () => {
    await expect(validateFaulty({ rules: { ['http-only' as string]: 'off' } })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('"http-only"'),
      help: 'Did you mean "https-only"?',
    })
  })

  it('refuse an unknown severity', async () => {
    const rules = { 'https-only': 'warning' as 'warn' }
    await expect(validateFaulty({ rules })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('"warning"'),
    })
  })

  it.each(['constructor', 'toString', 2, null])('refuse the severity %j', async (setting) => {
    await expect(validateFaulty({ rules: { 'https-only': setting as 'warn' } })).rejects.toMatchObject({
      code: 'usage',
      help: 'Set it to "off", "warn" or "error".',
    })
  })

  it('know every rule that reading, schemas and scripts report', () => {
    const ids = ruleDescriptions.map(({ id }) => id)
    expect(ids).toEqual(
      expect.arrayContaining(['referenced-file-missing', 'schema-invalid', 'script-syntax']),
    )
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id, summary, help } of ruleDescriptions) {
      expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
      expect(summary).toMatch(/\.$/)
      expect(help).toMatch(/\.$/)
    }
    expect(rules.length).toBeGreaterThan(20)
  })
})

describe('validateConnector', () => {
  it('tells what reading found, the schemas and the rules in one report, sorted', async () => {
    const files = minimalConnector({
      'connectionBuilder.js': undefined,
      'dialect.tdd': '<dialect name="B" class="other" version="18.1"><oops/></dialect>',
      'connection-fields.xml': '<connection-fields>',
    })
    const { diagnostics } = await validateConnector(await readConnector(memorySource(files)))
    expect(diagnostics.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
      'xml-not-well-formed connection-fields.xml',
      'referenced-file-missing connection-resolver.tdr',
      'class-consistent dialect.tdd',
      'schema-invalid dialect.tdd',
    ])
  })

  it('checks files by what they are for and not by their extension', async () => {
    const manifest = replaceIn(minimalConnector()['manifest.xml'], 'dialect.tdd', 'dialect.txt')
    const files = minimalConnector({ 'manifest.xml': manifest, 'dialect.txt': '<tdr class="brook_jdbc"/>' })
    const { diagnostics } = await validateConnector(await readConnector(memorySource(files)))
    expect(diagnostics).toMatchObject([{ rule: 'schema-invalid', file: 'dialect.txt', line: 1, column: 1 }])
  })

  it('copes with a connector without anything', async () => {
    const { diagnostics } = await validateConnector(await readConnector(memorySource({})))
    expect(diagnostics).toMatchObject([{ rule: 'manifest-missing' }])
  })
})
