import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { type InitPlan, type PlannedFile, planInit, writePlan } from '../project/init-project.ts'
import { packageManagerOf } from '../project/package-manager.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'

/** `tacosmith init [dir]`: tacosmith for a connector that exists. */
export function initCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('init')
    .argument('[dir]', 'the project folder, or the connector folder itself')
    .option('--json', 'print one JSON document to stdout')
    .addHelpText(
      'after',
      '\nCreates tacosmith.config, and adds scripts and devDependencies to package.json\nand lines to .gitignore.' +
        ' Existing entries stay unchanged.\n\nExample:\n  tacosmith init ./my-connector',
    )
    .action(async (dir: string | undefined, { json = false }: { json?: boolean }) => {
      finish(await runCommand(terminal, json, () => init(dir ?? '.', json, terminal)))
    })
}

async function init(dir: string, json: boolean, terminal: Terminal): Promise<number> {
  const folder = resolve(terminal.cwd, dir)
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
    throw new TacosmithError('connector-not-found', `${folder} is not a folder`, {
      help: 'Run tacosmith create to start a new project.',
    })
  }
  const plan = await planInit(folder)
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
    ...files.filter(({ change }) => change !== 'unchanged').flatMap((file) => fileLines(file, terminal)),
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

function fileLines({ file, change, added }: PlannedFile, terminal: Terminal): string[] {
  if (change === 'new') return [`${file.padEnd(20)}  new`]
  return wrap(`added ${added.join(', ')}`, terminal.width, `${file.padEnd(20)}  `)
}
