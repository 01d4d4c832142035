import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GithubServer, TOKEN } from '../testing/github-server.ts'
import { type ActionRun, type Checkout, checkout, inFolder } from '../testing/run-action.ts'

const NAME = 'brook_jdbc-v1.0.0.taco'

let place: Checkout
let server: GithubServer
beforeEach(async () => {
  server = await GithubServer.start()
  place = await checkout({
    ...inFolder('connector', minimalConnector()),
    ...{ 'README.md': 'read me', 'docs/a.md': 'a', 'docs/deep/b.md': 'b', '.git/config': 'token' },
  })
  await writeFile(join(place.folder, '../secret.txt'), 'secret')
})
afterEach(async () => {
  await server.stop()
  await place.dispose()
})

const release = async (files: string, more: Record<string, string> = {}): Promise<ActionRun> =>
  await place.run({ sign: 'false', 'github-token': TOKEN, files, ...more }, { tag: 'v1.0.0', server })

describe('files', () => {
  it('are uploaded as they are, behind the .taco and its checksum, and before the release is public', async () => {
    const { errors } = await release('README.md\n  docs/**\n**/*.taco\n**/*.sha256', { checksums: 'true' })
    expect(errors).toEqual([])
    const [made] = server.releases
    expect(made?.assets.map(({ name }) => name)).toEqual([
      NAME,
      `${NAME}.sha256`,
      'README.md',
      'a.md',
      'b.md',
    ])
    expect(made?.assets[2]?.bytes.toString()).toBe('read me')
    expect(server.requests.at(-1)).toBe(`PATCH /releases/${made?.id}`)
    expect(made).toMatchObject({ draft: false })
  })

  it('may be what the build makes', async () => {
    await place.run({})
    const make = `node -e "require('fs').writeFileSync('made.txt', 'x')"`
    const { errors } = await release('made.txt', { 'build-command': make })
    expect(errors).toEqual([])
    expect(server.releases[0]?.assets.map(({ name }) => name)).toEqual([NAME, 'made.txt'])
  })

  it('are all refused before anything is released', async () => {
    const { exitCode, errors } = await release('gone.txt\n../secret.txt\n**/config')
    expect([exitCode, errors[0]]).toEqual([
      1,
      `files: 3 things are wrong:
  gone.txt matches no file
  ../secret.txt is not in the checkout
  **/config matches no file
Each line is a path or pattern from the root of the checkout; ** stands for folders, and ! leaves files out.`,
    ])
    expect(server.requests).toEqual([])
  })

  it('are not looked for where nothing is released', async () => {
    expect((await place.run({ files: 'nothing-here.txt' }, { server })).errors).toEqual([])
  })

  it('are replaced only where that is wanted', async () => {
    const made = server.addRelease('v1.0.0')
    server.addAsset(made, 'README.md', Buffer.from('older'))
    expect((await release('README.md')).errors[0]).toContain('already has a file README.md')
    expect((await release('README.md', { overwrite: 'true' })).errors).toEqual([])
    expect(made.assets.find(({ name }) => name === 'README.md')?.bytes.toString()).toBe('read me')
  })
})
