import { afterEach, describe, expect, it } from 'vitest'
import { main } from './main.ts'
import { commandList } from './program/command-list.ts'
import type { Terminal } from './terminal/terminal.ts'
import { type Workplace, workplace } from './testing/run-cli.ts'

let place: Workplace | undefined
afterEach(async () => {
  await place?.dispose()
  place = undefined
})

/** Runs a command line on a terminal of so many columns. */
async function helpAt(width: number, words: string[]): Promise<{ exitCode: number; text: string }> {
  let text = ''
  const terminal: Terminal = {
    printResult: (more) => {
      text += more
    },
    say: (more) => {
      text += more
    },
    colorStdout: false,
    colorStderr: false,
    isStderrWatched: false,
    isStdoutWatched: false,
    openStatusLine: undefined,
    width,
    cwd: '/',
  }
  return { exitCode: await main(words, terminal), text }
}

describe('tacosmith alone', () => {
  it('shows the commands by stage', async () => {
    place = await workplace()
    const { exitCode, stdout, stderr } = await place.runApart([])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const names = stdout.match(/^(?:\S+:|\w.*:| {2}[a-z]+(?= ))/gm)
    expect(names?.map((name) => name.trim())).toEqual(['Usage:', 'Options:', ...byStage()])
    expect(await place.runApart(['--help'])).toEqual({ exitCode, stdout, stderr })
    expect(await place.runApart(['help'])).toEqual({ exitCode, stdout, stderr })
  })
})

function byStage(): string[] {
  return [...new Set(commandList.map(({ stage }) => stage))].flatMap((stage) => [
    `${stage}:`,
    ...commandList.filter((entry) => entry.stage === stage).map(({ name }) => name),
  ])
}

describe('a mistyped word', () => {
  it.each([
    [['valdate'], 'Did you mean validate?', 'tacosmith --help to see the commands'],
    [['--vresion'], 'Did you mean --version?', 'tacosmith --help to see the commands'],
    [['validate', '--jsn'], 'Did you mean --json?', 'tacosmith validate --help for usage'],
    [['cert', 'reqest'], 'Did you mean request?', 'tacosmith cert --help for usage'],
  ])('%j is answered with the right one', async (words, suggestion, help) => {
    place = await workplace()
    const { exitCode, stdout, stderr } = await place.runApart(words)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(suggestion)
    expect(stderr).toContain(`Run ${help}.`)
  })
})

describe('help', () => {
  it('of the program fits the terminal', async () => {
    for (const width of [40, 60, 80]) expect(tooWide((await helpAt(width, [])).text, width)).toEqual([])
  })

  it.each(commandList.map(({ name }) => name))(
    'of %s fits 80 columns, and shows an example',
    async (name) => {
      const { exitCode, text } = await helpAt(80, ['help', name])
      expect(exitCode).toBe(0)
      expect(tooWide(text, 80)).toEqual([])
      expect(text).toMatch(new RegExp(`^Examples?:\\n {2}tacosmith ${name}\\b`, 'm'))
      expect(text.endsWith('\n')).toBe(true)
    },
  )

  it.each(['request', 'import', 'development'])(
    'of cert %s fits 80 columns, and shows an example',
    async (name) => {
      const { text } = await helpAt(80, ['cert', name, '--help'])
      expect(tooWide(text, 80)).toEqual([])
      expect(text).toMatch(new RegExp(`^Example:\\n {2}tacosmith cert ${name}\\b`, 'm'))
    },
  )

  it.each(commandList.map(({ name }) => name))(
    'of %s keeps its sentences within a narrow terminal',
    async (name) => {
      const { text } = await helpAt(50, [name, '--help'])
      // What is to be copied stays whole, and so does a word.
      const isWhole = (line: string) => /^ {2,}(tacosmith|-)|^Usage/.test(line) || !line.trim().includes(' ')
      expect(tooWide(text, 50).filter((line) => !isWhole(line))).toEqual([])
    },
  )
})

function tooWide(text: string, width: number): string[] {
  return text.split('\n').filter((line) => line.length > width)
}
