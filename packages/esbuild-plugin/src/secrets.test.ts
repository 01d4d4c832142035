import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TemporaryProject, type WatchedKey, watchedKey } from '@tacosmith/test-kit'
import * as esbuild from 'esbuild'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { tacosmith } from './index.ts'
import { connectorProject } from './testing/connector-project.ts'

let folder: string
let key: WatchedKey
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'esbuild-secrets-'))
  key = await watchedKey(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('keeps secrets', () => {
  let project: TemporaryProject
  beforeEach(async () => {
    project = await connectorProject({ 'connectionBuilder.ts': 'export default (attr) => [attr.server]' })
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await project.dispose()
  })

  /** Builds, with everything that esbuild can tell of it, and looks into all of that. */
  const buildWatched = async (sign: object): Promise<string> => {
    key.watch.listen()
    const outcome = await esbuild
      .build({
        ...{ absWorkingDir: project.root, outdir: join(project.root, 'dist'), bundle: true },
        ...{ metafile: true, sourcemap: true, logLevel: 'verbose', plugins: [tacosmith({ sign })] },
      })
      .catch((failure: esbuild.BuildFailure) => failure)
    key.watch.stopListening()
    key.watch.look('the outcome of the build', outcome)
    key.watch.look('its messages', await formatted([...outcome.errors, ...outcome.warnings]))
    await key.watch.lookIntoFiles(project.root)
    return outcome.errors.map(({ text }) => text).join('\n')
  }

  const formatted = async (messages: esbuild.Message[]): Promise<string> =>
    (await esbuild.formatMessages(messages, { kind: 'error' })).join('\n')

  it('of a build that signs', async () => {
    vi.stubEnv('PASSWORD_OF_THIS_TEST', key.password)
    for (const keyPassword of [key.password, { env: 'PASSWORD_OF_THIS_TEST' }]) {
      expect(await buildWatched({ ...key.sign, keyPassword })).toBe('')
      expect(await project.output()).toEqual([expect.stringMatching(/\.taco$/)])
    }
  })

  it('of a build that fails to sign', async () => {
    for (const { sign, says } of key.failing) expect(await buildWatched(sign)).toMatch(says)
  })
})
