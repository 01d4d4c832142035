import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { type InitPlan, planInit, writePlan } from '../project/init-project.ts'
import { packageManagerOf } from '../project/package-manager.ts'
import type { PlannedFile } from '../project/planned-file.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'

interface Flags {
  json?: boolean
  vscode?: boolean
}

/** `tacosmith init [dir]`: tacosmith for a connector that exists. */
export function initCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('init')
    .argument('[dir]', 'the project folder, or the connector folder itself')
    .option('--vscode', 'add settings and tasks of Visual Studio Code')
    .option('--json', 'print one JSON document to stdout')
    .addHelpText(
      'after',
      '\nCreates tacosmith.config, and adds scripts and devDependencies to package.json\nand lines to .gitignore.' +
        ' Existing entries stay unchanged.\n\nExamples:\n  tacosmith init ./my-connector\n  tacosmith init --vscode',
    )
    .action(async (dir: string | undefined, { json = false, vscode = false }: Flags) => {
      finish(await runCommand(terminal, json, () => init(dir ?? '.', { json, vscode }, terminal)))
    })
}

async function init(dir: string, { json, vscode }: Required<Flags>, terminal: Terminal): Promise<number> {
  const folder = resolve(terminal.cwd, dir)
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
    throw new TacosmithError('connector-not-found', `${folder} is not a folder`, {
      help: 'Run tacosmith create to start a new project.',
    })
  }
  const plan = await planInit(folder, { hasVscode: vscode })
  await writePlan(plan)
  if (json) terminal.printResult(`${JSON.stringify(initJson(plan), null, 2)}\n`)
  else terminal.printResult(initText(plan, terminal))
  return exitCodes.fine
}

function initJson({ folder, connector, files }: InitPlan): object {
  return {
    folder,
    connector,
    files: files.map(({ file, change, added, kept }) => ({ file, change, added, kept })),
  }
}

function initText({ folder, files }: InitPlan, terminal: Terminal): string {
  const shown = shownPath(folder, terminal.cwd)
  const kept = files.flatMap((file) => file.kept.map((name) => `${file.file}: ${name}`))
  const keptLines =
    kept.length > 0 ? ['Left unchanged:', ...kept.flatMap((line) => wrap(line, terminal.width, '  '))] : []
  if (files.every(({ change }) => change === 'unchanged')) {
    return [
      `Nothing to add: tacosmith is already set up in ${shown === '.' ? 'this folder' : shown}.`,
      ...keptLines,
      '',
    ].join('\n')
  }
  const { install, exec } = packageManagerOf(folder)
  return [
    ...fileLines(files, terminal),
    ...keptLines,
    '',
    'Next:',
    ...(shown === '.' ? [] : [`  cd ${/\s/.test(shown) ? `"${shown}"` : shown}`]),
    `  ${install}`,
    `  ${exec('tacosmith validate')}`,
    '',
    `${exec('tacosmith preview')} shows the connection dialog in the browser, and keeps what you`,
    `type as scenarios for ${exec('tacosmith test')}.`,
    '',
  ].join('\n')
}

function fileLines(files: readonly PlannedFile[], terminal: Terminal): string[] {
  const shown = files.filter(({ change }) => change !== 'unchanged')
  const width = Math.max(20, ...shown.map(({ file }) => file.length))
  return shown.flatMap(({ file, change, added }) => {
    const start = `${file.padEnd(width)}  `
    return change === 'new' ? [`${start}new`] : wrap(`added ${added.join(', ')}`, terminal.width, start)
  })
}
