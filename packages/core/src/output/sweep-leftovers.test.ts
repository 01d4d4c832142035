import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { temporaryName, thisSystem } from './temporary-name.ts'
import { writeFileWhole } from './write-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sweep-'))
  return () => rm(folder, { recursive: true, force: true })
})

const hex = '0123456789ab'
const hour = 60 * 60

/** The name of a temporary file of another process. */
function leftover(process: number, system = thisSystem()): string {
  return `.x.taco.${system}-${process}-${hex}.tmp`
}

/** Makes files of some age in hours, writes into the folder, and tells which of them are left. */
async function swept(files: Record<string, number>): Promise<string[]> {
  for (const [name, age] of Object.entries(files)) {
    await writeFile(join(folder, name), 'half')
    const then = Date.now() / 1000 - age * hour
    await utimes(join(folder, name), then, then)
  }
  await writeFileWhole(join(folder, 'x.taco'), Buffer.from('whole'))
  return (await readdir(folder)).filter((name) => name !== 'x.taco')
}

it('removes what a process that is gone left behind', async () => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  expect(await swept({ [leftover(pid)]: 0 })).toEqual([])
})

it('leaves what a running process is writing, here or on another computer', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  onTestFinished(() => void other.kill('SIGKILL'))
  await once(other, 'spawn')
  const gone = spawnSync(process.execPath, ['--version']).pid
  const files = { [leftover(other.pid ?? 0)]: 0, [leftover(gone, 'ffffffff')]: 1, [leftover(process.pid)]: 0 }
  expect(await swept(files)).toEqual(Object.keys(files).sort())
})

it('removes what is older than a day, whoever wrote it, and what an earlier process of our number left', async () => {
  const files = { [leftover(1)]: 25, [leftover(1, 'ffffffff')]: 25, [`.y.taco.${hex}.tmp`]: 25 }
  expect(await swept({ ...files, [leftover(process.pid)]: 20 })).toEqual([])
})

it('touches nothing of others', async () => {
  const names = ['.x.taco.swp', 'x.tmp', `.notes.${hex}.tmp`, `.y.taco.${hex}.tmp`, '.hidden']
  expect(
    await swept(Object.fromEntries(names.map((name) => [name, name.includes('.y.') ? 1 : 1000]))),
  ).toEqual(names.sort())
})

it('gives long names that file systems take', async () => {
  const name = `${'ü'.repeat(125)}.taco`
  expect(Buffer.byteLength(temporaryName(name))).toBeLessThan(255)
  await writeFileWhole(join(folder, name), Buffer.from('whole'))
  expect(await readdir(folder)).toEqual([name])
})
