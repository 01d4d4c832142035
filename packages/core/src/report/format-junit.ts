import type { Diagnostic } from './diagnostic.ts'
import { inFolder, type PlacedReport, wholeConnectorFile } from './placed-report.ts'
import { countFindings } from './report.ts'
import { visibleLines, visibleText } from './visible-text.ts'

/**
 * Reports as JUnit XML, which GitLab, Jenkins and Azure Pipelines show as tests: a suite for each report, and in it a failed
 * test for each rule in each file that it found errors or warnings in. Notes are the output of tests that passed. A report
 * without any finding is one test that passed, since readers take a suite without tests for a mistake. Ends with a line break.
 */
export function formatJunit(reports: readonly PlacedReport[]): string {
  const suites = reports.map((placed) => ({ name: placed.name, tests: testsOf(placed) }))
  const counts = countsOf(suites.flatMap(({ tests }) => tests))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="tacosmith"${counts}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n')
}

/** What a rule found in a file. */
interface Test {
  /** Readers take tests of the same class and name for one. */
  className: string
  name: string
  file: string | undefined
  findings: Diagnostic[]
}

function testsOf({ report, name, folder }: PlacedReport): Test[] {
  const tests = new Map<string, Test>()
  for (const finding of report.diagnostics) {
    const file = inFolder(finding.file ?? wholeConnectorFile, folder)
    const key = JSON.stringify([finding.rule, file])
    const test = tests.get(key) ?? { className: file, name: finding.rule, file, findings: [] }
    test.findings.push(finding)
    tests.set(key, test)
  }
  if (tests.size > 0) return [...tests.values()]
  return [{ className: name, name: 'no findings', file: undefined, findings: [] }]
}

function suiteLines({ name, tests }: { name: string; tests: Test[] }): string[] {
  return [
    `  <testsuite name="${escaped(visibleText(name))}"${countsOf(tests)}>`,
    ...tests.flatMap(testLines),
    '  </testsuite>',
  ]
}

/** Nothing was measured; the time is there because some readers ask for it. */
function countsOf(tests: readonly Test[]): string {
  const failures = tests.filter(({ findings }) => findings.some(isFailure)).length
  return ` tests="${tests.length}" failures="${failures}" errors="0" skipped="0" time="0"`
}

function testLines({ className, name, file, findings }: Test): string[] {
  const facts = { classname: className, name, file, time: '0' }
  const start = `    <testcase${attributes(facts)}`
  if (findings.length === 0) return [`${start}/>`]
  const failures = findings.filter(isFailure)
  const content = escaped(findings.map((finding) => describeFinding(finding, className)).join('\n'))
  const [first] = failures
  if (first === undefined)
    return [`${start}>`, `      <system-out>${content}</system-out>`, '    </testcase>']
  const type = failures.some(({ severity }) => severity === 'error') ? 'error' : 'warning'
  const about = { message: messageOf(first, failures), type }
  return [`${start}>`, `      <failure${attributes(about)}>${content}</failure>`, '    </testcase>']
}

function isFailure({ severity }: Diagnostic): boolean {
  return severity !== 'info'
}

function messageOf({ message }: Diagnostic, failures: readonly Diagnostic[]): string {
  const count = countFindings(failures, 'error') + countFindings(failures, 'warning')
  return count === 1 ? message : `${message} (and ${count - 1} more)`
}

function describeFinding({ severity, message, line, column, help, url }: Diagnostic, file: string): string {
  const place = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined)
  const lines = [`${place.join(':')}: ${severity}: ${message}`, help, url && `See ${url}`]
  return visibleLines(lines.filter(Boolean).join('\n'))
}

function attributes(values: Record<string, string | undefined>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(visibleText(value ?? ''))}"`)
    .join('')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What is no character in XML is left out; control characters are told by their numbers already. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\uFFFE\uFFFF]/g, '')
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)
}
