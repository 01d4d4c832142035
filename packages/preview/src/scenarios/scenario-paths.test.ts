import { chmod, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readScenarios, saveScenario } from './scenario-files.ts'

const scenario = { name: 'one', values: {}, expect: { canSignIn: true } }
const file = JSON.stringify({ scenarios: [scenario] })

/** With a repository, and something beside it that is nobody's business. */
let root: string
let project: string
let folder: string
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'tacosmith-links-')))
  project = join(root, 'project')
  folder = join(project, 'scenarios')
  await mkdir(join(project, '.git'), { recursive: true })
  await write('outside/secret.json', 'password of somebody else')
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
}

async function link(from: string, to: string): Promise<void> {
  await mkdir(dirname(join(root, from)), { recursive: true })
  await symlink(join(root, to), join(root, from))
}

const found = async (): Promise<string[]> => (await readScenarios(folder)).map(({ path }) => path)

describe.skipIf(process.platform === 'win32')('a link', () => {
  test.each([
    ['project/scenarios', 'outside'],
    ['project/scenarios/inner', 'outside'],
    ['project/scenarios/secret.json', 'outside/secret.json'],
  ])('%s that leads out of the project is refused, and nothing of it shown', async (from, to) => {
    await link(from, to)
    const error = await readScenarios(folder).catch((cause: unknown) => cause)
    expect(error).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('is a link that leads out of the project'),
    })
    expect(String(error)).not.toContain('password')
  })

  test.each([
    ['project/scenarios', 'project/shared'],
    ['project/scenarios/inner', 'project/shared'],
    ['project/scenarios/a.json', 'project/shared/a.json'],
  ])('%s within the project is followed, and written through', async (from, to) => {
    await write('project/shared/a.json', file)
    await link(from, to)
    const [path = ''] = await found()
    expect(path).toMatch(/a\.json$/)
    await saveScenario(folder, path, { ...scenario, name: 'two' })
    expect(await readFile(join(project, 'shared/a.json'), 'utf8')).toContain('"two"')
  })

  test('that leads back to where it is does not go round for ever', async () => {
    await write('project/scenarios/a.json', file)
    await link('project/scenarios/inner/back', 'project/scenarios')
    expect(await found()).toEqual(['a.json'])
  })

  test('to nothing is told where it is called like a file of scenarios', async () => {
    await link('project/scenarios/README', 'nowhere')
    expect(await found()).toEqual([])
    await link('project/scenarios/a.json', 'nowhere')
    await expect(found()).rejects.toThrow('a.json is a link to nothing')
  })

  test.each([
    ['project/scenarios', 'outside', 'a.json'],
    ['project/scenarios/inner', 'outside', 'inner/a.json'],
    ['project/scenarios/a.json', 'outside/secret.json', 'a.json'],
  ])('%s is not written through out of the project', async (from, to, path) => {
    await link(from, to)
    await expect(saveScenario(folder, path, scenario)).rejects.toThrow('leads out of the project')
    expect(await readFile(join(root, 'outside/secret.json'), 'utf8')).toBe('password of somebody else')
    await expect(readFile(join(root, 'outside/a.json'))).rejects.toThrow('ENOENT')
  })
})

describe('what lies there', () => {
  test('is bounded', async () => {
    for (let index = 0; index <= 500; index++) await write(`project/scenarios/${index}.json`, file)
    await expect(found()).rejects.toThrow('holds 501 files; at most 500 are read')
    await rm(folder, { recursive: true })
    await write('project/scenarios/a.json', ' '.repeat(2_000_001))
    await expect(found()).rejects.toThrow('a.json is larger than 2000000 bytes')
  })

  test('is told where it is no folder, or cannot be read', async () => {
    await write('project/scenarios', file)
    await expect(found()).rejects.toMatchObject({ code: 'usage', message: `${folder} is not a folder` })
  })

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'is told where it may not be read',
    async () => {
      await write('project/scenarios/a.json', file)
      await chmod(join(folder, 'a.json'), 0)
      await expect(found()).rejects.toMatchObject({ code: 'environment' })
    },
  )

  test('is told of with all that is wrong, file by file', async () => {
    await write('project/scenarios/a.json', '{')
    await write('project/scenarios/b.json', file)
    await write('project/scenarios/c.json', '{"scenarios":[{}]}')
    await expect(found()).rejects.toThrow(
      /^a\.json is not JSON: .*\nc\.json cannot be used\n {2}scenarios\[0\]/,
    )
  })

  test('names the schema that is installed, seen from the file', async () => {
    await write('project/node_modules/@tacosmith/cli/dist/scenarios.schema.json', '{}')
    await saveScenario(folder, 'new.json', scenario)
    await saveScenario(folder, 'inner/new.json', scenario)
    for (const path of ['new.json', 'inner/new.json']) {
      const { $schema } = JSON.parse(await readFile(join(folder, path), 'utf8'))
      expect(await readFile(join(folder, dirname(path), $schema), 'utf8')).toBe('{}')
    }
    await rm(join(project, 'node_modules'), { recursive: true })
    await saveScenario(folder, 'without.json', scenario)
    expect(await readFile(join(folder, 'without.json'), 'utf8')).not.toContain('$schema')
  })
})
