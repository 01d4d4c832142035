import { within } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from './diagnostic.ts'
import { formatGithub } from './format-github.ts'
import { formatJson } from './format-json.ts'
import { formatPretty } from './format-pretty.ts'
import { formatSarif } from './format-sarif.ts'
import { createReport } from './report.ts'

function finding(changes: Partial<Diagnostic>): Diagnostic {
  return { rule: 'r', severity: 'error', message: 'm', ...changes }
}

describe('createReport', () => {
  it('sorts by file, line, column and rule, with findings of no file first', () => {
    const sorted = [
      finding({ rule: 'z' }),
      finding({ file: 'Z.xml', line: 9 }),
      finding({ file: 'a.xml' }),
      finding({ file: 'a.xml', line: 2, column: 10 }),
      finding({ file: 'a.xml', line: 10, column: 1, rule: 'a' }),
      finding({ file: 'a.xml', line: 10, column: 1, rule: 'b' }),
      finding({ file: 'a.xml', line: 10, column: 9 }),
    ]
    expect(createReport([...sorted].reverse()).diagnostics).toEqual(sorted)
  })

  it('counts, and tells the same finding once only', () => {
    const same = { file: 'a', line: 1, column: 1 }
    const report = createReport([
      finding(same),
      finding(same),
      finding({ ...same, column: 2 }),
      finding({ severity: 'warning' }),
      finding({ severity: 'info' }),
    ])
    expect(report).toMatchObject({ ok: false, errors: 2, warnings: 1 })
    expect(report.diagnostics).toHaveLength(4)
  })

  it('takes a severity that it does not know for an error', () => {
    for (const severity of ['fatal', 'constructor', undefined]) {
      const report = createReport([finding({ severity: severity as Diagnostic['severity'] })])
      expect(report).toMatchObject({ ok: false, errors: 1, diagnostics: [{ severity: 'error' }] })
      expect(formatGithub(report, { folder: '' })).toMatch(/^::error /)
    }
  })

  it('fails because of warnings only where they count as errors', () => {
    const warning = [finding({ severity: 'warning' })]
    expect(createReport(warning).ok).toBe(true)
    expect(createReport(warning, { warningsAsErrors: true }).ok).toBe(false)
    expect(createReport([finding({ severity: 'info' })], { warningsAsErrors: true }).ok).toBe(true)
  })
})

describe('a report of more findings than anybody reads', () => {
  const many = (count: number, changes: Partial<Diagnostic>) =>
    Array.from({ length: count }, (_, index) => finding({ file: 'a.xml', line: index + 1, ...changes }))
  const report = createReport([
    ...many(150, { rule: 'r' }),
    ...many(101, { rule: 'w', severity: 'warning' }),
    ...many(2000, { rule: 'i', severity: 'info', file: 'b.xml' }),
    ...many(100, { rule: 's' }),
  ])

  it('tells a hundred of each rule and file, counts all of them, and says how many there are', () => {
    expect(report).toMatchObject({ errors: 250, warnings: 101 })
    expect(report.diagnostics).toHaveLength(4 * 100 + 3)
    const standIns = report.diagnostics.filter(({ count }) => count !== undefined)
    expect(
      standIns.map(({ rule, severity, file, line, count }) => [rule, severity, file, line, count]),
    ).toEqual([
      ['r', 'error', 'a.xml', undefined, 50],
      ['w', 'warning', 'a.xml', undefined, 1],
      ['i', 'info', 'b.xml', undefined, 1900],
    ])
    expect(standIns.map(({ message }) => message)).toEqual([
      'r has 50 more findings in this file, not listed here',
      'w has 1 more finding in this file, not listed here',
      'i has 1900 more findings in this file, not listed here',
    ])
    expect(report.diagnostics.indexOf(standIns[0]!)).toBe(
      report.diagnostics.findLastIndex(({ rule }) => rule === 'r'),
    )
  })

  it('stays the same when a report is made of it again', () => {
    const more = finding({ file: 'c.xml' })
    const again = createReport([...report.diagnostics, more])
    expect(again).toMatchObject({ errors: 251, warnings: 101 })
    expect(again.diagnostics).toHaveLength(report.diagnostics.length + 1)
  })

  it('is shown in every form with all that are left out', () => {
    const readSource = () => 'x\n'.repeat(2000)
    const pretty = formatPretty(report, { readSource, color: false })
    expect(pretty).toMatch(/\nFound 250 errors, 101 warnings and 2000 notes\.\n$/)
    expect(pretty).toContain('error[r]: r has 50 more findings in this file')
    expect(JSON.parse(formatJson(report))).toEqual(report)
    expect(formatGithub(report)).toContain('::error file=a.xml,title=r::r has 50 more findings in this file')
    const sarif = JSON.parse(formatSarif(report, { rules: [], version: '1', readSource }))
    expect(sarif.runs[0].results).toHaveLength(report.diagnostics.length)
    expect(JSON.stringify(sarif)).toContain('r has 50 more findings in this file')
  })

  it(
    'does not read a large source again for each finding',
    within(10_000, () => {
      const findings = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((rule) => many(100, { rule }))
      const source = 'x\n'.repeat(1_500_000)
      const options = { readSource: () => source, color: false }
      expect(formatPretty(createReport(findings), options)).toContain('Found 600 errors.')
    }),
  )
})

describe('formatJson', () => {
  it('is one JSON document that holds the report', () => {
    const report = createReport([finding({ help: 'h', file: 'ü.xml', line: 1 }), finding({ url: 'u' })])
    expect(JSON.parse(formatJson(report))).toEqual(report)
    expect(formatJson(report).endsWith('}\n')).toBe(true)
  })
})
