import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { buildCommand } from './commands/build.ts'
import { certCommand } from './commands/cert.ts'
import { signCommand } from './commands/sign.ts'
import { timestampCommand } from './commands/timestamp.ts'
import { typesCommand } from './commands/types.ts'
import { validateCommand } from './commands/validate.ts'
import { verifyCommand } from './commands/verify.ts'
import { exitCodes } from './exit-codes.ts'
import { type Terminal, terminalOf } from './terminal.ts'

/**
 * Runs one command line.
 *
 * @param words - The arguments behind the program's name.
 * @returns The exit code: 0 fine, 1 the connector or file has errors, 2 wrong use or something is missing, 3 a
 *   fault of tacosmith.
 */
export async function main(words: string[], terminal: Terminal = terminalOf(process)): Promise<number> {
  let exitCode: number = exitCodes.fine
  const program = new Command('tacosmith')
    .description('Turns a folder of Tableau connector sources into a signed .taco.')
    .version(version(), '-V, --version')
    .helpCommand(false)
    .showHelpAfterError('Run tacosmith --help to see the commands.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.printResult(text),
      writeErr: (text) => terminal.say(text),
    })
  const finish = (code: number): void => {
    exitCode = code
  }
  const commands = [validateCommand, buildCommand, signCommand, timestampCommand, verifyCommand, typesCommand]
  for (const command of commands) {
    program.addCommand(command(terminal, finish).copyInheritedSettings(program))
  }
  program.addCommand(inheriting(certCommand(terminal, finish), program))
  if (words.length === 0) {
    program.outputHelp()
    return exitCodes.fine
  }
  try {
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.wrongUse
    throw error
  }
  return exitCode
}

/** Subcommands do not take over by themselves how a program writes and ends. */
function inheriting(command: Command, program: Command): Command {
  for (const inner of command.commands) inheriting(inner, program)
  return command.copyInheritedSettings(program)
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
