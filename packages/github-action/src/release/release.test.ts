import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { TOKEN } from '../testing/github-server.ts'
import { place, release as releaseOf, server, useReleaseCheckout } from '../testing/release-checkout.ts'
import { type ActionRun, inFolder, type RunSettings } from '../testing/run-action.ts'

useReleaseCheckout()

/** Signing has tests of its own. */
const release = async (inputs: Record<string, string> = {}, settings: RunSettings = {}): Promise<ActionRun> =>
  await releaseOf({ sign: 'false', ...inputs }, settings)

const NAME = 'brook_jdbc-v1.0.0.taco'
const file = async ({ outputs }: ActionRun): Promise<Buffer> => await readFile(outputs['taco-path'] ?? '')

describe('a release', () => {
  it('is made for the tag, and becomes public when its files are there', async () => {
    const run = await release({ checksums: 'true' })
    expect(run.errors).toEqual([])
    expect(run.exitCode).toBe(0)
    const [made] = server.releases
    expect(made).toMatchObject({ tag: 'v1.0.0', draft: false, prerelease: false })
    expect(made?.assets.map(({ name }) => name)).toEqual([NAME, `${NAME}.sha256`])
    expect(made?.assets[0]?.bytes).toEqual(await file(run))
    expect(run.outputs).toMatchObject({
      'release-url': 'https://github.example/octo-org/connector/releases/tag/v1.0.0',
      'asset-url': `https://github.example/octo-org/connector/releases/download/v1.0.0/${NAME}`,
      sha256: createHash('sha256')
        .update(await file(run))
        .digest('hex'),
    })
    expect(server.requests.indexOf(`PATCH /releases/${made?.id}`)).toBe(server.requests.length - 1)
    expect(run.summary).toContain('releases/tag/v1.0.0')
  })

  it('stays a draft where asked to, and the next run finds it', async () => {
    await release({ draft: 'true' })
    expect(server.releases).toMatchObject([{ draft: true, assets: [{ name: NAME }] }])
    const again = await release({ draft: 'true', overwrite: 'true' })
    expect(again.exitCode).toBe(0)
    expect(server.releases).toHaveLength(1)
  })

  it('that is there is used as it is, found on later pages too', async () => {
    const draft = server.addRelease('v1.0.0', { draft: true })
    for (let index = 0; index < 120; index += 1) server.addRelease(`v0.${index}.0`)
    const { exitCode } = await release()
    expect(exitCode).toBe(0)
    expect(draft).toMatchObject({ draft: true, assets: [{ name: NAME }] })
  })

  it('is that of the event', async () => {
    const { id } = server.addRelease('connector/v1.0.0', { draft: true })
    const { exitCode } = await place.run(
      { sign: 'false', 'github-token': TOKEN },
      { release: { id, tag_name: 'connector/v1.0.0' }, server },
    )
    expect(exitCode).toBe(0)
    expect(server.releases[0]?.assets).toHaveLength(1)
  })

  it('is not touched on a branch, nor where it is not wanted', async () => {
    await place.run({ 'github-token': TOKEN }, { server })
    await release({ 'upload-to-release': 'false' })
    expect(server.requests).toEqual([])
  })
})

describe('a file of the same name', () => {
  const other = Buffer.from('another file')

  it('is an error', async () => {
    const asset = server.addAsset(server.addRelease('v1.0.0'), NAME, other)
    const { exitCode, errors, outputs } = await release()
    expect([exitCode, errors[0]]).toEqual([1, expect.stringMatching(/already has a file .*\nSet overwrite/)])
    expect(asset.bytes).toEqual(other)
    expect(outputs['asset-url']).toBeUndefined()
  })

  it('is replaced with overwrite', async () => {
    const made = server.addRelease('v1.0.0')
    server.addAsset(made, NAME, other)
    const run = await release({ overwrite: 'true' })
    expect(run.exitCode).toBe(0)
    expect(made.assets.map(({ bytes }) => bytes)).toEqual([await file(run)])
  })

  it('stays where it is the same', async () => {
    await release()
    const id = server.releases[0]?.assets[0]?.id
    const again = await release()
    expect(again.exitCode).toBe(0)
    expect(server.releases[0]?.assets.map((asset) => asset.id)).toEqual([id])
  })
})

