import { Argument, Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { commandSchema, commandsWithJson } from '../schemas/command-schemas.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** `tacosmith schema <command>`: the JSON Schema of what a command prints with `--json`. */
export function schemaCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('schema')
    .addArgument(new Argument('<command>', 'a command that has --json').choices(commandsWithJson))
    .addHelpText('after', '\nExample:\n  tacosmith schema validate > report.schema.json')
    .action(async (command: string) => {
      finish(
        await runCommand(terminal, false, async () => {
          terminal.printResult(`${JSON.stringify(commandSchema(command), null, 2)}\n`)
          return exitCodes.fine
        }),
      )
    })
}
