import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { type WatchedKey, watchedKey } from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { drivers } from './drivers/index.ts'
import { connectorProject, type Project } from './project.ts'

let folder: string
let key: WatchedKey
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-secrets-'))
  key = await watchedKey(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let projects: Project[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(projects.map((project) => project.dispose()))
  projects = []
})

async function projectSignedWith(sign: object): Promise<Project> {
  const script = { 'connectionBuilder.ts': 'export default (attr) => [attr.server]' }
  const project = await connectorProject(script, { plugin: { sign } })
  projects.push(project)
  return project
}

/** Does the work, and looks into what comes of it, what is said meanwhile, and all files of the project. */
async function watched(project: Project, work: () => Promise<unknown>): Promise<unknown> {
  key.watch.listen()
  const outcome = await work().catch((error: unknown) => error)
  key.watch.stopListening()
  key.watch.look('the outcome', outcome)
  await key.watch.lookIntoFiles(project.root)
  return outcome
}

describe.each(drivers.map((driver) => [driver.name, driver] as const))(
  '%s keeps secrets',
  (_name, driver) => {
    it('of a build that signs, in all that it writes and can say', async () => {
      vi.stubEnv('PASSWORD_OF_THIS_TEST', key.password)
      for (const keyPassword of [key.password, { env: 'PASSWORD_OF_THIS_TEST' }]) {
        const project = await projectSignedWith({ ...key.sign, keyPassword })
        for (let time = 0; time < 2; time += 1) {
          // The second time its cache is read too.
          expect(await watched(project, () => driver.tellAll(project))).not.toBeInstanceOf(Error)
          expect([...(await project.tacoFiles()).keys()]).toContain('manifest.xml')
        }
      }
    })

    it('of builds that fail to sign, in all that they write and can say', async () => {
      for (const { sign, says } of key.failing) {
        const project = await projectSignedWith(sign)
        expect(inspect(await watched(project, () => driver.tellAll(project)), { depth: 9 })).toMatch(says)
        expect(String(await watched(project, () => driver.build(project)))).toMatch(says)
        expect((await project.output()).join()).not.toContain('.taco')
      }
    })

    it('in watch mode', async () => {
      const [wrong = { sign: {}, says: /nothing/ }] = key.failing
      const project = await projectSignedWith(wrong.sign)
      const watching = await driver.watch(project)
      try {
        expect(await watched(project, () => watching.next())).toMatch(wrong.says)
        await project.write({ 'connector/connectionBuilder.ts': 'no script' })
        expect(await watched(project, () => watching.next())).toMatch(/connectionBuilder\.ts/)
      } finally {
        await watching.close()
      }
    })
  },
)
