import { expect, it } from 'vitest'
import { terminalOf } from '../terminal/terminal.ts'
import { type CommandFacts, readCommandFacts } from './command-facts.ts'
import { commandList } from './command-list.ts'

function all(command: CommandFacts): CommandFacts[] {
  return [command, ...command.commands.flatMap(all)]
}

/** A longer line is broken where a terminal ends, and what follows stands alone below it. */
it('no help has paragraphs whose lines are longer than a terminal is wide', async () => {
  const program = await readCommandFacts(commandList, terminalOf(process))
  const long = all(program).flatMap(({ path, notes }) =>
    notes
      .split('\n\n')
      .filter((paragraph) => paragraph.includes('\n'))
      .flatMap((paragraph) => paragraph.split('\n'))
      .filter((line) => line.length > 80)
      .map((line) => `${path.join(' ')}: ${line}`),
  )
  expect(long).toEqual([])
})
