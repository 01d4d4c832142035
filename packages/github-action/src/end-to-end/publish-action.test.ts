import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { packageFolder } from '../testing/run-action.ts'

const run = promisify(execFile)
const script = join(packageFolder, '../../tools/release/publish-action.mjs')

let folder: string
let clone: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'publish-action-'))
  clone = join(folder, 'clone')
  await run('git', ['init', '--quiet', '--bare', join(folder, 'remote.git')])
  await run('git', ['clone', '--quiet', join(folder, 'remote.git'), clone])
  await git('config', 'user.name', 'Test')
  await git('config', 'user.email', 'test@example.com')
  await mkdir(join(clone, 'packages/github-action/dist'), { recursive: true })
  await cp(join(packageFolder, 'action.yml'), join(clone, 'packages/github-action/action.yml'))
  await release('0.3.0')
  await writeFile(join(clone, '.gitignore'), 'dist/\n')
  await writeFile(join(clone, 'packages/github-action/dist/index.mjs'), 'console.log("first")\n')
  await git('add', '.')
  await git('commit', '--quiet', '--message', 'Sources')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function git(...words: string[]): Promise<string> {
  return (await run('git', words, { cwd: clone })).stdout.trim()
}

async function release(version: string): Promise<void> {
  await writeFile(join(clone, 'packages/github-action/package.json'), JSON.stringify({ version }))
}

const publish = async (): Promise<string> =>
  (await run(process.execPath, [script, '--push'], { cwd: join(clone, 'packages') })).stdout

it('pushes tags that hold the bundle, while main does not', async () => {
  await publish()
  const user = join(folder, 'user')
  await run('git', ['clone', '--quiet', '--branch', 'v0.3.0', join(folder, 'remote.git'), user])
  const { main = '' } =
    /main: (?<main>\S+)/.exec(await readFile(join(user, 'packages/github-action/action.yml'), 'utf8'))
      ?.groups ?? {}
  const { stdout } = await run(process.execPath, [join(user, 'packages/github-action', main)])
  expect(stdout).toBe('first\n')
  expect(await git('ls-tree', '-r', '--name-only', 'HEAD')).not.toContain('dist')
  expect(await git('rev-parse', 'v0.3.0^{commit}^')).toBe(await git('rev-parse', 'HEAD'))
  expect(await git('status', '--porcelain')).toBe('')
})

it('moves v0 to the next version, and leaves the earlier one', async () => {
  await publish()
  const first = await git('rev-parse', 'v0.3.0^{commit}')
  await writeFile(join(clone, 'packages/github-action/dist/index.mjs'), 'console.log("second")\n')
  await release('0.4.0')
  await git('commit', '--quiet', '--all', '--message', 'Version 0.4.0')
  await publish()
  const remote = await git('ls-remote', '--tags', 'origin')
  const commitOf = (tag: string) => new RegExp(`^(\\w+)\\trefs/tags/${tag}\\^\\{\\}$`, 'm').exec(remote)?.[1]
  expect(commitOf('v0\\.3\\.0')).toBe(first)
  expect(commitOf('v0')).toBe(commitOf('v0\\.4\\.0'))
  expect(commitOf('v0')).not.toBe(first)
})

it('refuses to release a version twice, or without a bundle', async () => {
  await publish()
  await expect(publish()).rejects.toThrow('v0.3.0 exists already: a released version never changes.')
  await rm(join(clone, 'packages/github-action/dist'), { recursive: true })
  await expect(publish()).rejects.toThrow('packages/github-action/dist is missing. Run npm run build first.')
})
