import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Checkout, checkout, inFolder } from '../testing/run-action.ts'

const here = { repository: { full_name: 'octo-org/connector' } }
const pullRequest = (repository: string | undefined) => ({
  payload: {
    ...here,
    pull_request: { head: { repo: repository === undefined ? null : { full_name: repository } } },
  },
  environment: { GITHUB_EVENT_NAME: 'pull_request_target' },
})
const fromFork = pullRequest('stranger/connector')

const config = `import { writeFileSync } from 'node:fs'\nwriteFileSync('marker', 'x')\nexport default {}\n`
const failing = '(function dsbuilder(attr) { return [attr.server.no.such] })'

let place: Checkout
beforeEach(async () => {
  place = await checkout({
    ...inFolder('connector', { ...minimalConnector(), 'connectionBuilder.js': failing }),
    'tacosmith.config.mjs': config,
  })
})
afterEach(() => place.dispose())

const hasMarker = () => existsSync(join(place.folder, 'marker'))

describe('a pull request', () => {
  it.each([
    ['of a fork', fromFork],
    ['of a fork that was deleted', pullRequest(undefined)],
    [
      'of a fork that was deleted, in a run after another one',
      { payload: { ...here, workflow_run: { event: 'pull_request_target', head_repository: null } } },
    ],
    [
      'of a fork, in a run after another one',
      {
        payload: {
          ...here,
          workflow_run: { event: 'pull_request', head_repository: { full_name: 'stranger/connector' } },
        },
      },
    ],
  ])('%s is checked without its configuration and scripts', async (_which, settings) => {
    const { exitCode, stdout, outputs } = await place.run({}, settings)
    expect(exitCode).toBe(0)
    expect(stdout).toContain(
      '::notice::The pull request comes from another repository: no configuration is loaded and no scripts are run, nothing is signed.',
    )
    expect(stdout).not.toContain('script-trial')
    expect(hasMarker()).toBe(false)
    expect(outputs).toMatchObject({ signed: 'false', class: 'brook_jdbc' })
  })

  it('is not trusted where only a comment on it is known', async () => {
    const payload = { ...here, comment: { body: '/build' }, issue: { number: 7, pull_request: { url: 'x' } } }
    const settings = { payload, environment: { GITHUB_EVENT_NAME: 'issue_comment' } }
    const { exitCode, stdout } = await place.run({}, settings)
    expect(exitCode).toBe(0)
    expect(stdout).toContain(
      '::notice::GitHub does not say whose code is checked out for a comment on a pull request: no configuration is loaded and no scripts are run, nothing is signed.',
    )
    expect(hasMarker()).toBe(false)
    await place.run({ untrusted: 'false' }, settings)
    expect(hasMarker()).toBe(true)
  })

  it.each([
    ['of the repository itself', pullRequest('octo-org/connector')],
    ['that is none', {}],
    [
      'that is none, but an issue with a comment',
      { payload: { ...here, comment: { body: '/build' }, issue: { number: 7 } } },
    ],
    [
      'of the repository itself, in a run after another one',
      { payload: { ...here, workflow_run: { event: 'pull_request', head_repository: here.repository } } },
    ],
    [
      'that is none, in a run after another one',
      { payload: { ...here, workflow_run: { event: 'push', head_repository: here.repository } } },
    ],
  ])('%s is trusted', async (_which, settings) => {
    const { stdout } = await place.run({}, settings)
    expect(stdout).toContain('script-trial')
    expect(stdout).not.toContain('::notice::')
    expect(hasMarker()).toBe(true)
  })
})

describe('untrusted', () => {
  it('may be told either way', async () => {
    const trusted = await place.run({ untrusted: 'false' }, fromFork)
    expect(trusted.stdout).toContain('script-trial')
    const { stdout } = await place.run({ untrusted: 'true' })
    expect(stdout).toContain('::notice::untrusted is true: ')
    expect(stdout).not.toContain('script-trial')
    expect((await place.run({ untrusted: 'maybe' })).errors.join()).toContain(
      "the input untrusted is 'maybe'",
    )
  })

  it('runs no build-command, and says so', async () => {
    const inputs = {
      'build-command': `node -e "require('fs').writeFileSync('marker', '')"`,
      config: 'tacosmith.config.mjs',
    }
    const { exitCode, stdout, outputs } = await place.run(inputs, fromFork)
    expect(exitCode).toBe(0)
    expect(stdout).toContain('build-command is not run, tacosmith.config.mjs is not read')
    expect(hasMarker()).toBe(false)
    expect(outputs['taco-name']).toBe('brook_jdbc-v1.0.0.taco')
  })

  it('never signs, and never releases', async () => {
    const inputs = {
      sign: 'required',
      'keystore-base64': 'AAAA',
      'upload-to-release': 'true',
      'release-tag': 'v1.0.0',
    }
    const { exitCode, stdout, outputs } = await place.run(inputs, fromFork)
    expect(exitCode).toBe(0)
    expect(stdout).toContain('no scripts are run, nothing is signed, nothing is released.')
    expect(outputs).toMatchObject({ signed: 'false' })
    expect(outputs['release-url'] ?? '').toBe('')
  })

  it('checks what a bundler would have to build, and loads none from the project', async () => {
    const { 'connectionBuilder.js': _, ...others } = minimalConnector()
    await place.write({
      ...inFolder('typed/connector', { ...others, 'connectionBuilder.ts': 'export default () => ["a"]' }),
      'typed/connector/node_modules/esbuild/package.json': '{ "name": "esbuild", "main": "index.js" }',
      'typed/connector/node_modules/esbuild/index.js': `require('fs').writeFileSync('marker', '')`,
    })
    const { exitCode, stdout, outputs } = await place.run({ connector: 'typed' }, fromFork)
    expect(stdout).toContain('::notice::The scripts are not built, so no .taco is created')
    expect(exitCode).toBe(0)
    expect(outputs['taco-path'] ?? '').toBe('')
    expect(hasMarker()).toBe(false)
  })

  it('still fails on what is wrong', async () => {
    await place.write(inFolder('connector', { 'manifest.xml': '<connector-plugin/>' }))
    expect((await place.run({}, fromFork)).exitCode).toBe(1)
  })
})
