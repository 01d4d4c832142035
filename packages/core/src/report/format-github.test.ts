import { describe, expect, it } from 'vitest'
import type { Diagnostic } from './diagnostic.ts'
import { formatGithub } from './format-github.ts'
import { createReport } from './report.ts'

function formatted(findings: Partial<Diagnostic>[], folder?: string): string {
  const report = createReport(
    findings.map((finding) => ({ rule: 'r', severity: 'error', message: 'm', ...finding })),
  )
  return formatGithub(report, folder === undefined ? {} : { folder })
}

describe('formatGithub', () => {
  it('makes a command of each finding, at its place in the repository', () => {
    const place = { file: 'scripts/a.js', line: 3, column: 7 }
    expect(formatted([place], 'packages/connector')).toBe(
      '::error file=packages/connector/scripts/a.js,line=3,col=7,title=r::m\n',
    )
    expect(formatted([{ ...place, severity: 'warning', help: 'h', url: 'https://x.example' }])).toBe(
      '::warning file=scripts/a.js,line=3,col=7,title=r::m%0Ah%0ASee https://x.example\n',
    )
    expect(formatted([{ severity: 'info', file: 'a.xml' }], '.')).toBe('::notice file=a.xml,title=r::m\n')
    expect(formatted([{ file: '../src/a.ts' }], 'connector')).toBe('::error file=src/a.ts,title=r::m\n')
    expect(formatted([{}])).toBe('::error title=r::m\n')
    expect(formatted([])).toBe('')
  })

  it('never lets a message or a file name become a command', () => {
    const message = 'a%0A\r\n::add-mask::x'
    expect(formatted([{ message, file: 'a,line=9::\n.xml' }])).toBe(
      '::error file=a%2Cline=9%3A%3A .xml,title=r::a%250A%0A: :add-mask::x\n',
    )
  })
})
