import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FolderWatch } from './folder-watch.ts'

const patience = { timeout: 60_000 }

let folder: string
let told: string[]
let watch: FolderWatch
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'tacosmith-watch-')))
  told = []
  watch = new FolderWatch((path) => told.push(path))
})
afterEach(async () => {
  watch.close()
  await rm(folder, { recursive: true })
})

describe('FolderWatch', () => {
  it('tells files that are new, changed or gone, and says which folders are new to it', async () => {
    expect(watch.watch([folder])).toEqual([folder])
    expect(watch.watch([folder])).toEqual([])
    const file = join(folder, 'a.xml')
    for (const change of [
      () => writeFileSync(file, '1'),
      () => writeFileSync(file, '2'),
      () => rmSync(file),
    ]) {
      change()
      await expect.poll(() => told, patience).toContain(file)
      told.length = 0
    }
  })

  it('follows a folder that is replaced before anybody could look', async () => {
    const scripts = join(folder, 'scripts')
    mkdirSync(scripts)
    watch.watch([folder, scripts])
    rmSync(scripts, { recursive: true })
    mkdirSync(scripts)
    await expect.poll(() => told, patience).toContain(scripts)
    told.length = 0
    writeFileSync(join(scripts, 'builder.ts'), '')
    await expect.poll(() => told, patience).toContain(join(scripts, 'builder.ts'))
  })

  it('watches nothing any more once it is closed, whoever asks', async () => {
    const watchers = (): number =>
      process.getActiveResourcesInfo().filter((name) => name === 'FSEventWrap').length
    const before = watchers()
    watch.watch([folder])
    expect(watchers()).toBe(before + 1)
    watch.close()
    watch.watchAlso(folder)
    watch.watch([folder])
    await expect.poll(watchers, patience).toBe(before)
    writeFileSync(join(folder, 'a.xml'), '')
    expect(watchers()).toBe(before)
  })

  it('watches the nearest folder above one that is missing', async () => {
    watch.watch([join(folder, 'later', 'scripts')])
    mkdirSync(join(folder, 'later'))
    await expect.poll(() => told, patience).toContain(join(folder, 'later'))
  })
})
