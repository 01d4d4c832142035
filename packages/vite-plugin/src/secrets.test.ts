import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { minimalConnector, type WatchedKey, watchedKey } from '@tacosmith/test-kit'
import * as rolldown from 'rolldown'
import * as rollup from 'rollup'
import * as vite8 from 'vite'
import * as vite7 from 'vite7'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { tacosmith } from './index.ts'
import { tacosmith as rollupTacosmith } from './rollup.ts'
import { type ViteModule, type ViteProject, viteProject } from './testing/vite-project.ts'

let folder: string
let key: WatchedKey
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vite-secrets-'))
  key = await watchedKey(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Builds the project into its folder dist; gives what the bundler answers. */
type Build = (project: ViteProject, sign: object) => Promise<unknown>

const viteBuild =
  (vite: unknown): Build =>
  async (project, sign) =>
    await (vite as ViteModule).build(
      project.config({
        plugins: [tacosmith({ sign })],
        logLevel: 'info',
        build: { sourcemap: true, manifest: true },
      } as never),
    )

const builds: [string, Build][] = [
  ['Vite 7', viteBuild(vite7)],
  ['Vite 8', viteBuild(vite8)],
  [
    'Rollup',
    async ({ root, log }, sign) => {
      const onLog = (_level: string, message: object) => void log.info.push(JSON.stringify(message))
      const plugins = [rollupTacosmith({ sign, connector: join(root, 'connector') })]
      const bundle = await rollup.rollup({ plugins, onLog })
      return await bundle.write({ dir: join(root, 'dist') }).finally(() => bundle.close())
    },
  ],
  [
    'Rolldown',
    async ({ root, log }, sign) => {
      const onLog = (_level: string, message: object) => void log.info.push(JSON.stringify(message))
      const plugins = [rollupTacosmith({ sign, connector: join(root, 'connector') })]
      const bundle = await rolldown.rolldown({ cwd: root, plugins: plugins as never, onLog })
      return await bundle.write({ dir: join(root, 'dist') }).finally(() => bundle.close())
    },
  ],
]

describe.each(builds)('%s keeps secrets', (_name, build) => {
  let project: ViteProject
  beforeEach(async () => {
    const files = Object.entries(minimalConnector()).map(([path, text]) => [`connector/${path}`, text])
    project = await viteProject(Object.fromEntries(files))
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await project.dispose()
  })

  /** Builds, and looks into what the bundler answers, says and writes. */
  const buildWatched = async (sign: object): Promise<unknown> => {
    key.watch.listen()
    const outcome = await build(project, sign).catch((error: unknown) => error)
    key.watch.stopListening()
    key.watch.look('the outcome of the build', outcome)
    key.watch.look('what it says', project.log)
    await key.watch.lookIntoFiles(project.root)
    return outcome
  }

  it('of a build that signs', async () => {
    vi.stubEnv('PASSWORD_OF_THIS_TEST', key.password)
    for (const keyPassword of [key.password, { env: 'PASSWORD_OF_THIS_TEST' }]) {
      expect(await buildWatched({ ...key.sign, keyPassword })).not.toBeInstanceOf(Error)
      expect(await project.output()).toEqual(expect.arrayContaining([expect.stringMatching(/\.taco$/)]))
    }
  })

  it('of a build that fails to sign', async () => {
    for (const { sign, says } of key.failing) expect(String(await buildWatched(sign))).toMatch(says)
  })
})
