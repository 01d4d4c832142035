import { Argument, Command } from 'commander'
import { bashCompletion } from '../completion/bash.ts'
import { fishCompletion } from '../completion/fish.ts'
import { powershellCompletion } from '../completion/powershell.ts'
import { zshCompletion } from '../completion/zsh.ts'
import { type CommandFacts, readCommandFacts } from '../program/command-facts.ts'
import type { CommandEntry } from '../program/command-list.ts'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import type { Terminal } from '../terminal/terminal.ts'

const scripts: Record<string, (program: CommandFacts) => string> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
}

/** `tacosmith completion <shell>`: a script that teaches a shell to complete our command lines. */
export function completionCommand(
  entries: readonly CommandEntry[],
  terminal: Terminal,
  finish: (exitCode: number) => void,
): Command {
  return new Command('completion')
    .addArgument(new Argument('<shell>', 'the shell to complete in').choices(Object.keys(scripts)))
    .addHelpText(
      'after',
      '\nThe first lines of the script say where to put it.\n\nExample:\n  tacosmith completion bash > ~/.tacosmith-completion.bash',
    )
    .action(async (shell: string) => {
      finish(
        await runCommand(terminal, false, async () => {
          terminal.printResult(scripts[shell]?.(await readCommandFacts(entries, terminal)) ?? '')
          return exitCodes.fine
        }),
      )
    })
}
