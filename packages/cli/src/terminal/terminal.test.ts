import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { canMountSmallDisk, minimalConnector, mountSmallDisk, replaceIn } from '@tacosmith/test-kit'
import { expect, it } from 'vitest'
import { hasTerminal, runOnTerminal } from '../testing/pseudo-terminal.ts'
import { workplace } from '../testing/run-cli.ts'
import { terminalOf } from './terminal.ts'

const program = fileURLToPath(new URL('../../bin/tacosmith.cjs', import.meta.url))

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

it.runIf(existsSync('/dev/full'))('says in one line that the result cannot be written', async () => {
  const place = await workplace(minimalConnector())
  const words = [['validate', '--json'], ['validate'], ['--version'], ['--help']]
  for (const command of words) expect(toDevice(command, place.folder)).toEqual(refusal)
  await place.dispose()
})

it.runIf(canMountSmallDisk())('says so too where a part of the result fits', async () => {
  const place = await workplace(minimalConnector())
  const disk = mountSmallDisk(8)
  const file = join(disk?.folder ?? '', 'result.json')
  const filler = join(disk?.folder ?? '', 'filler')
  // One page is left.
  await writeFile(filler, Buffer.alloc(4096))
  const outcome = toDevice(['list', '--help'], place.folder, file)
  expect(outcome).toEqual({ status: 0, stderr: '' })
  const long = toDevice(['completion', 'bash'], place.folder, file)
  expect((await stat(file)).size).toBeLessThanOrEqual(4096)
  expect(long).toEqual(refusal)
  disk?.dispose()
  await place.dispose()
})

const refusal = { status: 2, stderr: 'error cannot write the result to stdout: the disk is full\n' }

function toDevice(
  words: string[],
  cwd: string,
  file = '/dev/full',
): { status: number | null; stderr: string } {
  const output = openSync(file, 'w')
  const { status, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd,
    stdio: ['ignore', output, 'pipe'],
    encoding: 'utf8',
  })
  closeSync(output)
  return { status, stderr }
}

it.each([
  [true, {}, true],
  [true, { NO_COLOR: '1' }, true],
  [true, { TERM: 'dumb' }, false],
  [true, { CI: 'true' }, false],
  [undefined, {}, false],
])('on a terminal (%s) with %j there is a line that is rewritten: %s', (isTTY, env, expected) => {
  const stream = { isTTY, on() {} }
  const streams = { stdin: stream, stdout: stream, stderr: stream }
  const host = { ...streams, env, cwd: () => '/' } as unknown as NodeJS.Process
  expect(terminalOf(host).openStatusLine !== undefined).toBe(expected)
})

it.runIf(hasTerminal)(
  'fits findings and errors to the terminal, which does not break lines at blanks',
  async () => {
    const files = minimalConnector()
    const broken = replaceIn(files['manifest.xml'], 'https://', 'http://')
    const place = await workplace({ ...files, 'manifest.xml': broken })
    const environment = { NO_COLOR: '1' }
    for (const words of [['validate'], ['build'], ['validate', 'a folder that is not there']]) {
      const run = runOnTerminal(words, { cwd: place.folder, columns: 50, environment })
      expect(await run.ended).toBeGreaterThan(0)
      // Without what a slow machine tells meanwhile on a line that it erases.
      const rows = run.output().trimEnd().split(/\r?\n/)
      const lines = rows.map((row) => row.split('\u001b[2K').at(-1) ?? '')
      // An address or a path stays whole, so that it can be copied.
      const long = lines.filter((line) => line.length > 50)
      expect(long.filter((line) => !/^(?: *= see: | *)?\S+$/.test(line))).toEqual([])
      expect(lines.length).toBeGreaterThan(1)
    }
    // In a pipe a finding stays on its line, for who searches it.
    const { stdout } = await place.runApart(['validate'])
    expect(stdout).toMatch(/^error\[https-only\]: .{60,}$/m)
    await place.dispose()
  },
)
