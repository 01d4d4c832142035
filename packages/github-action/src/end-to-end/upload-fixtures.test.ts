import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { connectToGithub, type GithubClient } from '../release/github-client.ts'
import { openRelease } from '../release/open-release.ts'
import type { ReleasePlan } from '../release/release-plan.ts'
import { uploadAsset } from '../release/upload-asset.ts'

// Answers that GitHub itself gave, as recorded by the makers of Octokit; they are served for requests of exactly this content.

const TOKEN = '0000000000000000000000000000000000000001'
const file = {
  name: 'test-upload.txt',
  label: 'test',
  bytes: Buffer.from('Hello, world!\n'),
  contentType: 'text/plain',
}

let url: string
let fixtures: ChildProcess
beforeAll(async () => {
  const port = await freePort()
  url = `http://localhost:${port}`
  const folder = dirname(createRequire(import.meta.url).resolve('@octokit/fixtures-server/package.json'))
  fixtures = spawn(
    process.execPath,
    [join(folder, 'bin/server.js'), '--port', String(port), '--log-level', 'error'],
    {
      cwd: join(folder, '../../..'),
      stdio: 'ignore',
    },
  )
  await vi.waitFor(async () => await fetch(url), { timeout: 60_000, interval: 200 })
})
afterAll(() => fixtures.kill())

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Loads a scenario, and connects to it as the action would. */
async function scenario(name: string): Promise<GithubClient> {
  const response = await fetch(`${url}/fixtures`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scenario: name }),
  })
  const loaded = (await response.json()) as { url: string }
  return connectToGithub(TOKEN, { owner: 'octokit-fixture-org', repo: name }, loaded.url)
}

const target: ReleasePlan = {
  ...{ tag: 'v1.0.0', id: undefined, name: undefined, body: undefined, makeLatest: undefined },
  ...{ generateNotes: false, draft: false, prerelease: false, isPrereleaseGiven: false },
}

it('uploads to a release', async () => {
  const client = await scenario('release-assets')
  const release = await openRelease(client, target)
  expect(release).toMatchObject({ id: 1000, isNew: false })
  expect(await uploadAsset(client, release, file, false)).toMatch(/\/test-upload\.txt$/)
})

it('replaces a file of the same name', async () => {
  const client = await scenario('release-assets-conflict')
  const release = await openRelease(client, target)
  expect(await uploadAsset(client, release, file, true)).toMatch(/\/test-upload\.txt$/)
})

it('leaves a file of the same name where it is not to be replaced', async () => {
  const client = await scenario('release-assets-conflict')
  const release = await openRelease(client, target)
  await expect(uploadAsset(client, release, file, false)).rejects.toMatchObject({
    code: 'output',
    message: expect.stringContaining('already has a file test-upload.txt'),
  })
})
