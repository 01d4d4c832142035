import { visibleLine } from '@tacosmith/core/adapter'
import { formatScenarios, type TestedConnector } from './format-scenarios.ts'

/** Scenarios as JUnit XML: a suite for each connector, a test for each scenario. */
export function formatScenariosJunit(tested: readonly TestedConnector[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="tacosmith test"${countsOf(tested)}>`,
    ...tested.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n')
}

function suiteLines(tested: TestedConnector): string[] {
  return [
    `  <testsuite name="${escaped(tested.name)}"${countsOf([tested])}>`,
    ...failureLines(tested),
    ...tested.results.flatMap((result) => testLines(tested, result)),
    '  </testsuite>',
  ]
}

type Results = TestedConnector['results']

/** A connector that could not be tested is a test that ended with an error. */
function failureLines({ name, failure }: TestedConnector): string[] {
  if (failure === undefined) return []
  const { message, help = '' } = failure
  return [
    `    <testcase classname="${escaped(name)}" name="${escaped(name)}" time="0.000">`,
    `      <error message="${escaped(message)}">${escaped(help)}</error>`,
    '    </testcase>',
  ]
}

function countsOf(tested: readonly TestedConnector[]): string {
  const results = tested.flatMap((one) => one.results)
  const errors = tested.filter(({ failure }) => failure !== undefined).length
  const failures = results.filter(({ differences }) => differences.length > 0).length
  const seconds = results.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000
  return ` tests="${results.length + errors}" failures="${failures}" errors="${errors}" skipped="0" time="${seconds.toFixed(3)}"`
}

function testLines(tested: TestedConnector, result: Results[number]): string[] {
  const { path, scenario, differences, milliseconds } = result
  const file = `${tested.folder}/${path}`
  const start = `    <testcase classname="${escaped(file)}" name="${escaped(scenario.name)}" file="${escaped(file)}" time="${(milliseconds / 1000).toFixed(3)}"`
  if (differences.length === 0) return [`${start}/>`]
  const told = formatScenarios([{ ...tested, results: [result] }])
  const message = differences.map(({ what }) => what).join(', ')
  return [
    `${start}>`,
    `      <failure message="${escaped(`other than expected: ${message}`)}">${escapedLines(told)}</failure>`,
    '    </testcase>',
  ]
}

function escapedLines(text: string): string {
  return text.trimEnd().split('\n').slice(1, -2).map(escaped).join('\n')
}

function escaped(text: string): string {
  return visibleLine(text)
    .replace(NO_CHARACTERS, '\uFFFD')
    .replace(/[<>&"]/g, (character) => ESCAPES[character] ?? character)
}

/** What XML has no place for, besides what is not seen. */
const NO_CHARACTERS = /[\uFFFE\uFFFF]/g

const ESCAPES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' }
