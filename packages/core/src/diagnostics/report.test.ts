import { describe, expect, it } from 'vitest'
import type { Diagnostic } from './diagnostic.ts'
import { formatJson } from './format-json.ts'
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

  it('fails because of warnings only where they count as errors', () => {
    const warning = [finding({ severity: 'warning' })]
    expect(createReport(warning).ok).toBe(true)
    expect(createReport(warning, { warningsAsErrors: true }).ok).toBe(false)
    expect(createReport([finding({ severity: 'info' })], { warningsAsErrors: true }).ok).toBe(true)
  })
})

describe('formatJson', () => {
  it('is one JSON document that holds the report', () => {
    const report = createReport([finding({ help: 'h', file: 'ü.xml', line: 1 }), finding({ url: 'u' })])
    expect(JSON.parse(formatJson(report))).toEqual(report)
    expect(formatJson(report).endsWith('}\n')).toBe(true)
  })
})
