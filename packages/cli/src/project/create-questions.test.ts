import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { hasTerminal, runOnTerminal, type TerminalRun } from '../testing/pseudo-terminal.ts'
import { type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
let run: TerminalRun | undefined
afterEach(async () => {
  run?.child.kill('SIGKILL')
  run = undefined
  await place.dispose()
})

const enter = '\r'
const down = '\u001b[B'
const space = ' '

async function start(...words: string[]): Promise<TerminalRun> {
  place = await workplace()
  run = runOnTerminal(['create', 'brook', ...words], { cwd: place.folder, columns: 80 })
  return run
}

describe.runIf(hasTerminal)('create on a terminal', () => {
  it('asks for what was not given, and shows nothing of its own progress among the questions', async () => {
    const { until, press, ended, output } = await start('--vendor', 'Brook', '--language', 'js')
    const answers: [question: RegExp, keys: string][] = [
      [/What is it called in Tableau\?/, `A "B"${enter}`],
      [/What kind of driver/, `${down}${enter}`],
      [/What is its class/, enter],
      [/Which bundler/, `${down}${down}${down}${enter}`],
      [/How do users log in\?/, `${down.repeat(4)}${space}${enter}`],
      [/Languages of the dialog/, `${space}${enter}`],
      [/GitHub Actions\?/, enter],
    ]
    for (const [question, keys] of answers) {
      await until(question)
      press(keys)
    }
    expect(await ended).toBe(0)
    expect(output()).toContain('German (de_DE)')
    expect(output()).toContain('OAuth needs a client at your identity provider')
    const read = (name: string): Promise<string> =>
      readFile(join(place.folder, 'brook/connector', name), 'utf8')
    expect(await read('manifest.xml')).toContain('class="brook_odbc" superclass="odbc"')
    expect(await read('connection-fields.xml')).toMatch(/value="auth-user-pass"[\s\S]*value="oauth"/)
    expect(await read('resources-de_DE.xml')).toContain('A &quot;B&quot;')
    // Nothing has to be installed for that.
    expect(await place.run(['validate', 'brook/connector'])).toMatchObject({ exitCode: 0, stderr: '' })
  })

  it('makes nothing where the questions are broken off', async () => {
    const { until, press, ended, output } = await start()
    await until(/Which company publishes the connector\?/)
    press('\u0003')
    expect(await ended).toBe(130)
    expect(output()).toContain('create was cancelled; nothing was written')
    expect(await place.files()).toEqual([])
  })
})
