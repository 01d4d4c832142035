import { scenarioSchema } from '@tacosmith/preview'
import { Argument, Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { commandSchema, commandsWithJson } from '../schemas/command-schemas.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The name that stands for files of scenarios. */
const scenarios = 'scenarios'

/** `tacosmith schema <name>`: the JSON Schema of what a command prints with `--json`, or of files of scenarios. */
export function schemaCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('schema')
    .addArgument(
      new Argument(
        '<name>',
        `a command that has --json, or ${scenarios} for the files of tacosmith test`,
      ).choices([...commandsWithJson, scenarios]),
    )
    .addHelpText('after', '\nExample:\n  tacosmith schema validate > report.schema.json')
    .action(async (name: string) => {
      finish(
        await runCommand(terminal, false, async () => {
          const schema = name === scenarios ? scenarioSchema() : commandSchema(name)
          terminal.printResult(`${JSON.stringify(schema, null, 2)}\n`)
          return exitCodes.fine
        }),
      )
    })
}
