import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { expectEqualBehaviour } from './behaviour.ts'
import { badCases, goodCases } from './cases.ts'
import { drivers } from './drivers/index.ts'
import { makeProject, type Project } from './project.ts'

let projects: Project[] = []
afterEach(async () => {
  await Promise.all(projects.map((project) => project.dispose()))
  projects = []
})

async function projectFor({ files, settings }: (typeof goodCases)[number]): Promise<Project> {
  const project = await makeProject(files, settings)
  projects.push(project)
  return project
}

const errorOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => expect.unreachable('the build succeeded'),
    (error: Error) => error.message,
  )

describe.each(goodCases)('$name', (example) => {
  it('gives the same .taco through every adapter, as far as Tableau can tell', async () => {
    const tacos = new Map<string, Map<string, string>>()
    for (const driver of drivers) {
      const project = await projectFor(example)
      await driver.build(project)
      expect(await project.output(), driver.name).toEqual([
        expect.stringMatching(/^brook_jdbc-v1\.0\.0\.taco$/),
      ])
      tacos.set(driver.name, await project.tacoFiles())
    }
    const [reference = new Map<string, string>()] = tacos.values()
    for (const [name, taco] of tacos) {
      expect([...taco.keys()], name).toEqual([...reference.keys()])
      expect(withoutScripts(taco), name).toEqual(withoutScripts(reference))
    }
    for (const script of [...reference.keys()].filter((path) => path.endsWith('.js'))) {
      const built = [...tacos.values()].map((taco) => taco.get(script) ?? '')
      await expectEqualBehaviour(built)
    }
  })
})

it('plain scripts reach the .taco byte for byte, whatever the adapter', async () => {
  const [plainCase] = goodCases
  for (const driver of drivers) {
    const project = await projectFor(plainCase as (typeof goodCases)[number])
    await driver.build(project)
    expect((await project.tacoFiles()).get('connectionBuilder.js'), driver.name).toBe(
      minimalConnector()['connectionBuilder.js'],
    )
  }
})

describe.each(badCases)('$name', (example) => {
  it.each(drivers.map((driver) => [driver.name, driver] as const))(
    'fails with %s, and leaves no .taco',
    async (_, driver) => {
      const project = await projectFor(example)
      const message = await errorOf(driver.build(project))
      for (const words of example.says) expect(message).toMatch(words)
      expect(await project.output()).toEqual([])
    },
  )
})

function withoutScripts(taco: Map<string, string>): [string, string][] {
  return [...taco].filter(([path]) => !path.endsWith('.js'))
}
