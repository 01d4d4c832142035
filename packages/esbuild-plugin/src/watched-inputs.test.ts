import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WatchedInputs } from './watched-inputs.ts'

let folder: string
let readings: number
let watched: WatchedInputs
const file = (): string => join(folder, 'manifest.xml')
const told = (): object => ({ watchFiles: [file()], watchDirs: [folder] })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-inputs-'))
  await writeFile(file(), 'first')
  // So that nothing counts as changed by being new.
  await setTimeout(100)
  readings = 0
  watched = new WatchedInputs(async () => {
    readings++
    return { files: [file()], folders: [folder], readSince: Date.now() }
  })
  await watched.read()
})
afterEach(() => rm(folder, { recursive: true }))

it('tells once what to watch where nothing changes', async () => {
  expect(await watched.answer()).toEqual(told())
  expect([await watched.answer(), await watched.answer()]).toEqual([{}, {}])
  expect(readings).toBe(1)
})

it('reads and tells again what changed while esbuild took note', async () => {
  await watched.answer()
  await writeFile(file(), 'second')
  expect(await watched.answer()).toEqual(told())
  expect(readings).toBe(2)
})

it('gives up on a file that never rests', async () => {
  await utimes(file(), new Date(), new Date(Date.now() + 3_600_000))
  expect(await watched.answer()).toEqual(told())
  expect(await watched.answer()).toEqual({})
  expect(readings).toBe(10)
})
