import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { scenarioFolder } from './scenario-folder.ts'

let root: string
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'tacosmith-places-')))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function make(files: readonly string[]): Promise<void> {
  for (const file of files) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), '')
  }
}

describe('the folder of the scenarios', () => {
  test.each<[string, { files: string[]; connector: string; cwd?: string; place: string }]>([
    [
      'beside the connector of a package',
      {
        files: ['p/package.json', 'p/connector/manifest.xml'],
        connector: 'p/connector',
        place: 'p/scenarios',
      },
    ],
    [
      'beside the connector of a repository',
      { files: ['p/.git/HEAD', 'p/src/manifest.xml'], connector: 'p/src', place: 'p/scenarios' },
    ],
    [
      'beside a connector deep in a repository',
      { files: ['p/.git/HEAD', 'p/a/b/src/manifest.xml'], connector: 'p/a/b/src', place: 'p/a/b/scenarios' },
    ],
    [
      'in a repository that is the connector, also if its folder is called so',
      {
        files: ['connector/.git/HEAD', 'connector/manifest.xml'],
        connector: 'connector',
        cwd: '.',
        place: 'connector/scenarios',
      },
    ],
    [
      'in a package that is the connector',
      {
        files: ['p/.git/HEAD', 'p/a/package.json', 'p/a/manifest.xml'],
        connector: 'p/a',
        place: 'p/a/scenarios',
      },
    ],
    [
      'in one of several connectors',
      {
        files: ['p/.git/HEAD', 'p/all/one/manifest.xml', 'p/all/two/manifest.xml'],
        connector: 'p/all/two',
        place: 'p/all/two/scenarios',
      },
    ],
    [
      'beside the folder connector, even if there is an old one',
      {
        files: ['p/.git/HEAD', 'p/connector/manifest.xml', 'p/old/manifest.xml'],
        connector: 'p/connector',
        place: 'p/scenarios',
      },
    ],
    [
      'beside a connector that nothing marks, for whoever works above it',
      { files: ['p/brook/manifest.xml'], connector: 'p/brook', cwd: 'p', place: 'p/scenarios' },
    ],
    [
      'in a connector that nothing marks, for whoever works there',
      { files: ['p/brook/manifest.xml'], connector: 'p/brook', place: 'p/brook/scenarios' },
    ],
    [
      'in the connector, where somebody has put it',
      {
        files: ['p/.git/HEAD', 'p/src/manifest.xml', 'p/src/scenarios/a.json'],
        connector: 'p/src',
        place: 'p/src/scenarios',
      },
    ],
    [
      'never outside a repository, whatever is there',
      {
        files: ['scenarios/foreign.json', 'p/.git/HEAD', 'p/manifest.xml'],
        connector: 'p',
        cwd: '.',
        place: 'p/scenarios',
      },
    ],
  ])('is %s', async (_, { files, connector, cwd = connector, place }) => {
    await make(files)
    expect(scenarioFolder(join(root, connector), join(root, cwd))).toBe(join(root, place))
  })

  test('is only one', async () => {
    await make(['.git/HEAD', 'src/manifest.xml', 'src/scenarios/a.json', 'scenarios/b.json'])
    expect(() => scenarioFolder(join(root, 'src'))).toThrow(
      `scenarios of the connector lie in ${join(root, 'scenarios')} and in ${join(root, 'src/scenarios')}`,
    )
  })
})
