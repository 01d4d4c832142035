import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterEach, beforeEach, expect, it } from 'vitest'

const text = `(function (exports, require, module, __filename, __dirname, importModule) {
exports.twice = (value) => 2 * value
exports.place = require('node:path').basename(__dirname)
exports.imported = importModule('node:path')
})`
let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compiled-'))
  file = join(folder, 'dist', 'main.cjs')
  await mkdir(join(folder, 'dist'))
  await writeFile(file, text)
  await build({
    entryPoints: [fileURLToPath(new URL('compiled-module.ts', import.meta.url))],
    outfile: join(folder, 'compiled-module.cjs'),
    ...({ bundle: true, format: 'cjs', platform: 'node' } as const),
  })
  await writeFile(
    join(folder, 'run.cjs'),
    `const { compileModule } = require('./compiled-module.cjs')
     const { mkdir, writeFile } = require('node:fs/promises')
     const module_ = compileModule(${JSON.stringify(file)}, process.argv[2])
     const { twice, place, imported } = module_.run((address) => import(address))
     let stack
     try { twice({ valueOf() { throw new Error('here') } }) } catch (error) { stack = error.stack }
     imported.then(() => module_.keepCode(async (path, content) => {
       await mkdir(require('node:path').dirname(path), { recursive: true })
       await writeFile(path, content)
     })).then(() => console.log(JSON.stringify({ taken: module_.usesKeptCode, answer: twice(21), place, stack })))`,
  )
})

afterEach(async () => await rm(folder, { recursive: true, force: true }))

const kept = async (): Promise<string[]> => await readdir(join(folder, '.code')).catch(() => [])

/** In processes of their own: within one, V8 knows what it has compiled. */
function runTwice(purpose = 'test', environment: Record<string, string> = {}): boolean[] {
  const { CI: _, NODE_DISABLE_COMPILE_CACHE: _off, ...rest } = process.env
  return [1, 2].map(() => {
    const output = execFileSync(process.execPath, [join(folder, 'run.cjs'), purpose], {
      encoding: 'utf8',
      env: { ...rest, ...environment },
    })
    const { taken, answer, place, stack } = JSON.parse(output)
    expect({ answer, place }).toEqual({ answer: 42, place: 'dist' })
    // As they are in the file.
    expect(stack).toContain('main.cjs:2:30')
    return taken
  })
}

it('takes the code of an earlier run for the same purpose', async () => {
  expect(runTwice()).toEqual([false, true])
  expect(runTwice('other')).toEqual([false, true])
  expect(await kept()).toHaveLength(2)
})

it('compiles a module that has changed since, also one of the same length', async () => {
  runTwice()
  const answer = 'twice = (value) => 2 * value'
  await writeFile(file, text.replace(answer, 'twice = (other) => 2 * other'))
  await utimes(file, 5, 5)
  expect(runTwice()).toEqual([false, true])
})

it.each(['CI', 'NODE_DISABLE_COMPILE_CACHE'])('keeps nothing where %s is set', async (variable) => {
  expect(runTwice('test', { [variable]: '1' })).toEqual([false, false])
  expect(await kept()).toEqual([])
})

it('runs without code that V8 refuses, and does not write it again and again', async () => {
  runTwice()
  const [name = ''] = await kept()
  const path = join(folder, '.code', name)
  await writeFile(path, (await readFile(path)).subarray(0, 100))
  expect(runTwice()).toEqual([false, false])
  expect(await readFile(path)).toHaveLength(100)
})

it('runs in a package that cannot be written to', async () => {
  await writeFile(join(folder, '.code'), 'a file where the folder would be')
  expect(runTwice()).toEqual([false, false])
})

it('removes code that is old', async () => {
  await mkdir(join(folder, '.code'))
  for (const [name, days] of [
    ['old', 40],
    ['young', 20],
  ] as const) {
    const time = new Date(Date.now() - days * 86_400_000)
    await writeFile(join(folder, '.code', name), '')
    await utimes(join(folder, '.code', name), time, time)
  }
  runTwice()
  expect((await kept()).filter((name) => !name.startsWith('main.cjs'))).toEqual(['young'])
})
