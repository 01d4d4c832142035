import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engineLibrary } from '../engine/engine-library.ts'
import { missingGlobals } from '../scripts/analyse/missing-globals.ts'
import { missingFunctions, missingMethods } from '../scripts/analyse/missing-library.ts'
import { loadScript, TableauException } from '../testing.ts'

const folder = await mkdtemp(join(tmpdir(), 'tacosmith-testing-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** Authors have the package installed; here it is found in the sources. */
beforeAll(async () => {
  const script = fileURLToPath(new URL('../script.ts', import.meta.url))
  const paths = { '@tacosmith/core/script': [script] }
  await file('tsconfig.json', JSON.stringify({ compilerOptions: { paths } }))
})

const builder = '(function dsbuilder(attr) { return ["jdbc:a://" + attr[connectionHelper.attributeServer]] })'

describe('scripts in any form', () => {
  it('run from text, path and URL', async () => {
    const path = await file('plain.js', builder)
    for (const form of [builder, path, relative('.', path), pathToFileURL(path)]) {
      const build = await loadScript(form)
      expect(build({ server: 'b' })).toEqual(['jdbc:a://b'])
    }
  })

  it('run from TypeScript, with what it imports', async () => {
    await file('shared.ts', 'export const join = (...parts: string[]): string => parts.join("/")')
    const path = await file(
      'builder.ts',
      `import { defineConnectionBuilder } from '@tacosmith/core/script'
       import { join } from './shared'
       export default defineConnectionBuilder((attr) => {
         const all = { ...attr, scheme: 'jdbc:a:/' }
         return [join(all.scheme, attr[connectionHelper.attributeServer]!)]
       })`,
    )
    expect((await loadScript<string[]>(path))({ server: 'b' })[0]).toBe('jdbc:a://b')
  })

  it('run from the text of a module, with imports from a folder', async () => {
    await file('port.ts', 'export const port: number = 7')
    const text =
      'import { port } from "./port"\nexport default (attr: { a?: string }) => [attr?.a ?? "none", `${port}`]'
    expect((await loadScript(text, { resolveFrom: folder }))()).toEqual(['none', '7'])
  })

  it('run from an imported function, and leave no globals behind', async () => {
    const build = await loadScript((attr: { server: string }) => {
      if (attr.server === '') throw new RangeError('empty')
      return [connectionHelper.FormatKeyValuePair('Server', attr.server)]
    })
    expect(build({ server: 'a b;' })[0]).toBe('Server={a b;}')
    expect(() => build({ server: '' })).toThrow(RangeError)
    expect(globalThis).not.toHaveProperty('connectionHelper')
  })

  it('give plain values of this realm', async () => {
    const build = await loadScript('(function (attr) { return [{ a: [attr.b] }] })')
    const value = build({ b: 'c' })
    expect(value).toStrictEqual([{ a: ['c'] }])
    expect(value).toBeInstanceOf(Array)
  })

  it('see the attributes of the options and of the call, absent where undefined', async () => {
    const keys = await loadScript(
      '(function (attr) { return Object.keys(attr).map(function (k) { return k + attr[k] }) })',
      {
        attributes: { a: '1', b: '2' },
      },
    )
    expect(keys({ b: '3', c: undefined })).toEqual(['a1', 'b3'])
  })

  it('start anew with each call, also when they leak names', async () => {
    const count = await loadScript(
      '(function (attr) { n = typeof n === "undefined" ? 1 : n + 1; return [n] })',
    )
    expect([count(), count()]).toEqual([[1], [1]])
  })
})

describe('scripts that Tableau would not run', () => {
  it.each([
    ['(function (attr) { return [...attr?.a] })', /script\.js:1:\d+: .*optional chaining/],
    ['function dsbuilder(attr) { return [] }', /one function expression/],
    ['(function (attr) { return [console] })', /console/],
    ['export const a = 1', /default/],
    ['export default async () => []', /async/],
    ['export default (attr) => [\n  [1].flat()]', /script\.ts:2:\d+: .*flat/],
    ['export default () => [', /script\.ts:1:\d+: /],
    ['import "./nowhere"\nexport default () => []', /nowhere/],
    ['', /empty script/],
  ])('are refused: %j', async (text, message) => {
    await expect(loadScript(text, { resolveFrom: folder })).rejects.toMatchObject({
      name: 'TacosmithError',
      code: 'script',
      message: expect.stringMatching(message),
    })
  })

  it('are refused with all findings and their places in the sources', async () => {
    const path = await file(
      'faulty.ts',
      'export default (attr: object) => {\n  console.log(attr)\n  return [[1].flat()]\n}',
    )
    const name = relative('.', path)
    await expect(loadScript(path)).rejects.toThrow(new RegExp(`${name}:2:3: .*\\n.*${name}:3:\\d+: `))
  })

  it('are refused where there is no such file', async () => {
    await expect(loadScript(join(folder, 'none.js'))).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('none.js: there is no such file'),
    })
  })

  it.each([
    ['a function', 'function () {}', /a function/],
    ['a Promise', 'Promise.resolve(1)', /Promise, for which Tableau does not wait/],
    ['an object with functions', '{ a: String }', /more than plain values/],
  ])('are told by the call that returns %s', async (_, value, message) => {
    const run = await loadScript(`(function (attr) { return ${value} })`)
    expect(() => run()).toThrow(message)
  })
})

describe('errors', () => {
  it('of ThrowTableauException are what the user sees', async () => {
    const build = await loadScript(
      '(function (attr) { return connectionHelper.throwTableauException("No " + attr.a) })',
    )
    expect(() => build({ a: 'b' })).toThrow(TableauException)
    expect(() => build({ a: 'b' })).toThrow('No b')
  })

  it('of ThrowTableauException that are not returned are faults of the script', async () => {
    const build = await loadScript(
      '(function (attr) { connectionHelper.ThrowTableauException("No"); return [] })',
    )
    expect(() => build()).toThrow(expect.objectContaining({ code: 'script' }))
  })

  it('of the script keep class, message and place', async () => {
    const path = await file('throws.js', '(function (attr) {\n  return attr.a.b.c\n})')
    const build = await loadScript(path)
    expect(() => build({ a: '' })).toThrow(TypeError)
    try {
      build({ a: '' })
    } catch (error) {
      expect((error as Error).stack).toContain('throws.js:2:')
    }
  })

  it('that are none are told as they are', async () => {
    const build = await loadScript('(function (attr) { throw "text" })')
    expect(() => build()).toThrow('the script threw text')
  })
})

it('keeps from scripts what the checks call missing', () => {
  const present = (path: string, name: string) => engineLibrary[path]?.includes(name)
  expect([...missingGlobals].filter((name) => present('', name))).toEqual([])
  const prototypes = Object.keys(engineLibrary).filter((path) => path.endsWith('.prototype'))
  expect([...missingMethods.keys()].filter((name) => prototypes.some((path) => present(path, name)))).toEqual(
    [],
  )
  const functions = [...missingFunctions.keys()].map((path) => path.split('.') as [string, string])
  expect(functions.filter(([object, name]) => present(object, name))).toEqual([])
})
