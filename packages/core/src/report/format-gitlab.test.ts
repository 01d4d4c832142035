import { describe, expect, it } from 'vitest'
import type { Diagnostic } from './diagnostic.ts'
import { formatGitlab } from './format-gitlab.ts'
import type { PlacedReport } from './placed-report.ts'
import { createReport } from './report.ts'

/** The members that GitLab's documentation asks for. */
interface CodeQualityFinding {
  description: string
  check_name: string
  fingerprint: string
  severity: string
  location: { path: string; lines: { begin: number } }
}

const manifest = '<connector-plugin>\n  <company name=""/>\n  <company name=""/>\n</connector-plugin>\n'

function placed(findings: Partial<Diagnostic>[], folder = '', text = manifest): PlacedReport {
  const complete = findings.map(
    (finding): Diagnostic => ({ rule: 'r', severity: 'error', message: 'm', ...finding }),
  )
  return { name: folder, folder, report: createReport(complete), readSource: () => text }
}

function read(...reports: PlacedReport[]): CodeQualityFinding[] {
  const found = JSON.parse(formatGitlab(reports)) as CodeQualityFinding[]
  for (const { description, check_name, fingerprint, severity, location } of found) {
    for (const text of [description, check_name, fingerprint]) expect(text).toMatch(/\S/)
    expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(severity)
    expect(location.path).toMatch(/^(?!\.?\/)/)
    expect(Number.isInteger(location.lines.begin) && location.lines.begin > 0).toBe(true)
  }
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(found.length)
  return found
}

describe('formatGitlab', () => {
  it('lists the findings of all reports at their places in the repository', () => {
    const first = placed([{ file: 'manifest.xml', line: 2, column: 3, help: 'h' }], 'packages/x')
    const second = placed(
      [{ severity: 'warning', file: '../src/lib.ts', line: 1 }, { severity: 'info' }],
      'y',
    )
    expect(read(first, second)).toMatchObject([
      {
        description: 'm\nh',
        check_name: 'r',
        severity: 'major',
        location: { path: 'packages/x/manifest.xml', lines: { begin: 2 } },
      },
      { severity: 'info', location: { path: 'y/manifest.xml', lines: { begin: 1 } } },
      { severity: 'minor', location: { path: 'src/lib.ts', lines: { begin: 1 } } },
    ])
    expect(formatGitlab([])).toBe('[]\n')
  })

  it('recognises a finding that has moved', () => {
    const prints = (...reports: PlacedReport[]) => read(...reports).map(({ fingerprint }) => fingerprint)
    const places = [2, 3].map((line) => ({ file: 'manifest.xml', line, column: 3 }))
    const before = prints(placed(places))
    const moved = places.map((place) => ({ ...place, line: place.line + 1 }))
    expect(prints(placed(moved, '', `\n${manifest}`))).toEqual(before)
    expect(prints(placed(places.map((place) => ({ ...place, rule: 'other' }))))).not.toEqual(before)
  })

  it('tells the same finding in two connectors apart, in whichever order they come', () => {
    const [a, b] = ['a', 'b'].map((folder) => placed([{ file: 'manifest.xml', line: 2 }], folder))
    const prints = (reports: PlacedReport[]) => read(...reports).map(({ fingerprint }) => fingerprint)
    expect(prints([a!, b!]).reverse()).toEqual(prints([b!, a!]))
  })
})
