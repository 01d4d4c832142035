import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { minimalConnector, type WatchedKey, watchedKey } from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { drivers } from './drivers/index.ts'
import { makeProject, type Project } from './project.ts'

let folder: string
let key: WatchedKey
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-secrets-'))
  key = await watchedKey(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let projects: Project[] = []
afterEach(async () => {
  await Promise.all(projects.map((project) => project.dispose()))
  projects = []
})

async function projectSignedWith(sign: object): Promise<Project> {
  const files = Object.entries(minimalConnector()).map(([path, text]) => [`connector/${path}`, text])
  const project = await makeProject(Object.fromEntries(files), { plugin: { sign } })
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
    it('of a build that signs', async () => {
      const project = await projectSignedWith(key.sign)
      expect(await watched(project, () => driver.build(project))).toBeUndefined()
      expect([...(await project.tacoFiles()).keys()]).toContain('manifest.xml')
    })

    it('of builds that fail to sign', async () => {
      for (const { sign, says } of key.failing) {
        const project = await projectSignedWith(sign)
        expect(String(await watched(project, () => driver.build(project)))).toMatch(says)
        expect(await project.output()).toEqual([])
      }
    })

    it('in watch mode', async () => {
      const [wrong = { sign: {}, says: /nothing/ }] = key.failing
      const project = await projectSignedWith(wrong.sign)
      const watching = await driver.watch(project)
      try {
        expect(await watched(project, () => watching.next())).toMatch(wrong.says)
        await project.write({ 'connector/connectionBuilder.js': 'no script' })
        expect(await watched(project, () => watching.next())).toMatch(/connectionBuilder\.js/)
      } finally {
        await watching.close()
      }
    })
  },
)
