import { join } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import {
  attributeTypesFileName,
  checkAttributeTypes,
  refreshAttributeTypes,
  Session,
} from '@tacosmith/core/adapter'
import { Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { openTarget } from '../project/open-target.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** `tacosmith types [dir]`: the types of the attributes that the scripts are called with. */
export function typesCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('types')
    .argument('[dir]', 'connector folder, or project folder with a tacosmith.config')
    .option('--check', 'write nothing; fail if the file is missing or out of date, for CI')
    .option('--json', 'print one JSON document to stdout')
    .addHelpText('after', '\nExample:\n  tacosmith types ./connector')
    .action(async (path: string | undefined, flags: Flags) => {
      finish(await runCommand(terminal, flags.json === true, () => types(path, flags, terminal)))
    })
}

interface Flags {
  check?: boolean
  json?: boolean
}

async function types(path: string | undefined, { check, json }: Flags, terminal: Terminal): Promise<number> {
  const target = await openTarget(path, terminal.cwd)
  const project = await new Session({ ...target.options, sign: false }, { cwd: target.cwd }).read()
  const state = check ? await checkAttributeTypes(project) : await refreshAttributeTypes(project)
  if (state === 'left' || state === 'unreadable') {
    throw new TacosmithError('connector-invalid', `the files of ${project.folder} cannot be read`, {
      help: 'Run tacosmith validate to see what is wrong with them.',
    })
  }
  const file = join(project.folder, attributeTypesFileName)
  const shown = shownPath(file, terminal.cwd)
  const fault = state === 'different' ? 'out of date' : state === 'missing' ? 'missing' : undefined
  const upToDate = fault === undefined
  if (json) terminal.printResult(`${JSON.stringify(check ? { file, upToDate } : { file }, null, 2)}\n`)
  else if (upToDate) terminal.printResult(`${shown}\n`)
  else terminal.printResult(`${shown} is ${fault}\n  Run ${commandFor(path)} and commit the file.\n`)
  return upToDate ? exitCodes.fine : exitCodes.findings
}

function commandFor(path: string | undefined): string {
  return path === undefined ? 'tacosmith types' : `tacosmith types ${path}`
}
