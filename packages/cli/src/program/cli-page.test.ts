import { expect, it } from 'vitest'
import { terminalOf } from '../terminal/terminal.ts'
import { cliPage } from './cli-page.ts'
import { readCommandFacts } from './command-facts.ts'
import { commandList } from './command-list.ts'

it('docs/cli.md says what the commands take', async () => {
  const program = await readCommandFacts(commandList, terminalOf(process))
  await expect(cliPage(program)).toMatchFileSnapshot('../../../../docs/cli.md')
})
