import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TacosmithError } from '../errors.ts'
import { joinSources } from '../format/zip/index.ts'
import { discardUnfinishedFiles } from './unfinished-files.ts'
import { writeFileWhole, writeNewFile } from './write-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'output-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('writeFileWhole', () => {
  it('makes the folders and leaves nothing but the file', async () => {
    await writeFileWhole(join(folder, 'a', 'b', 'x.taco'), new Uint8Array([1, 2]))
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['x.taco'])
  })

  it('writes pieces of all sizes one behind the other', async () => {
    const sizes = [3, 0, 100_000, 5, 70_000, 64 * 1024, 1]
    const pieces = sizes.map((size, index) => Buffer.alloc(size, index + 1))
    for (const some of [pieces, pieces.slice(0, 1), []]) {
      await writeFileWhole(join(folder, 'x.taco'), joinSources(some))
      expect((await readFile(join(folder, 'x.taco'))).equals(Buffer.concat(some))).toBe(true)
    }
  })

  it('lets the caller see what is written, and refuse the file before it replaces another', async () => {
    const path = join(folder, 'x.taco')
    await writeFile(path, 'earlier')
    const seen: number[] = []
    const writing = writeFileWhole(path, Buffer.from('refused'), {
      watch: (piece) => seen.push(piece.length),
      approve: async (temporary) => {
        expect(await readFile(temporary, 'utf8')).toBe('refused')
        throw new TacosmithError('verification', 'it is not sound')
      },
    })
    await expect(writing).rejects.toMatchObject({ code: 'verification', message: 'it is not sound' })
    expect(seen).toEqual([7])
    expect(await readFile(path, 'utf8')).toBe('earlier')
    expect(await readdir(folder)).toEqual(['x.taco'])
  })

  it.runIf(existsSync('/proc'))('gives up where a folder can never be made', async () => {
    await expect(writeFileWhole('/proc/no-such-folder/x.taco', new Uint8Array())).rejects.toMatchObject({
      code: 'output',
    })
  })

  it('replaces an earlier file', async () => {
    await writeFile(join(folder, 'x.taco'), 'earlier and longer')
    await writeFileWhole(join(folder, 'x.taco'), new TextEncoder().encode('new'))
    expect(await readFile(join(folder, 'x.taco'), 'utf8')).toBe('new')
  })

  it('names the file and the reason where it cannot write, and leaves nothing behind', async () => {
    await writeFile(join(folder, 'file'), '')
    await expect(writeFileWhole(join(folder, 'file', 'x.taco'), new Uint8Array())).rejects.toMatchObject({
      code: 'output',
      message: expect.stringContaining(join(folder, 'file', 'x.taco')),
      help: expect.any(String),
    })
    expect(await readdir(folder)).toEqual(['file'])
  })

  it('takes back what is half written where the process ends', async () => {
    const seen: number[] = []
    const content = joinSources([new Uint8Array(100_000), new Uint8Array(100_000)])
    const watch = () => {
      if (seen.length === 1) discardUnfinishedFiles()
      seen.push(readdirSync(folder).length)
    }
    const writing = writeFileWhole(join(folder, 'x.taco'), content, { watch })
    await expect(writing).rejects.toMatchObject({ code: 'output' })
    expect(seen).toEqual([1, 0])
    expect(await readdir(folder)).toEqual([])
  })
})

describe('writeNewFile', () => {
  it('makes a whole file, for its owner only if need be', async () => {
    const path = join(folder, 'new', 'key.p12')
    expect(await writeNewFile(path, Buffer.from('key'), { mode: 0o600 })).toBe(true)
    expect(await readFile(path, 'utf8')).toBe('key')
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(folder, 'new'))).toEqual(['key.p12'])
  })

  it('leaves what is there, be it a link that leads nowhere', async () => {
    await writeFile(join(folder, 'file'), 'earlier')
    await symlink('nowhere', join(folder, 'link'))
    for (const name of ['file', 'link'])
      expect(await writeNewFile(join(folder, name), Buffer.from('new'))).toBe(false)
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('earlier')
    expect((await readdir(folder)).sort()).toEqual(['file', 'link'])
  })

  it('lets one of many at the same time make it', async () => {
    const path = join(folder, 'x')
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`)
    const made = await Promise.all(texts.map((text) => writeNewFile(path, Buffer.from(text))))
    expect(made.filter(Boolean)).toHaveLength(1)
    expect(await readFile(path, 'utf8')).toBe(texts[made.indexOf(true)])
  })
})
