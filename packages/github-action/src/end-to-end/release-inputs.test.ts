import { describe, expect, it } from 'vitest'
import { release as releaseOf, server, useReleaseCheckout } from '../testing/release-checkout.ts'
import type { ActionRun, RunSettings } from '../testing/run-action.ts'

useReleaseCheckout()

const release = async (inputs: Record<string, string> = {}, settings: RunSettings = {}): Promise<ActionRun> =>
  await releaseOf({ sign: 'false', ...inputs }, settings)

const NOTES = '**Full Changelog**: https://github.example/octo-org/connector/commits/v1.0.0'

describe('name and body', () => {
  it('are the title and the text of the release; the title is the tag by default', async () => {
    expect((await release({ name: 'Brook 1', body: 'Two\n\n- lines' })).errors).toEqual([])
    expect(server.releases).toMatchObject([{ name: 'Brook 1', body: 'Two\n\n- lines' }])
    await release({}, { tag: 'connector/v1.0.0' })
    expect(server.releases[1]).toMatchObject({ name: 'connector/v1.0.0', body: null })
  })

  it('replace those of a release that is there, and only where they are given', async () => {
    const made = server.addRelease('v1.0.0', { name: 'By hand', body: 'Written by hand' })
    await release()
    expect(made).toMatchObject({ name: 'By hand', body: 'Written by hand' })
    expect(server.wanted).toEqual([])
    await release({ name: 'Brook 1' })
    expect(made).toMatchObject({ name: 'Brook 1', body: 'Written by hand' })
    await release({ body: 'From the workflow' })
    expect(made).toMatchObject({ name: 'Brook 1', body: 'From the workflow' })
    expect(server.wanted).toEqual([{ name: 'Brook 1' }, { body: 'From the workflow' }])
  })
})

describe('generate-notes', () => {
  it('has GitHub write the text, below the one that is given', async () => {
    await release({ 'generate-notes': 'true' })
    expect(server.releases[0]).toMatchObject({ name: 'v1.0.0', body: NOTES })
    server.releases.length = 0
    await release({ 'generate-notes': 'true', body: 'First' })
    expect(server.releases[0]?.body).toBe(`First\n\n${NOTES}`)
  })

  it('fills the text of a release that is there, and replaces none', async () => {
    const empty = server.addRelease('v1.0.0')
    await release({ 'generate-notes': 'true' })
    expect(empty.body).toBe(NOTES)
    const again = await release({ 'generate-notes': 'true' })
    expect(empty.body).toBe(NOTES)
    expect(again.stdout).toContain('The release v1.0.0 already has a text, so no notes are generated')
    await release({ 'generate-notes': 'true', body: 'First' })
    expect(empty.body).toBe(`First\n\n${NOTES}`)
  })
})

describe('a prerelease', () => {
  it.each([
    ['connector/v1.0.0-rc.1', 'auto', true],
    ['v1.0.0', 'true', true],
    ['v1.0.0-rc.1', 'false', false],
  ])('%s with prerelease %s: %s', async (tag, prerelease, expected) => {
    const { errors, outputs, stdout, summary } = await release({ prerelease }, { tag })
    expect(errors).toEqual([])
    expect(server.releases).toMatchObject([
      { tag, draft: false, prerelease: expected, isLatest: !expected, assets: [{}] },
    ])
    expect(outputs).toMatchObject({ version: '1.0.0', prerelease: String(expected), draft: 'false' })
    const latest = expected ? { make_latest: 'false' } : {}
    expect(server.wanted.at(-1)).toEqual({ draft: false, ...latest })
    expect(stdout.includes(`Release ${tag}: prerelease: https://`)).toBe(expected)
    expect(summary.includes('prerelease: https://')).toBe(expected)
  })

  it('is stamped with the version alone, and held against it', async () => {
    const stamped = await release({ 'version-from-tag': 'stamp' }, { tag: 'v1.1.0-rc.1' })
    expect(stamped.outputs).toMatchObject({ version: '1.1.0', 'taco-name': 'brook_jdbc-v1.1.0.taco' })
    const { errors } = await release({}, { tag: 'v1.1.0-rc.2' })
    expect(errors[0]).toMatch(/is 1\.0\.0, but the tag v1\.1\.0-rc\.2 asks for 1\.1\.0\n/)
  })

  it('with a malformed tag is told what is malformed', async () => {
    const { errors } = await release({}, { tag: 'v1.1.0-rc_1' })
    expect(errors[0]).toMatch(
      /^the tag v1\.1\.0-rc_1 is malformed: after 1\.1\.0- .* 'rc_1'\nUse tags such as/,
    )
    expect(server.requests).toEqual([])
  })

  it('that is there stays what it is, unless the input says otherwise', async () => {
    const made = server.addRelease('v1.0.0-rc.1')
    const { stdout, outputs } = await release({}, { tag: 'v1.0.0-rc.1' })
    expect(made.prerelease).toBe(false)
    expect(outputs.prerelease).toBe('false')
    expect(stdout).toMatch(/^::warning::The tag v1\.0\.0-rc\.1 is one of a prerelease, but its release/m)
    expect((await release({ prerelease: 'true' }, { tag: 'v1.0.0-rc.1' })).outputs.prerelease).toBe('true')
    expect(made.prerelease).toBe(true)
  })

  it('is not what the next one is compared with', async () => {
    await release({}, { tag: 'v1.0.0-rc.1' })
    const { stdout } = await release({ 'previous-taco': 'latest-release' })
    expect(stdout).toContain('There is no release to compare with yet.')
  })
})

