import { TacosmithError } from '@tacosmith/core'
import {
  canUpdate,
  formatScenarios,
  formatScenariosJunit,
  type ScenarioResult,
  type TestedConnector,
} from '@tacosmith/preview'
import { Command, Option } from 'commander'
import { type TestPolicy, testConnector, testOneOfSeveral } from '../preview/test-connector.ts'
import { exitCodeFor, exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { type ExpandedTargets, emptyPatterns, expandTargets } from '../project/validation-targets.ts'
import type { Terminal } from '../terminal/terminal.ts'

type Format = 'pretty' | 'json' | 'junit'

interface Flags {
  format?: Format
  json?: boolean
  update?: boolean
}

/** `tacosmith test [dirs...]`: the scenarios of connectors. */
export function testCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('test')
    .argument(
      '[dirs...]',
      'connector folders, project folders with a tacosmith.config, and patterns of these',
    )
    .option('-u, --update', 'write the actual result of each scenario into its file instead of comparing it')
    .addOption(
      new Option('--format <name>', 'format of the report (default: pretty)').choices([
        'pretty',
        'json',
        'junit',
      ]),
    )
    .option('--json', 'the same as --format json')
    .addHelpText(
      'after',
      '\nScenarios are .json files in the folder scenarios beside the connector: what a\n' +
        'user enters into the dialog, and the connection string, properties, key or\n' +
        'message that is expected. tacosmith preview writes them from what you type.\n' +
        '\nExamples:\n  tacosmith test\n  tacosmith test "connectors/*" --format junit > scenarios.xml\n  tacosmith test --update',
    )
    .action(async (words: string[], flags: Flags) => {
      const format = flags.json === true ? 'json' : (flags.format ?? 'pretty')
      finish(
        await runCommand(terminal, format === 'json', () =>
          test(words, flags.update === true, format, terminal),
        ),
      )
    })
}

async function test(
  words: readonly string[],
  isUpdate: boolean,
  format: Format,
  terminal: Terminal,
): Promise<number> {
  const policy = { cwd: terminal.cwd, isUpdate }
  const tested = await testAll(await expandTargets(words, terminal.cwd, 'folders'), policy)
  const isAny = tested.some(({ results, failure }) => results.length > 0 || failure !== undefined)
  if (!isAny) throw noScenarios(tested)
  const print = { pretty: formatScenarios, junit: formatScenariosJunit, json: asJson }[format]
  terminal.printResult(print(tested, { color: terminal.colorStdout }))
  return Math.max(...tested.map(exitCodeOf))
}

/** What patterns fit though it is no connector is left out. */
async function testAll(expanded: ExpandedTargets, policy: TestPolicy): Promise<TestedConnector[]> {
  const { paths, patterns, unmatched, isList } = expanded
  const [nothing] = unmatched
  if (nothing !== undefined) throw nothing.error
  const tested: TestedConnector[] = []
  const leftOut = new Set<string>()
  for (const path of paths) {
    if (path === undefined || !isList) {
      tested.push(await testConnector(path, policy))
      continue
    }
    const one = await testOneOfSeveral(path, policy)
    if (patterns.has(path) && one.failure?.code === 'connector-not-found') leftOut.add(path)
    else tested.push(one)
  }
  const [empty] = emptyPatterns(expanded, leftOut, policy.cwd)
  if (empty !== undefined) throw empty.error
  return tested
}

function exitCodeOf({ results, failure, isUpdated }: TestedConnector): number {
  if (failure !== undefined) return exitCodeFor(failure.code)
  const isFailed = (result: ScenarioResult): boolean =>
    result.differences.length > 0 && !(isUpdated && canUpdate(result))
  return results.some(isFailed) ? exitCodes.findings : exitCodes.fine
}

function noScenarios(tested: readonly TestedConnector[]): TacosmithError {
  const folders = tested.map(({ folder }) => folder)
  return new TacosmithError('usage', `there are no scenarios in ${folders.join(', ')}`, {
    help: 'Run tacosmith preview, type what a user would, and save it as a scenario.',
  })
}

function asJson(tested: readonly TestedConnector[]): string {
  const connectors = tested.map(({ name, results, failure }) =>
    failure === undefined ? { name, scenarios: results.map(asPrinted) } : { name, error: failure },
  )
  const ok = tested.every(
    ({ results, failure }) =>
      failure === undefined && results.every(({ differences }) => differences.length === 0),
  )
  return `${JSON.stringify({ ok, connectors }, undefined, 2)}\n`
}

function asPrinted({ path, scenario, outcome, differences, notes, milliseconds }: ScenarioResult): object {
  return {
    ...{ file: path, name: scenario.name, ok: differences.length === 0 },
    milliseconds: Math.round(milliseconds),
    ...{ outcome, differences, notes },
  }
}