describe('whether GitHub has problems', () => {
  it('an upload that breaks off is tried again, without what it left behind', async () => {
    const made = server.addRelease('v1.0.0')
    server.faults.push({ on: `POST /releases/${made.id}/assets`, status: 502, leavesStarter: true })
    const run = await release()
    expect(run.exitCode).toBe(0)
    expect(made.assets).toMatchObject([{ state: 'uploaded', name: NAME }])
    expect(run.stdout).toMatch(/::warning::Uploading .* failed \(502\)/)
  })

  it('faults of the service and limits are waited for', async () => {
    server.faults.push(
      { on: 'GET /releases/tags', status: 503 },
      {
        ...{ on: 'POST /releases', status: 403, headers: { 'retry-after': '1' } },
        message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      },
      {
        ...{ on: 'PATCH /releases', status: 403, message: 'API rate limit exceeded' },
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 1),
        },
      },
    )
    const run = await release()
    expect(run.errors).toEqual([])
    expect(run.exitCode).toBe(0)
    expect(server.faults).toEqual([])
    expect(run.stdout).toMatch(/secondary rate limit is reached.*waiting 1 seconds/)
    expect(server.releases).toMatchObject([{ draft: false, assets: [{ name: NAME }] }])
  })

  it('an upload that keeps failing is an error, and the release that was made for it goes away', async () => {
    for (let index = 0; index < 10; index += 1)
      server.faults.push({ on: 'POST /releases/1001/assets', status: 500 })
    const { exitCode, errors } = await release()
    expect([exitCode, errors[0]]).toEqual([
      1,
      expect.stringMatching(/uploading .* failed: GitHub responded with 500/),
    ])
    expect(server.releases).toEqual([])
  })

  it.each<[string, () => void, Record<string, string>, RegExp]>([
    [
      'no permission',
      () => {
        server.canWrite = false
      },
      {},
      /403.*[\s\S]*contents: write/,
    ],
    ['a wrong token', () => {}, { 'github-token': 'ghs_wrong_token_000000' }, /401/],
    ['no token', () => {}, { 'github-token': '' }, /github-token is empty/],
  ])('%s is an error', async (_, prepare, inputs, message) => {
    prepare()
    const { exitCode, errors } = await release(inputs)
    expect([exitCode, errors[0]]).toEqual([1, expect.stringMatching(message)])
    expect(server.releases).toEqual([])
  })
})

describe('the version', () => {
  it('must be that of the tag', async () => {
    const { exitCode, errors } = await release({}, { tag: 'v1.4.0' })
    expect([exitCode, errors[0]]).toEqual([
      1,
      expect.stringMatching(/plugin-version of connector is 1\.0\.0, but the tag v1\.4\.0/),
    ])
    expect((await release({ 'validate-only': 'true' }, { tag: 'v1.4.0' })).errors[0]).toMatch(
      /but the tag v1\.4\.0/,
    )
    expect((await release({}, { tag: 'nightly' })).errors[0]).toMatch(
      /contains no version[\s\S]*version-from-tag to off/,
    )
    expect(server.requests).toEqual([])
  })

  it('is stamped into the package, never into the sources', async () => {
    const run = await release({ 'version-from-tag': 'stamp' }, { tag: 'connector/v1.4.0' })
    expect(run.errors).toEqual([])
    expect(run.outputs).toMatchObject({ version: '1.4.0', 'taco-name': 'brook_jdbc-v1.4.0.taco' })
    expect(server.releases).toMatchObject([{ tag: 'connector/v1.4.0' }])
    const manifest = await readFile(`${place.folder}/connector/manifest.xml`, 'utf8')
    expect(manifest).toBe(minimalConnector()['manifest.xml'])
  })

  it('is stamped into a .taco that was built before', async () => {
    await place.run({})
    const taco = `dist/${NAME}`
    const run = await release({ taco, 'version-from-tag': 'stamp' }, { tag: 'v1.4.0' })
    expect(run.errors).toEqual([])
    expect(run.outputs).toMatchObject({ version: '1.4.0', 'taco-name': 'brook_jdbc-v1.4.0.taco' })
    expect((await place.run({ taco: 'dist/brook_jdbc-v1.4.0.taco' })).outputs.version).toBe('1.4.0')
    expect((await release({ taco }, { tag: 'v1.4.0' })).errors[0]).toMatch(/is 1\.0\.0, but the tag/)
  })

  it('may be any where told so', async () => {
    const { exitCode } = await release({ 'version-from-tag': 'off' }, { tag: 'nightly' })
    expect(exitCode).toBe(0)
    expect(server.releases).toMatchObject([{ tag: 'nightly' }])
  })
})

describe('the changes since the last release', () => {
  const changed = (): Record<string, string> => {
    const files = minimalConnector()
    const dialect = replaceIn(files['dialect.tdd'], 'name="ASCII"', 'name="CHAR"')
    const manifest = replaceIn(files['manifest.xml'], 'plugin-version="1.0.0"', 'plugin-version="1.1.0"')
    return inFolder('connector', { ...files, 'dialect.tdd': dialect, 'manifest.xml': manifest })
  }

  it('are told, and fail the release where they need too close a review', async () => {
    expect((await release({ 'previous-taco': 'latest-release' })).outputs['review-class']).toBeUndefined()
    await place.write(changed())
    const inputs = { 'previous-taco': 'latest-release', 'fail-on-review': 'A' }
    const refused = await release(inputs, { tag: 'v1.1.0' })
    expect([refused.exitCode, refused.errors[0]]).toEqual([1, expect.stringMatching(/review class B/)])
    expect(refused.outputs['review-class']).toBe('B')
    expect(refused.summary).toContain('Changes: review class B')
    expect(server.releases).toHaveLength(1)
    const allowed = await release({ ...inputs, 'fail-on-review': 'C' }, { tag: 'v1.1.0' })
    expect([allowed.exitCode, allowed.outputs['review-class']]).toEqual([0, 'B'])
    expect(server.releases).toHaveLength(2)
  })

  it('are those since a file too', async () => {
    await place.run({})
    await place.write(changed())
    const run = await place.run({ 'previous-taco': `dist/${NAME}`, 'fail-on-review': 'C' })
    expect([run.exitCode, run.outputs['review-class']]).toEqual([0, 'B'])
  })
})

it('leaves nothing in the temporary folder but the report', async () => {
  await release()
  expect(await readdir(place.temporary)).toEqual([expect.stringMatching(/^tacosmith-report-\d+\.json$/)])
})
