import { styleText } from 'node:util'
import { visibleLine } from '@tacosmith/core/adapter'
import type { Difference } from './run-scenario.ts'
import type { ScenarioResult } from './run-scenarios.ts'

/** The scenarios of one connector, and what came of them. */
export interface TestedConnector {
  /** Its folder as the user knows it. */
  name: string
  /** Where its scenarios lie. */
  folder: string
  results: ScenarioResult[]
  /** Whether the files were brought up to what came of them. */
  isUpdated: boolean
}

/**
 * A line for each scenario, below those that fail what is other than expected, and a count. Safe to print.
 *
 * @param color - For a terminal that shows colours. Default false.
 */
export function formatScenarios(
  tested: readonly TestedConnector[],
  { color = false }: { color?: boolean } = {},
): string {
  const painted: Paint = (paint, text) => (color ? styleText(paint, text, { validateStream: false }) : text)
  const lines = tested.flatMap(({ name, results, isUpdated }) => [
    visibleLine(name),
    ...results.flatMap((result) => resultLines(result, isUpdated, painted)),
    '',
  ])
  const all = tested.flatMap(({ results }) => results)
  const failed = all.filter(({ differences }) => differences.length > 0).length
  return `${[...lines, countLine(all.length, failed)].join('\n')}\n`
}

type Paint = (color: 'green' | 'red' | 'dim', text: string) => string

function resultLines(
  { path, scenario, differences, outcome }: ScenarioResult,
  isUpdated: boolean,
  painted: Paint,
): string[] {
  const name = `${visibleLine(scenario.name)} ${painted('dim', visibleLine(path))}`
  if (differences.length === 0) return [`  ${painted('green', '✔')} ${name}`]
  const wasUpdated = isUpdated && outcome.error === undefined
  const mark = wasUpdated ? painted('green', '↻') : painted('red', '✖')
  return [`  ${mark} ${name}`, ...differences.flatMap((difference) => differenceLines(difference, painted))]
}

/** The two values below each other; of objects only the members that differ. */
function differenceLines({ what, expected, actual }: Difference, painted: Paint): string[] {
  if (isObject(expected) && isObject(actual)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
    return names
      .filter((name) => expected[name] !== actual[name])
      .flatMap((name) => pair(`${what}.${visibleLine(name)}`, expected[name], actual[name], painted))
  }
  return pair(what, expected, actual, painted)
}

function pair(what: string, expected: unknown, actual: unknown, painted: Paint): string[] {
  return [
    `      ${what}`,
    `        ${painted('green', `expected ${written(expected)}`)}`,
    `        ${painted('red', `but got  ${written(actual)}`)}`,
  ]
}

function written(value: unknown): string {
  return value === undefined ? 'nothing' : visibleLine(JSON.stringify(value))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function countLine(count: number, failed: number): string {
  const all = `${count} scenario${count === 1 ? '' : 's'}`
  return failed === 0 ? `${all}, all as expected` : `${all}, ${failed} not as expected`
}
