import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { beforeAll, describe, expect, it } from 'vitest'
import { ruleDescriptions } from '../rules/index.ts'
import type { Diagnostic } from './diagnostic.ts'
import { formatSarif } from './format-sarif.ts'
import { createReport } from './report.ts'

const manifest = '<connector-plugin>\n  <company name=""/>\n  <company name=""/>\n</connector-plugin>\n'
let validate: ValidateFunction

beforeAll(() => {
  const schema = createRequire(import.meta.url).resolve('schemastore/schemas/json/sarif-2.1.0.json')
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
  addFormats.default(ajv)
  validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object)
})

interface SarifResult {
  ruleId: string
  ruleIndex: number
  level: string
  message: { text: string }
  locations: [{ physicalLocation: { artifactLocation: { uri: string }; region: object } }]
  partialFingerprints: { primaryLocationLineHash: string }
}

function results(findings: Partial<Diagnostic>[], folder = '', text = manifest): SarifResult[] {
  const report = createReport(
    findings.map((finding) => ({ rule: 'https-only', severity: 'error', message: 'm', ...finding })),
  )
  const options = { rules: ruleDescriptions, version: '1.2.3', folder, readSource: () => text }
  const log = JSON.parse(formatSarif(report, options)) as { runs: [{ results: SarifResult[] }] }
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true)
  return log.runs[0].results
}

describe('formatSarif', () => {
  it('is valid SARIF 2.1.0 that names every rule with its page', () => {
    const options = { rules: ruleDescriptions, version: '1.2.3', readSource: () => undefined }
    const log = JSON.parse(formatSarif(createReport([]), options))
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true)
    const { name, version, rules } = log.runs[0].tool.driver
    expect([name, version, rules.length]).toEqual(['tacosmith', '1.2.3', ruleDescriptions.length])
    expect(rules.every(({ helpUri }: { helpUri: string }) => helpUri.startsWith('https://'))).toBe(true)
  })

  it('places findings in the repository', () => {
    const [found] = results([{ file: 'my scripts/a#1.js', line: 2, column: 5, help: 'h' }], 'packages/x')
    expect(found).toMatchObject({ ruleId: 'https-only', level: 'error', message: { text: 'm\nh' } })
    expect(found && ruleDescriptions[found.ruleIndex]?.id).toBe('https-only')
    expect(found?.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'packages/x/my%20scripts/a%231.js' },
      region: { startLine: 2, startColumn: 5 },
    })
  })

  it('gives findings of the whole connector a place at its manifest', () => {
    const [found] = results([{ severity: 'info' }])
    expect(found).toMatchObject({ level: 'note' })
    expect(found?.locations[0].physicalLocation.artifactLocation.uri).toBe('manifest.xml')
  })

  it('recognises a finding that has moved, and tells two on equal lines apart', () => {
    const hashes = (found: SarifResult[]) =>
      found.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash)
    const places = [2, 3].map((line) => ({ file: 'manifest.xml', line, column: 3 }))
    const before = hashes(results(places))
    expect(new Set(before).size).toBe(2)
    const moved = places.map((place) => ({ ...place, line: place.line + 1 }))
    expect(hashes(results(moved, '', `\n${manifest}`))).toEqual(before)
    expect(hashes(results(places.map((place) => ({ ...place, rule: 'class-missing' }))))).not.toEqual(before)
  })

  it('puts several reports into one run, each in its folder', () => {
    const placed = ['a', 'b'].map((folder) => {
      const finding = {
        rule: 'https-only',
        severity: 'error',
        message: 'm',
        file: '../lib.js',
        line: 1,
      } as const
      return { name: folder, folder: `${folder}/c`, report: createReport([finding]), readSource: () => 'x' }
    })
    const log = JSON.parse(formatSarif(placed, { rules: ruleDescriptions, version: '1.2.3' }))
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true)
    expect(log.runs).toHaveLength(1)
    const uris = (log.runs[0].results as SarifResult[]).map(
      ({ locations: [{ physicalLocation }] }) => physicalLocation.artifactLocation.uri,
    )
    expect(uris).toEqual(['a/lib.js', 'b/lib.js'])
  })
})
