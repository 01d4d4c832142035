import { mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PIECE_BYTES, piecesOf, writeArchive } from '../format/zip/index.ts'
import { verifyTaco } from '../verify/index.ts'
import { openTacoFile, withTacoFile } from './taco-file.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-taco-file-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** Larger than what is read at a time. */
const BYTES = Buffer.from(Array.from({ length: 400_000 }, (_, index) => (index * 31) % 251))

test('a file reads as its bytes do, wherever and in whatever order it is read', async () => {
  const path = join(folder, 'bytes.taco')
  await writeFile(path, BYTES)
  await withTacoFile(path, async (file) => {
    expect(file.length).toBe(BYTES.length)
    const buffer = new Uint8Array(32_768)
    const edges = [-5, 0, 1, 30, 65_535, 65_536, 200_000, 399_978, 399_999, 400_000, 500_000]
    for (const start of [...edges, ...edges.toReversed()]) {
      for (const length of [0, 1, 22, 32_768, 32_769, 140_000, 400_000]) {
        const expected = BYTES.subarray(Math.max(start, 0), Math.max(start + length, 0))
        expect(Buffer.compare(file.slice(start, start + length), expected)).toBe(0)
        const intoBuffer = file.slice(start, start + length, buffer)
        expect(Buffer.compare(intoBuffer, expected)).toBe(0)
        expect(intoBuffer.buffer === buffer.buffer).toBe(expected.length <= buffer.length)
      }
    }
    let position = 0
    for (const piece of piecesOf(file)) {
      expect(piece.length).toBeLessThanOrEqual(PIECE_BYTES)
      expect(Buffer.compare(piece, BYTES.subarray(position, position + piece.length))).toBe(0)
      position += piece.length
    }
    expect(position).toBe(BYTES.length)
  })
})

test('what was read stays as it was, whatever is read next', async () => {
  const path = join(folder, 'kept.taco')
  await writeFile(path, BYTES)
  await withTacoFile(path, async (file) => {
    const first = file.slice(10, 20)
    file.slice(300_000, 300_010)
    expect(Buffer.compare(first, BYTES.subarray(10, 20))).toBe(0)
  })
})

const CHANGES: [string, (path: string) => Promise<void>][] = [
  ['becomes longer', async (path) => await writeFile(path, 'x', { flag: 'a' })],
  ['is cut short', async (path) => await truncate(path, 100)],
  ['is emptied', async (path) => await truncate(path, 0)],
  [
    'is overwritten in place and dated back',
    async (path) => {
      await writeFile(path, writeArchive([{ name: 'b.txt', content: Buffer.alloc(500_000, 'b') }]), {
        flag: 'r+',
      })
      await utimes(path, LONG_AGO, LONG_AGO)
    },
  ],
]
const LONG_AGO = new Date('2020-01-01T00:00:00Z')

test.each(CHANGES)('no verdict is given on a file that %s while it is open', async (_, change) => {
  const path = join(folder, 'changing.taco')
  await writeFile(path, writeArchive([{ name: 'a.txt', content: Buffer.alloc(500_000, 'a') }]))
  await utimes(path, LONG_AGO, LONG_AGO)
  await withTacoFile(path, async (file) => {
    expect(await verifyTaco(file)).toMatchObject({ status: 'unsigned' })
    await change(path)
    await expect(verifyTaco(file)).rejects.toMatchObject({
      code: 'environment',
      message: `${path} was changed while it was being read`,
      help: expect.stringContaining('try again'),
    })
  })
})

test('what is no file, or is closed, is told by name', async () => {
  const missing = join(folder, 'missing.taco')
  expect(() => openTacoFile(missing)).toThrow(
    expect.objectContaining({ code: 'connector-not-found', message: `${missing} does not exist` }),
  )
  expect(() => openTacoFile(folder)).toThrow(
    expect.objectContaining({
      code: 'environment',
      message: expect.stringContaining(`${folder} is a folder`),
    }),
  )
  const path = join(folder, 'closed.taco')
  await writeFile(path, BYTES)
  const file = openTacoFile(path)
  file.close()
  file.close()
  expect(() => file.slice(0, 10)).toThrow(/closed/)
})
