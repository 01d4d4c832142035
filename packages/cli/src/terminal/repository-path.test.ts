import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pathFromHere, pathInRepository } from './repository-path.ts'

describe('pathInRepository', () => {
  it('starts at the checkout, else at the current folder, else at the root of the disk', () => {
    const inActions = { GITHUB_WORKSPACE: '/home/runner/work/x' }
    expect(pathInRepository('/home/runner/work/x/a/connector', '/home/runner/work/x/a', inActions)).toBe(
      'a/connector',
    )
    expect(pathInRepository('/repo/connector', '/repo', {})).toBe('connector')
    expect(pathInRepository('/repo', '/repo', {})).toBe('')
    expect(pathInRepository('/elsewhere/connector', '/repo', {})).toBe('/elsewhere/connector')
    expect(pathInRepository('/repo/..hidden', '/repo', {})).toBe('..hidden')
  })

  it('knows the checkout of GitLab, and elsewhere the nearest repository', async () => {
    const inGitlab = { CI_PROJECT_DIR: '/builds/x' }
    expect(pathInRepository('/builds/x/a/connector', '/builds/x/a', inGitlab)).toBe('a/connector')
    const root = await realpath(await mkdtemp(join(tmpdir(), 'repository-')))
    try {
      // In a linked work tree it is a file.
      await writeFile(join(root, '.git'), 'gitdir: elsewhere')
      const cwd = join(root, 'packages')
      expect(pathInRepository(join(cwd, 'connector'), cwd, {})).toBe('packages/connector')
      expect(pathInRepository(join(root, 'other'), cwd, {})).toBe('other')
    } finally {
      await rm(root, { recursive: true })
    }
  })
})

it('pathFromHere leads from the current folder to others', () => {
  expect(pathFromHere('/repo/connector', '/repo')).toBe('connector')
  expect(pathFromHere('/repo', '/repo')).toBe('')
  expect(pathFromHere('/repo/connector', '/repo/app/src')).toBe('../../connector')
})
