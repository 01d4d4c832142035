import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readTacoEntry } from '@tacosmith/test-kit'
import { afterAll, describe, expect, it } from 'vitest'
import { expectEqualBehaviour } from '../behaviour.ts'
import { makeProject, type Project } from '../project.ts'
import { appWithConnector } from './app.ts'
import { bundlers } from './bundlers/index.ts'

const projects: Project[] = []
afterAll(() => Promise.all(projects.map((project) => project.dispose())))

async function newProject(): Promise<Project> {
  const project = await makeProject(appWithConnector, { define: { __RELEASE__: '"2026.4"' } })
  projects.push(project)
  return project
}

/** The scripts in the one `.taco`, wherever below `dist` it is. */
async function scriptsOf(project: Project): Promise<string[]> {
  const [name, ...others] = (await project.output()).filter((file) => file.endsWith('.taco'))
  expect(others).toEqual([])
  const taco = await readFile(join(project.root, 'dist', name ?? 'no .taco'))
  return Promise.all(
    ['connectionBuilder.js', 'connectionProperties.js'].map((script) => readTacoEntry(taco, script)),
  )
}

/** Everything that was written but the `.taco`, by name. */
async function appFiles(project: Project): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const name of await project.output()) {
    const content = await readFile(join(project.root, 'dist', name)).catch(() => undefined)
    if (content && !name.endsWith('.taco')) files[name] = createHash('sha256').update(content).digest('hex')
  }
  return files
}

const alone = new Map<string, string[]>()

describe.each(bundlers)('$name', (bundler) => {
  it('builds the connector alone, with the comments of its author where the bundler keeps them', async () => {
    const project = await newProject()
    await bundler.buildAlone(project)
    const scripts = await scriptsOf(project)
    alone.set(bundler.name, scripts)
    expect(await project.output()).toHaveLength(1)
    for (const script of scripts) expect(script).toMatch(/^\(function \w+\(attr\) \{\n[\s\S]*\}\)\n$/)
  })

  it.each(bundler.settings)('lets nothing reach it of an app $name, nor the app change', async (setting) => {
    // In one folder, because bundlers name chunks by their paths.
    const project = await newProject()
    await setting.build(project, { withConnector: false })
    const without = await appFiles(project)
    await project.remove('dist')
    await setting.build(project, { withConnector: true })
    expect(await scriptsOf(project)).toEqual(alone.get(bundler.name))
    expect(await appFiles(project)).toEqual(without)
    expect(Object.keys(without)).not.toEqual([])
  })
})

it('all give scripts that behave alike, in the engines of Qt too', async () => {
  expect([...alone.keys()]).toEqual(bundlers.map(({ name }) => name))
  for (const index of [0, 1])
    await expectEqualBehaviour([...alone.values()].map((scripts) => scripts[index] ?? ''))
})
