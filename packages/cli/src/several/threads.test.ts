import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { verifyIntegrity } from '@tacosmith/core/adapter'
import { afterEach, describe, expect, it } from 'vitest'
import { killedRun } from '../testing/killed-run.ts'
import { type Workplace, workplace } from '../testing/run-cli.ts'
import { manyConnectors } from '../testing/several-connectors.ts'

const numbers = { SIGINT: 130, SIGTERM: 143 }

let place: Workplace
afterEach(() => place.dispose())

/** Ruins each thread that reads a connector of a certain folder, as a fault in native code or in a package might. */
const ruin = `
const { isMainThread } = require('node:worker_threads')
const fs = require('node:fs')
const read = fs.readFileSync
const ways = {
  exit: () => process.exit(9),
  throw: () => setTimeout(() => { throw new Error('ruined') }),
  memory: () => { const all = []; for (;;) all.push(new Array(2e6).fill({})) },
}
if (!isMainThread) fs.readFileSync = (path, ...rest) => {
  const way = /c[13][\\\\/]dialect/.test(path) ? process.env.RUIN : undefined
  if (way) ways[way]()
  return read(path, ...rest)
}
require('node:module').syncBuiltinESMExports()
`

describe.each(['build', 'validate'])('%s of several connectors', (command) => {
  it.each([
    ['exit', 'it ended with the exit code 9'],
    ['throw', 'ruined'],
    // To fill the memory takes seconds, even where there is little.
    ...(command === 'build' ? [['memory', 'it ran out of memory']] : []),
  ])('loses those at which a thread dies, and tells them: %s', async (way = '', death = '') => {
    place = await workplace({ ...manyConnectors(5), 'ruin.cjs': ruin })
    const options = `--require ${join(place.folder, 'ruin.cjs')} --max-old-space-size=200`
    const environment = { NODE_OPTIONS: options, RUIN: way }
    const words = [command, 'connectors/*', '--json']
    const { exitCode, stdout, stderr } = await place.run(words, environment)
    expect(exitCode, stderr).toBe(3)
    const document = JSON.parse(stdout)
    const results: { error?: object }[] = document.builds ?? document.reports
    expect(document.ok).toBe(false)
    expect(results.map(({ error }) => error !== undefined)).toEqual([false, true, false, true, false])
    expect(results[1]?.error).toMatchObject({
      code: 'internal',
      message: `the thread that worked on ${join(place.folder, 'connectors/c1')} failed: ${death}`,
    })
    for (const name of ['c1', 'c3']) {
      expect(stderr).toContain(`worked on ${join(place.folder, 'connectors', name)} failed: ${death}`)
    }
    if (command === 'build') {
      expect(await readdir(join(place.folder, 'dist'))).toEqual(
        ['c0', 'c2', 'c4'].map((name) => `${name}_jdbc-v1.0.0.taco`),
      )
    }
  })
})

it('leaves nothing half-written when it is ended, and ends at once', { timeout: 240_000 }, async () => {
  place = await workplace({ ...manyConnectors(16), 'package.json': '{}' })
  const words = ['build', 'connectors/*', '--sign', 'development']
  const started = Date.now()
  expect((await place.runApart(words)).exitCode).toBe(0)
  const whole = Date.now() - started
  let ended = 0
  for (let round = 0; round < 9; round++) {
    const signal = (['SIGINT', 'SIGTERM', 'SIGINT'] as const)[round % 3] ?? 'SIGINT'
    const { exitCode, signal: endedBy } = await killedRun(
      words,
      place.folder,
      (whole * (round + 1)) / 10,
      signal,
    )
    if (exitCode !== 0) {
      ended++
      // On a signal that nothing has been done about yet the system ends the process itself.
      expect(endedBy ?? exitCode).toBe(endedBy === null ? numbers[signal] : signal)
    }
    const names = await place.files()
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([])
    for (const name of names.filter((name) => name.endsWith('.taco'))) {
      expect(await verifyIntegrity(await readFile(join(place.folder, name))), name).toEqual([])
    }
  }
  expect(ended).toBeGreaterThan(2)
})
