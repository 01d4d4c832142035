import { relative } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import {
  formatScenarios,
  formatScenariosJunit,
  readContent,
  readScenarios,
  runScenarios,
  type ScenarioResult,
  saveScenario,
  type TestedConnector,
  updatedScenario,
} from '@tacosmith/preview'
import { Command, Option } from 'commander'
import { type DevProject, openDevProject } from '../dev/dev-project.ts'
import { PreviewProject } from '../preview/preview-project.ts'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { emptyPatterns, expandTargets } from '../project/validation-targets.ts'
import { shownPath } from '../terminal/shown-path.ts'
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
    .option('-u, --update', 'write what came of each scenario into its file instead of comparing it')
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
      '\nScenarios are .json files in the folder scenarios beside the connector: what a user\n' +
        'enters into the dialog, and the connection string, properties, key or message that\n' +
        'has to come of it. tacosmith preview writes them from what you type.\n' +
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
  const { cwd } = terminal
  const expanded = await expandTargets(words, cwd, 'folders')
  const tested: TestedConnector[] = []
  const leftOut = new Set<string>()
  for (const path of expanded.paths) {
    const opened = await openUnlessLeftOut(path, expanded.patterns, cwd)
    if (opened === undefined) leftOut.add(path ?? cwd)
    else tested.push(await testOne(opened, cwd, isUpdate))
  }
  const [nothing] = [...expanded.unmatched, ...emptyPatterns(expanded, leftOut, cwd)]
  if (nothing !== undefined) throw nothing.error
  if (tested.every(({ results }) => results.length === 0)) throw noScenarios(tested)
  const print = { pretty: formatScenarios, junit: formatScenariosJunit, json: asJson }[format]
  terminal.printResult(print(tested, { color: terminal.colorStdout }))
  const isFailure = ({ differences, outcome }: ScenarioResult): boolean =>
    differences.length > 0 && !(isUpdate && outcome.error === undefined)
  return tested.some(({ results }) => results.some(isFailure)) ? exitCodes.findings : exitCodes.fine
}

/** What a pattern fits need not be a connector; undefined for what is none. */
async function openUnlessLeftOut(
  path: string | undefined,
  patterns: ReadonlyMap<string, string>,
  cwd: string,
): Promise<DevProject | undefined> {
  try {
    return await openDevProject(path, undefined, cwd, () => {})
  } catch (error) {
    const isNone = error instanceof TacosmithError && error.code === 'connector-not-found'
    if (isNone && path !== undefined && patterns.has(path)) return undefined
    throw error
  }
}

async function testOne(opened: DevProject, cwd: string, isUpdate: boolean): Promise<TestedConnector> {
  const project = new PreviewProject(opened, opened.options.connector)
  const snapshot = await project.read()
  const { scripts, failure } = await project.build(snapshot)
  if (failure !== undefined) {
    const { file, line, column } = failure.place ?? {}
    const place = file === undefined ? '' : `${file}:${line}:${column}: `
    throw new TacosmithError('script', `${place}${failure.message}`, {
      ...(failure.help && { help: failure.help }),
    })
  }
  const files = await readScenarios(project.scenarios)
  const { dialog, scripts: texts } = await readContent(snapshot, { scripts })
  const results = runScenarios(dialog, texts, files)
  if (isUpdate) for (const result of results) await update(project.scenarios, result)
  return {
    name: shownPath(opened.options.connector, cwd),
    folder: relative(cwd, project.scenarios).replaceAll('\\', '/'),
    results,
    isUpdated: isUpdate,
  }
}

/** A script that fails is a fault, not what somebody wants to keep. */
async function update(folder: string, result: ScenarioResult): Promise<void> {
  if (result.differences.length === 0 || result.outcome.error !== undefined) return
  await saveScenario(folder, result.path, updatedScenario(result))
}

function noScenarios(tested: readonly TestedConnector[]): TacosmithError {
  const folders = tested.map(({ folder }) => folder)
  return new TacosmithError('usage', `there are no scenarios in ${folders.join(', ')}`, {
    help: 'Run tacosmith preview, type what a user would, and save it as a scenario.',
  })
}

function asJson(tested: readonly TestedConnector[]): string {
  const connectors = tested.map(({ name, results }) => ({
    name,
    scenarios: results.map(({ path, scenario, outcome, differences, milliseconds }) => ({
      ...{
        file: path,
        name: scenario.name,
        ok: differences.length === 0,
        milliseconds: Math.round(milliseconds),
      },
      ...{ outcome, differences },
    })),
  }))
  const ok = connectors.every(({ scenarios }) => scenarios.every((scenario) => scenario.ok))
  return `${JSON.stringify({ ok, connectors }, undefined, 2)}\n`
}
