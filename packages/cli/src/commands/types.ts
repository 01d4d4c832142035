import { join, relative } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { attributeTypesFileName, refreshAttributeTypes, Session } from '@tacosmith/core/adapter'
import { Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { openTarget } from '../project/open-target.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** `tacosmith types [dir]`: the types of the attributes that the scripts are called with. */
export function typesCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('types')
    .argument('[dir]', 'connector folder, or project folder with a tacosmith.config')
    .option('--json', 'print one JSON document to stdout')
    .addHelpText('after', '\nExample:\n  tacosmith types ./connector')
    .action(async (path: string | undefined, { json = false }: { json?: boolean }) => {
      finish(await runCommand(terminal, json, () => types(path, json, terminal)))
    })
}

async function types(path: string | undefined, json: boolean, terminal: Terminal): Promise<number> {
  const target = await openTarget(path, terminal.cwd)
  const project = await new Session(target.options, { cwd: target.cwd }).read()
  const done = await refreshAttributeTypes(project)
  if (done === 'left') {
    throw new TacosmithError('connector-invalid', `the files of ${project.folder} cannot be read`, {
      help: 'Run tacosmith validate to see what is wrong with them.',
    })
  }
  const file = join(project.folder, attributeTypesFileName)
  terminal.printResult(json ? `${JSON.stringify({ file }, null, 2)}\n` : `${relative(terminal.cwd, file)}\n`)
  return exitCodes.fine
}
