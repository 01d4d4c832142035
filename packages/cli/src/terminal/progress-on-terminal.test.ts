import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CertificateAuthority, minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasTerminal, runOnTerminal, type TerminalRun } from '../testing/pseudo-terminal.ts'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

/** A timestamp authority that takes its time: it answers when the test wants it to. */
const waiting: ServerResponse[] = []
const server = createServer((request, response) => {
  request.resume()
  waiting.push(response)
})
let place: Workplace
let run: TerminalRun | undefined
let address: string
beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const authority = await CertificateAuthority.create()
  const issued = await authority.issue()
  place = await workplace(inConnectorFolder(minimalConnector()))
  await place.write({ 'key.pem': issued.keyPem, 'chain.pem': authority.chainPem(issued) })
})
afterEach(async () => {
  run?.child.kill('SIGKILL')
  run = undefined
  waiting.length = 0
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await place.dispose()
})

const eraseLine = '\r\u001b[2K'
/** A build that waits for a timestamp which will be refused. */
const build = (...words: string[]): string[] => {
  const tsa = `http://ada:tsa-secret@${address}/stamp`
  return ['build', '--key', 'key.pem', '--certificates', 'chain.pem', '--tsa', tsa, ...words]
}

describe.runIf(hasTerminal)('on a terminal', () => {
  it('tells what it waits for after a second, on one line that is gone at the end', async () => {
    run = runOnTerminal(build(), { cwd: place.folder, columns: 80, environment: { NO_COLOR: '1' } })
    await run.until(/Waiting for the timestamp from 127\.0\.0\.1:\d+ \(\d s\)/)
    for (const response of waiting) response.writeHead(400).end()
    expect(await run.ended).toBe(2)
    const shown = run.output()
    const start = shown.lastIndexOf(eraseLine)
    expect(shown.slice(start)).toContain(`${eraseLine}error no timestamp authority`)
    // On a busy machine the steps before it can take long enough to be shown as well.
    expect(shown.slice(0, start)).not.toContain('\n')
    expect(shown.startsWith(eraseLine)).toBe(true)
    expect(shown).toContain(`${eraseLine}Waiting for the timestamp from ${address}`)
    expect(shown).not.toContain('tsa-secret')
  })

  it('cuts the line to the width', async () => {
    run = runOnTerminal(build(), { cwd: place.folder, columns: 30 })
    await run.until(/…/)
    expect(run.output().split(eraseLine).at(-1)).toBe('Waiting for the timestamp fr…')
  })

  it('leaves a clean line and nothing else on Ctrl-C', async () => {
    run = runOnTerminal(build(), { cwd: place.folder, columns: 80 })
    await run.until(/Waiting/)
    const before = await place.files()
    run.press('\u0003')
    expect(await run.ended).toBe(130)
    expect(run.output().split(eraseLine).at(-1)).toMatch(/^(\^C)?$/)
    expect(await place.files()).toEqual(before)
  })

  it('leaves commands that go on and on alone, and their last line whole', async () => {
    run = runOnTerminal(['dev'], { cwd: place.folder, columns: 80, environment: { NO_COLOR: '1' } })
    await run.until(/brook_jdbc is in/)
    run.press('\u0003')
    expect(await run.ended).toBe(0)
    expect(run.output()).toMatch(/\n(\^C)?\r?\n$/)
    expect(run.output()).not.toContain(eraseLine)
  })

  it('tells nothing with --json', async () => {
    run = runOnTerminal(build('--json'), { cwd: place.folder, columns: 80 })
    await refuseLate()
    expect(await run.ended).toBe(2)
    expect(run.output()).not.toContain('Waiting')
    expect(run.output()).not.toContain(eraseLine)
  })
})

it('tells nothing on a pipe', async () => {
  const outcome = place.runApart(build())
  await refuseLate()
  const { stderr } = await outcome
  expect(stderr).toContain('no timestamp authority')
  expect(stderr).not.toContain('Waiting')
  expect(stderr).not.toContain('\u001b')
})

/** Lets a command wait for longer than it takes until something would be shown. */
async function refuseLate(): Promise<void> {
  if (waiting.length === 0) await new Promise((resolve) => server.once('request', resolve))
  await new Promise((resolve) => setTimeout(resolve, 1300))
  for (const response of waiting) response.writeHead(400).end()
}
