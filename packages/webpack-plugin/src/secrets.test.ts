import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type WatchedKey, watchedKey } from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { TacosmithPlugin } from './index.ts'
import {
  type BundlerProject,
  type BundlerStats,
  bundlerProject,
  bundlers,
} from './testing/bundler-project.ts'

let folder: string
let key: WatchedKey
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'webpack-secrets-'))
  key = await watchedKey(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.each(bundlers)('$name keeps secrets', (bundler) => {
  let project: BundlerProject
  beforeEach(async () => {
    project = await bundlerProject(bundler, {
      'connector/connectionBuilder.js': undefined,
      'connector/connectionBuilder.ts': 'export default (attr) => [attr.server]',
    })
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await project.dispose()
  })

  /** Builds with a cache on disk, says everything that can be said of the build, and looks into all of it. */
  const buildWatched = async (sign: object): Promise<string> => {
    key.watch.listen()
    const compiler = bundler.create(
      project.config({
        ...{ plugins: [new TacosmithPlugin({ sign })], infrastructureLogging: { level: 'verbose' } },
        ...{
          stats: 'verbose',
          devtool: 'source-map',
          ...bundler.persistentCache(join(project.root, 'cache')),
        },
      }),
    )
    const stats = await new Promise<BundlerStats>((done, fail) => {
      compiler.run((error, result) => (result ? done(result) : fail(error)))
    })
    // The cache is written when the compiler closes.
    await new Promise((done) => compiler.close(done))
    key.watch.stopListening()
    const json = stats.toJson({ all: true })
    key.watch.look('the stats as JSON', JSON.stringify(json))
    key.watch.look('the stats as text', stats.toString({ all: true, colors: false }))
    key.watch.look('the errors and warnings', [json.errors, json.warnings])
    await key.watch.lookIntoFiles(project.root)
    return json.errors.map(({ message }) => message).join('\n')
  }

  it('of a build that signs, twice, so that its cache is read too', async () => {
    for (const keyPassword of [key.password, { env: 'PASSWORD_OF_THIS_TEST' }]) {
      vi.stubEnv('PASSWORD_OF_THIS_TEST', key.password)
      expect(await buildWatched({ ...key.sign, keyPassword })).toBe('')
      expect(await project.output('cache')).not.toEqual([])
      expect(await project.output()).toEqual(expect.arrayContaining([expect.stringMatching(/\.taco$/)]))
    }
  })

  it('of a build that fails to sign', async () => {
    for (const { sign, says } of key.failing) expect(await buildWatched(sign)).toMatch(says)
  })
})