describe('make-latest', () => {
  it.each([
    ['', undefined, true],
    ['legacy', 'legacy', false],
  ])('%j asks GitHub for %s', async (value, asked, isLatest) => {
    expect((await release({ 'make-latest': value })).errors).toEqual([])
    expect(server.wanted.at(-1)).toEqual({ draft: false, ...(asked && { make_latest: asked }) })
    expect(server.releases[0]?.isLatest).toBe(isLatest)
  })

  it.each<[Record<string, string>, string, RegExp]>([
    [{ draft: 'true' }, 'v1.0.0', /^make-latest and draft are both true\n/],
    [{ prerelease: 'true' }, 'v1.0.0', /^make-latest and prerelease are both true\n/],
    [{}, 'v1.0.0-rc.1', /the tag v1\.0\.0-rc\.1 is one of a prerelease, which cannot be the latest/],
  ])('cannot be with %j on %s', async (inputs, tag, message) => {
    const { exitCode, errors } = await release({ 'make-latest': 'true', ...inputs }, { tag })
    expect([exitCode, errors[0]]).toEqual([1, expect.stringMatching(message)])
    expect(server.requests).toEqual([])
  })

  it.each([
    ['a draft', { draft: true }],
    ['a prerelease', { prerelease: true }],
  ])('cannot be where the release is %s already', async (what, facts) => {
    const made = server.addRelease('v1.0.0', facts)
    const { errors } = await release({ 'make-latest': 'true' })
    expect(errors[0]).toContain(`the release v1.0.0 is ${what}, which cannot be the latest release`)
    expect(made.assets).toEqual([])
  })

  it('decides about a release that is there, too', async () => {
    const made = server.addRelease('v1.0.0')
    server.addRelease('v2.0.0', { isLatest: true })
    await release({ 'make-latest': 'false' })
    expect([server.wanted.at(-1), made.isLatest]).toEqual([{ make_latest: 'false' }, false])
    await release({ 'make-latest': 'true' })
    expect(server.releases.filter(({ isLatest }) => isLatest)).toEqual([made])
  })
})

describe('a draft', () => {
  it('is told in the log, the summary and the outputs', async () => {
    const { stdout, summary, outputs } = await release({ draft: 'true' })
    const told = /draft, not public until somebody publishes it: https:\/\/\S+untagged-\d+/
    expect(stdout).toMatch(told)
    expect(summary).toMatch(told)
    const [made] = server.releases
    expect(outputs).toMatchObject({ draft: 'true', 'release-id': String(made?.id) })
    const published = await release({}, { tag: 'v1.0.0-rc.1' })
    expect(published.outputs.draft).toBe('false')
    expect(published.stdout + published.summary).not.toContain('draft')
  })

  it('of somebody else is told, too, and stays one', async () => {
    server.addRelease('v1.0.0', { draft: true })
    expect((await release()).outputs.draft).toBe('true')
  })

  it('is not made of a public release', async () => {
    const made = server.addRelease('v1.0.0')
    const { stdout, outputs } = await release({ draft: 'true' })
    expect(stdout).toContain('::warning::draft is true, but the release v1.0.0 was public before this run')
    expect([made.draft, outputs.draft]).toEqual([false, 'false'])
  })
})

it('what GitHub says is told without its JSON', async () => {
  server.marksPrereleases = true
  const { errors } = await release({ 'make-latest': 'true' })
  expect(errors[0]).toMatch(
    /^publishing the release v1\.0\.0 failed: GitHub responded with 422: Validation Failed \(Latest release cannot be draft or prerelease\.\)\n/,
  )
  expect(server.releases).toEqual([])
})
