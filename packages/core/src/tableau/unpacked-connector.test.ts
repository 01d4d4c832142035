import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeUnpacked, writeUnpacked } from './unpacked-connector.ts'

let base: string
let folder: string
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'unpacked-'))
  folder = join(base, 'a', 'my_jdbc')
})
afterEach(() => rm(base, { recursive: true, force: true }))

const files = (texts: Record<string, string>): Map<string, Uint8Array> =>
  new Map(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]))

async function present(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true })
  return entries.filter((name) => !name.startsWith('.')).sort()
}

describe('writeUnpacked', () => {
  it('writes what differs and removes what it wrote and is gone', async () => {
    const first = await writeUnpacked(folder, files({ 'manifest.xml': 'a', 'sub/x.xml': 'b', 'y.js': 'c' }))
    expect(first).toEqual({ written: ['manifest.xml', 'sub/x.xml', 'y.js'], removed: [] })
    const { mtimeMs } = await stat(join(folder, 'manifest.xml'))
    const second = await writeUnpacked(folder, files({ 'manifest.xml': 'a', 'y.js': 'd', 'z.js': 'e' }))
    expect(second).toEqual({ written: ['y.js', 'z.js'], removed: ['sub/x.xml'] })
    expect(await present()).toEqual(['manifest.xml', 'y.js', 'z.js'])
    expect((await stat(join(folder, 'manifest.xml'))).mtimeMs).toBe(mtimeMs)
    expect(await readFile(join(folder, 'y.js'), 'utf8')).toBe('d')
  })

  it('leaves files of others alone', async () => {
    await writeUnpacked(folder, files({ 'manifest.xml': 'a', 'b.js': 'b' }))
    await writeFile(join(folder, 'mine.txt'), 'mine')
    await writeUnpacked(folder, files({ 'manifest.xml': 'a' }))
    expect(await present()).toEqual(['manifest.xml', 'mine.txt'])
    await removeUnpacked(folder)
    expect(await readdir(folder)).toEqual(['mine.txt'])
  })

  it('refuses a folder that it did not make', async () => {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'manifest.xml'), 'the source')
    await expect(writeUnpacked(folder, files({ 'manifest.xml': 'a' }))).rejects.toMatchObject({
      code: 'usage',
    })
    await expect(removeUnpacked(folder)).rejects.toMatchObject({ code: 'usage' })
    expect(await readFile(join(folder, 'manifest.xml'), 'utf8')).toBe('the source')
  })

  it('never removes outside of its folder, whatever its record says', async () => {
    await writeUnpacked(folder, files({ 'manifest.xml': 'a' }))
    const outside = join(base, 'outside.txt')
    await writeFile(outside, 'mine')
    await writeFile(
      join(folder, '.tacosmith-unpacked.json'),
      JSON.stringify(['../../outside.txt', '..\\..\\outside.txt', outside, 7, 'manifest.xml']),
    )
    expect(await writeUnpacked(folder, files({ 'b.xml': 'b' }))).toEqual({
      written: ['b.xml'],
      removed: ['manifest.xml'],
    })
    expect(await readFile(outside, 'utf8')).toBe('mine')
  })
})

it('removeUnpacked takes the folder away where nothing else is in it', async () => {
  await writeUnpacked(folder, files({ 'manifest.xml': 'a', 'sub/deep/x.xml': 'b' }))
  await removeUnpacked(folder)
  await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' })
})
