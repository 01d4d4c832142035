import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { terminalOf } from './terminal.ts'

const program = fileURLToPath(new URL('../bin/tacosmith.mjs', import.meta.url))

it('ends quietly when nobody reads any more', async () => {
  const child = spawn(process.execPath, [program, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
  // As `head` does with the pipe it reads from.
  child.stdout.destroy()
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect({ code, said }).toEqual({ code: 0, said: '' })
})

it.each([
  [true, {}, true],
  [true, { NO_COLOR: '1' }, true],
  [true, { TERM: 'dumb' }, false],
  [true, { CI: 'true' }, false],
  [undefined, {}, false],
])('on a terminal (%s) with %j there is a line that is rewritten: %s', (isTTY, env, expected) => {
  const stream = { isTTY, on() {} }
  const host = { stdout: stream, stderr: stream, env, cwd: () => '/' } as unknown as NodeJS.Process
  expect(terminalOf(host).openStatusLine !== undefined).toBe(expected)
})
