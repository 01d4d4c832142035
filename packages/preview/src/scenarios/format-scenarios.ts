import { styleText } from 'node:util'
import { visibleLine } from '@tacosmith/core/adapter'
import type { Difference } from './run-scenario.ts'
import type { ScenarioResult } from './run-scenarios.ts'
import { canUpdate } from './update-scenarios.ts'

/** The scenarios of one connector, and what came of them. */
export interface TestedConnector {
  /** Its folder as the user knows it. */
  name: string
  /** Where its scenarios lie. */
  folder: string
  results: ScenarioResult[]
  /** Why it could not be tested. */
  failure?: { code: string; message: string; help?: string }
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
  const lines = tested.flatMap((one) => [visibleLine(one.name), ...connectorLines(one, painted), ''])
  const all = tested.flatMap(({ results }) => results)
  const others = tested.flatMap(({ results, isUpdated }) =>
    results
      .filter(({ differences }) => differences.length > 0)
      .map((result) => isUpdated && canUpdate(result)),
  )
  const updated = others.filter((isUpdated) => isUpdated).length
  const counts = {
    ...{ all: all.length, updated, failed: others.length - updated },
    untested: tested.filter(({ failure }) => failure !== undefined).length,
  }
  return `${[...lines, countLine(counts)].join('\n')}\n`
}

type Paint = (color: 'green' | 'red' | 'dim', text: string) => string

function connectorLines({ folder, results, failure, isUpdated }: TestedConnector, painted: Paint): string[] {
  if (failure !== undefined) {
    const [first = '', ...more] = failure.message.split('\n').map((line) => visibleLine(line))
    const help = failure.help === undefined ? [] : [visibleLine(failure.help)]
    return [`  ${painted('red', '✖')} ${first}`, ...[...more, ...help].map((line) => `    ${line}`)]
  }
  if (results.length === 0) return [`  no scenarios in ${visibleLine(folder)}`]
  return results.flatMap((result) => resultLines(result, isUpdated, painted))
}

function resultLines(result: ScenarioResult, isUpdated: boolean, painted: Paint): string[] {
  const { path, scenario, differences, notes } = result
  const name = `${visibleLine(scenario.name)} ${painted('dim', visibleLine(path))}`
  const noteLines = notes.map((note) => `      ${painted('dim', visibleLine(note))}`)
  if (differences.length === 0) return [`  ${painted('green', '✔')} ${name}`, ...noteLines]
  const wasUpdated = isUpdated && canUpdate(result)
  const mark = wasUpdated ? painted('green', '↻') : painted('red', '✖')
  return [
    `  ${mark} ${name}`,
    ...differences.flatMap((difference) => differenceLines(difference, painted)),
    ...noteLines,
  ]
}

/** The two values below each other; of objects only the members that differ. */
function differenceLines({ what, expected, actual, message }: Difference, painted: Paint): string[] {
  if (message !== undefined)
    return [`      ${visibleLine(what)}`, `        ${painted('red', visibleLine(message))}`]
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

interface Counts {
  all: number
  updated: number
  failed: number
  /** Connectors. */
  untested: number
}

function countLine({ all, updated, failed, untested }: Counts): string {
  const parts = [
    counted(all, 'scenario'),
    ...(updated > 0 ? [`${updated} brought up to date`] : []),
    ...(failed > 0 ? [`${failed} not as expected`] : []),
    ...(untested > 0 ? [`${counted(untested, 'connector')} not tested`] : []),
  ]
  return parts.length > 1 ? parts.join(', ') : `${parts[0]}, all as expected`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
