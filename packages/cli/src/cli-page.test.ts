import { expect, it } from 'vitest'
import { cliPage } from './cli-page.ts'
import { readCommandFacts } from './command-facts.ts'
import { terminalOf } from './terminal.ts'

it('docs/cli.md says what the commands take', async () => {
  const program = await readCommandFacts(terminalOf(process))
  await expect(cliPage(program)).toMatchFileSnapshot('../../../docs/cli.md')
})
