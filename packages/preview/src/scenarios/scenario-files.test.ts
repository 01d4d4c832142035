import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { Ajv } from 'ajv'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkScenarios } from './check-scenarios.ts'
import type { Scenario } from './scenario.ts'
import { readScenarios, saveScenario } from './scenario-files.ts'
import { scenarioSchema } from './scenario-schema.ts'

const good: Scenario = {
  name: 'all of it',
  values: { server: 's' },
  view: 'reconnect',
  host: 'server',
  platform: 'linux',
  language: 'de_DE',
  oauthConfig: 'one',
  hiddenFields: 'default',
  expect: {
    connection: 'x',
    properties: { a: 'b' },
    key: {},
    exception: '',
    canSignIn: false,
    fields: ['server'],
  },
}

const validate = new Ajv({ allErrors: true }).compile(scenarioSchema())

describe('a file of scenarios', () => {
  test('may hold all that the schema describes', () => {
    expect(checkScenarios({ $schema: 'x', scenarios: [good] })).toEqual([])
    expect(validate({ $schema: 'x', scenarios: [good] })).toBe(true)
  })

  test.each<[unknown, string]>([
    [[], 'the file should hold an object with a list "scenarios"'],
    [{}, 'the file should hold an object with a list "scenarios"'],
    [{ scenarios: {} }, 'the file should hold an object with a list "scenarios"'],
    [{ scenarios: [], scenario: [] }, 'scenario is not known; there are $schema, scenarios'],
    [{ scenarios: [5] }, 'scenarios[0] should be an object'],
    [{ scenarios: [{ ...good, name: '' }] }, 'scenarios[0].name should be a string that is not empty'],
    [{ scenarios: [{ name: 'a', expect: { key: {} } }] }, 'scenarios[0].values is missing'],
    [
      { scenarios: [{ ...good, values: { a: 1 } }] },
      'scenarios[0].values should be an object whose values are strings',
    ],
    [
      { scenarios: [{ ...good, platform: 'os2' }] },
      'scenarios[0].platform should be "win" or "mac" or "linux"',
    ],
    [
      { scenarios: [{ ...good, expect: {} }] },
      'scenarios[0].expect is empty, so that the scenario could not fail',
    ],
    [
      { scenarios: [{ ...good, expect: { conection: 'x' } }] },
      'scenarios[0].expect.conection is not known; there are connection, properties, key, exception, canSignIn, fields',
    ],
    [
      { scenarios: [{ ...good, expect: { fields: 'server' } }] },
      'scenarios[0].expect.fields should be a list of strings',
    ],
  ])('is refused by check and schema alike: %j', (value, message) => {
    expect(checkScenarios(value).map((mistake) => mistake.message)).toContain(message)
    expect(validate(value)).toBe(false)
  })

  test('has no two scenarios of one name', () => {
    const mistakes = checkScenarios({ scenarios: [good, good] })
    expect(mistakes.map(({ message }) => message)).toEqual(['two scenarios are called "all of it"'])
  })
})

describe('the folder of the scenarios', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tacosmith-scenarios-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  const failure = async (work: Promise<unknown>): Promise<TacosmithError> => {
    const error = await work.catch((cause: unknown) => cause)
    if (error instanceof TacosmithError) return error
    throw new Error('nothing was refused')
  }

  test('need not exist', async () => {
    expect(await readScenarios(join(folder, 'nowhere'))).toEqual([])
  })

  test('may have folders in it, and other files', async () => {
    await write('b.json', JSON.stringify({ scenarios: [good] }))
    await write('a/c.json', JSON.stringify({ scenarios: [] }))
    await write('README.md', 'no JSON')
    expect((await readScenarios(folder)).map(({ path }) => path)).toEqual(['a/c.json', 'b.json'])
  })

  test.each([
    ['{', /^x\.json is not JSON: /],
    ['\ufeff{"scenarios": []}', undefined],
    [
      '{"scenarios": [{}]}',
      /^x\.json cannot be used\n {2}scenarios\[0\]\.name is missing\n {2}scenarios\[0\]\.values/,
    ],
  ])('with %j in it', async (text, message) => {
    await write('x.json', text)
    if (message === undefined) expect(await readScenarios(folder)).toHaveLength(1)
    else expect((await failure(readScenarios(folder))).message).toMatch(message)
  })

  test('takes a saved scenario in the place of one of its name, and keeps all else', async () => {
    await write(
      'x.json',
      JSON.stringify({ $schema: './schema.json', scenarios: [good, { ...good, name: 'other' }] }),
    )
    const changed = { ...good, values: { server: 'changed' } }
    await saveScenario(folder, 'x.json', changed)
    await saveScenario(folder, 'x.json', { ...good, name: 'third' })
    const [file] = await readScenarios(folder)
    expect(file?.scenarios.map(({ name }) => name)).toEqual(['all of it', 'other', 'third'])
    expect(file?.scenarios[0]).toEqual(changed)
    expect(await readFile(join(folder, 'x.json'), 'utf8')).toContain('"$schema": "./schema.json"')
  })

  test('is made for the first scenario', async () => {
    const inside = join(folder, 'new', 'scenarios')
    await saveScenario(inside, 'first.json', good)
    expect(await readScenarios(inside)).toEqual([{ path: 'first.json', scenarios: [good] }])
  })

  test.each([
    '../x.json',
    '/x.json',
    'a/../../x.json',
    'x.js',
    '.json',
    'C:x.json',
    'a\\b.json',
    './x.json',
    'a//b.json',
  ])('takes nothing called %s', async (path) => {
    const error = await failure(saveScenario(folder, path, good))
    expect(error.message).toContain('is not a scenario file')
  })

  test.each<[string, string]>([
    ['a/\u0007.json', 'it holds a control character'],
    ['\ud83d.json', 'it holds half a character'],
    ['what?.json', 'Windows takes no ? in a name'],
    ['a./b.json', 'ends with a dot or a blank'],
    ['a /b.json', 'ends with a dot or a blank'],
    ['con.json', 'Windows has a device called con'],
    ['LPT¹.x.json', 'Windows has a device called LPT¹'],
    [`${'日'.repeat(84)}.json`, 'it is longer than 255 bytes'],
    ['x.json/', 'a part of the path is empty'],
  ])('takes nothing called %j, and says why', async (path, reason) => {
    const error = await failure(saveScenario(folder, path, good))
    expect(error.message).toContain(reason)
  })

  test.each([
    ...['Zürich.json', '日本語.json', 'Проверка/вход.json', 'عربي.json', '😀 👩‍👩‍👧.json'],
    ...['(a) & b, c=d+e; #1 @2 [x] {y} ~$%^!.json', "it's.json", 'console.json', 'com10.json', '..x.json'],
    `${'日'.repeat(83)}.json`,
  ])('takes %s', async (path) => {
    await saveScenario(folder, path, good)
    const files = await readScenarios(folder)
    expect(files.map((file) => file.path)).toContain(path)
    await rm(join(folder, path))
  })

  test('is left alone where a file in it is broken', async () => {
    await write('x.json', '{')
    await failure(saveScenario(folder, 'x.json', good))
    expect(await readFile(join(folder, 'x.json'), 'utf8')).toBe('{')
  })
})
