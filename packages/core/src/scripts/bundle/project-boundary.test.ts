import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { projectBoundary } from './project-boundary.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'boundary-')))
  return () => rm(folder, { recursive: true, force: true })
})

async function write(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(
      join(folder, name),
      name.endsWith('workspace/package.json') ? '{ "workspaces": [] }' : '{}',
    )
  }
}

/** Whether files are part of the project of `a/b/connector`. */
function held(...names: string[]): boolean[] {
  const { holds } = projectBoundary(join(folder, 'workspace/member/connector'))
  return names.map((name) => holds(join(folder, name)))
}

const files = ['workspace/member/connector/x.ts', 'workspace/member/x.ts', 'workspace/other/x.ts', 'x.ts']
beforeEach(() => write(...files))

describe('the project of a connector is', () => {
  it.each([
    ['its own folder where nothing tells', [], [true, false, false, false]],
    [
      'its own folder where that has a package.json',
      ['workspace/member/connector/package.json'],
      [true, false, false, false],
    ],
    [
      'the nearest folder with a package.json',
      ['workspace/member/package.json', 'package.json'],
      [true, true, false, false],
    ],
    ['that of its configuration', ['workspace/member/tacosmith.config.mjs'], [true, true, false, false]],
    ['the workspace', ['workspace/member/package.json', 'workspace/package.json'], [true, true, true, false]],
    [
      'the workspace of pnpm',
      ['workspace/member/package.json', 'workspace/pnpm-workspace.yaml'],
      [true, true, true, false],
    ],
    ['its repository', ['workspace/member/package.json', 'workspace/.git/HEAD'], [true, true, true, false]],
    [
      'its repository, whatever lies above',
      ['workspace/member/.git', 'workspace/package.json'],
      [true, true, false, false],
    ],
  ])('%s', async (_what, marks, expected) => {
    await write(...marks)
    expect(held(...files)).toEqual(expected)
  })

  it('never a folder that holds all that a user has', () => {
    for (const shared of [homedir(), tmpdir()]) {
      expect(projectBoundary(join(shared, 'connector')).root).toBe(join(shared, 'connector'))
    }
  })
})

describe('symbolic links count as what they lead to:', () => {
  beforeEach(() =>
    write('workspace/member/package.json', 'secret/key.ts', 'package/package.json', 'package/index.ts'),
  )

  it('a file and a folder outside', async () => {
    await symlink(join(folder, 'secret'), join(folder, 'workspace/member/linked'))
    await symlink(join(folder, 'secret/key.ts'), join(folder, 'workspace/member/connector/key.ts'))
    expect(held('workspace/member/linked/key.ts', 'workspace/member/connector/key.ts')).toEqual([
      false,
      false,
    ])
  })

  it('a package that is linked into the project belongs to it, and what is linked into that', async () => {
    await write('deeper/package.json', 'deeper/index.ts', 'workspace/member/node_modules/@scope/x/index.js')
    await mkdir(join(folder, 'package/node_modules'))
    await symlink(join(folder, 'package'), join(folder, 'workspace/member/node_modules/@scope/package'))
    await symlink(join(folder, 'deeper'), join(folder, 'package/node_modules/deeper'))
    // It is no package.
    await symlink(join(folder, 'secret'), join(folder, 'workspace/member/node_modules/secret'))
    expect(
      held(
        'workspace/member/node_modules/@scope/x/index.js',
        'workspace/member/node_modules/@scope/package/index.ts',
        'package/index.ts',
        'deeper/index.ts',
        'workspace/member/node_modules/secret/key.ts',
      ),
    ).toEqual([true, true, true, true, false])
  })
})
