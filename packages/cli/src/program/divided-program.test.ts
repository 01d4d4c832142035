import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DividedProgram } from './divided-program.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divided-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

/** Writes the files of a program: by their names, the parts and what each one does. */
async function program(files: Record<string, Record<string, string>>): Promise<DividedProgram> {
  await mkdir(join(folder, 'dist'))
  for (const [file, parts] of Object.entries(files)) {
    const functions = Object.entries(parts).map(
      ([name, body]) => `exports['${name}'] = function (exports, require, module, tacosmithUrl) { ${body} }`,
    )
    const opening = '(function (exports, require, module, __filename, __dirname, importModule) {'
    await writeFile(join(folder, 'dist', `${file}.cjs`), `${opening}\n${functions.join('\n')}\n})\n`)
  }
  return new DividedProgram(join(folder, 'dist'), 'test', (address) => import(address))
}

it('reads a file when a part of it is needed, and runs each part once', async () => {
  const divided = await program({
    program: {
      'program-0': "exports.more = () => importModule('./later-2'); exports.count = require('./program-1')",
      'program-1': 'module.exports = { runs: (globalThis.runs = (globalThis.runs ?? 0) + 1) }',
    },
    later: { 'later-2': "exports.count = require('./program-1')" },
  })
  const first = divided.start() as { count: object; more(): Promise<{ count: object }> }
  expect(first.count).toEqual({ runs: 1 })
  expect((await first.more()).count).toBe(first.count)
  expect(divided.start()).toBe(first)
})

it('gives parts that need each other what is there already', async () => {
  const divided = await program({
    program: {
      'program-0': "exports.early = 'early'; exports.seen = require('./program-1').seen",
      'program-1': "exports.seen = require('./program-0').early",
    },
  })
  expect(divided.start()).toEqual({ early: 'early', seen: 'early' })
})

it("takes Node's own modules and packages from where the program is", async () => {
  const divided = await program({
    program: {
      'program-0': `exports.join = require('node:path').join; exports.own = require('./own.cjs')
        exports.url = tacosmithUrl; exports.folder = __dirname; exports.imported = importModule('node:path')`,
    },
  })
  await writeFile(join(folder, 'dist', 'own.cjs'), "module.exports = 'own'")
  const { url, folder: place, imported, ...others } = divided.start() as Record<string, unknown>
  expect(others).toEqual({ join, own: 'own' })
  expect(String(url)).toMatch(/^file:.*\/dist\/start\.cjs$/)
  expect(place).toBe(join(folder, 'dist'))
  expect(await imported).toMatchObject({ dirname })
})

it('keeps the code of the files that were needed', async () => {
  vi.stubEnv('CI', '')
  vi.stubEnv('NODE_DISABLE_COMPILE_CACHE', '')
  const divided = await program({ program: { 'program-0': '' }, rare: { 'rare-1': '' } })
  divided.start()
  await divided.keepCode(async (file, content) => {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  })
  const kept = await readdir(join(folder, '.code'))
  expect(kept).toHaveLength(1)
  expect(kept[0]).toMatch(/^program\.cjs-.*-test$/)
})

it('says which part is missing', async () => {
  const divided = await program({ program: { 'program-0': "require('./program-7')" } })
  expect(() => divided.start()).toThrow('the program has no part program-7')
})
