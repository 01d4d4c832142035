import type { MessagePort } from 'node:worker_threads'
import { writeFileWhole } from '@tacosmith/core/adapter'
import type { Command } from 'commander'
import { commandList } from './program/command-list.ts'
import { exitCodes } from './program/exit-codes.ts'
import { type Terminal, terminalOf } from './terminal/terminal.ts'
import { wrap } from './terminal/text-layout.ts'
import { asksForVersion, version } from './version.ts'

// For the module that starts this one, and has to do without imports.
export { writeFileWhole }

/** What a thread does that was started for some of several connectors. */
export async function work(port: MessagePort): Promise<void> {
  const { answerJobs } = await import('./several/answer-jobs.ts')
  answerJobs(port)
}

/**
 * Runs one command line. Only the command that was asked for is loaded.
 *
 * @param words - The arguments after the program's name.
 * @returns The exit code: 0 fine, 1 the connector or file has errors, 2 wrong use or something is missing, 3 a
 *   fault of tacosmith.
 */
export async function main(words: string[], terminal: Terminal = terminalOf(process)): Promise<number> {
  // As other programs take it: tacosmith help build.
  if (words[0] === 'help') return main([...words.slice(1), '--help'], terminal)
  const [first] = words
  if (asksForVersion(words)) {
    terminal.printResult(`${version()}\n`)
    return exitCodes.fine
  }
  const { CommanderError } = await import('commander')
  let exitCode: number = exitCodes.fine
  const program = await programFor(first, terminal, (code) => {
    exitCode = code
  })
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

/** The program with one command as it is and, for help and suggestions, the names of the others. */
async function programFor(
  wanted: string | undefined,
  terminal: Terminal,
  finish: (exitCode: number) => void,
): Promise<Command> {
  const { Command } = await import('commander')
  const program = new Command('tacosmith')
    .description('Turns a folder of Tableau connector sources into a signed .taco.')
    .version(version(), '-V, --version')
    .helpCommand(false)
    // A command may have an option --version of its own.
    .enablePositionalOptions()
    .showHelpAfterError('Run tacosmith --help to see the commands.')
    .exitOverride()
    // Narrow columns are read more easily than lines that the terminal breaks.
    .configureHelp({ minWidthToWrap: 12 })
    .configureOutput({
      writeOut: (text) => terminal.printResult(fitted(text, terminal.width)),
      writeErr: (text) => terminal.say(text),
      getOutHelpWidth: () => terminal.width,
      getErrHelpWidth: () => terminal.width,
    })
  for (const { name, stage, summary, load } of commandList) {
    const command = name === wanted ? (await load())(terminal, finish) : new Command(name)
    program.addCommand(inheriting(command.description(summary).helpGroup(`${stage}:`), program, 'tacosmith'))
  }
  return program.addHelpText('after', '\nRun tacosmith <command> --help for the options of a command.')
}

/** Subcommands do not take over by themselves how a program writes and ends. */
function inheriting(command: Command, program: Command, parents: string): Command {
  const name = `${parents} ${command.name()}`
  for (const inner of command.commands) inheriting(inner, program, name)
  return command.copyInheritedSettings(program).showHelpAfterError(`Run ${name} --help for usage.`)
}

/** Texts after a help are written for 80 columns. Lines to be copied, which are indented, stay whole. */
function fitted(text: string, width: number): string {
  const lines = text.split('\n')
  return lines
    .flatMap((line) => (line.length > width && /^\S/.test(line) ? wrap(line, width) : [line]))
    .join('\n')
}
