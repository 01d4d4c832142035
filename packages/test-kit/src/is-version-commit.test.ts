import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'

const script = fileURLToPath(new URL('../../../tools/release/is-version-commit.mjs', import.meta.url))
const run = promisify(execFile)

let clone: string
beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'version-commit-'))
  await git('init', '--quiet', '--initial-branch', 'main')
  await git('config', 'user.name', 'Test')
  await git('config', 'user.email', 'test@example.com')
  await mkdir(join(clone, 'packages/core'), { recursive: true })
  await mkdir(join(clone, '.changeset'))
  await commit('packages/core/package.json', '{ "version": "0.1.0" }')
})
afterEach(() => rm(clone, { recursive: true, force: true }))

async function git(...words: string[]): Promise<void> {
  await run('git', words, { cwd: clone })
}

async function commit(path: string, text: string): Promise<void> {
  await writeFile(join(clone, path), text)
  await git('add', '.')
  await git('commit', '--quiet', '--message', path)
}

const answer = async (): Promise<string> => (await run(process.execPath, [script], { cwd: clone })).stdout

it('publishes nothing of a push without a new version, such as one of a changeset', async () => {
  await commit('.changeset/one.md', 'A changeset')
  expect(await answer()).toBe('publish=false\n')
  await commit('packages/core/package.json', '{ "version": "0.1.0", "description": "another" }')
  expect(await answer()).toBe('publish=false\n')
})

it('publishes the commit that changes the version, and not the one after it', async () => {
  await commit('packages/core/package.json', '{ "version": "0.2.0" }')
  expect(await answer()).toBe('publish=true\n')
  await commit('.changeset/two.md', 'A changeset')
  expect(await answer()).toBe('publish=false\n')
})

it('publishes the merge of the pull request that changes the version', async () => {
  await git('checkout', '--quiet', '-b', 'changeset-release/main')
  await commit('packages/core/package.json', '{ "version": "0.2.0" }')
  await git('checkout', '--quiet', 'main')
  await commit('.changeset/two.md', 'A changeset')
  await git('merge', '--quiet', '--no-ff', '--no-edit', 'changeset-release/main')
  expect(await answer()).toBe('publish=true\n')
})
