import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { loadScript } from '@tacosmith/core/testing'
import { minimalConnector } from '@tacosmith/test-kit'
import { expect, it } from 'vitest'
import { drivers } from './drivers/index.ts'
import { makeProject, type Project } from './project.ts'

/** How many edits each bundler gets: few in every run, 100 and more on demand. */
const edits = Number(process.env.TACOSMITH_WATCH_EDITS ?? 12)

const { 'connectionBuilder.js': _, ...others } = minimalConnector()
const manifest = others['manifest.xml'] ?? ''

/** What is edited; all of it shows in the `.taco`. */
interface State {
  version: number
  script: number
  shared: number
  package: number
}

const files: Record<keyof State, (value: number) => Record<string, string>> = {
  version: (value) => ({ 'connector/manifest.xml': manifest.replace('"1.0.0"', `"1.0.${value}"`) }),
  script: (value) => ({
    'connector/connectionBuilder.ts': `import { shared } from '../src/shared'\nimport { packaged } from 'packaged'\nexport default () => ['${value}', shared, packaged]\n`,
  }),
  shared: (value) => ({ 'src/shared.ts': `export const shared: string = '${value}'\n` }),
  package: (value) => ({ 'packages/packaged/index.js': `export const packaged = '${value}'\n` }),
}

/** Repeatable, so that a failure can be looked at. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

async function builtState(project: Project, { version }: State): Promise<string[] | undefined> {
  const name = `brook_jdbc-v1.0.${version}.taco`
  const older = (await project.output()).filter((file) => file.endsWith('.taco') && file !== name)
  await project.remove(...older.map((file) => `dist/${file}`))
  const script = await project.readTaco('connectionBuilder.js').catch(() => undefined)
  return script === undefined ? undefined : (await loadScript<string[]>(script))({})
}

it.each(drivers.map((driver) => [driver.name, driver] as const))(
  'no edit is lost in watch mode: %s',
  { timeout: 120_000 + edits * 12_000 },
  async (_name, driver) => {
    const random = randomNumbers(20261129)
    const state: State = { version: 0, script: 0, shared: 0, package: 0 }
    const project = await makeProject({
      ...Object.fromEntries(Object.entries(others).map(([path, text]) => [`connector/${path}`, text])),
      ...Object.assign(
        {},
        ...Object.entries(state).map(([name, value]) => files[name as keyof State](value)),
      ),
      'packages/packaged/package.json':
        '{ "name": "packaged", "version": "1.0.0", "type": "module", "main": "index.js" }',
    })
    // As npm links packages of a workspace: what lies in node_modules itself bundlers take for unchanging.
    await project.install('packaged', join(project.root, 'packages/packaged'))
    const watching = await driver.watch(project)
    try {
      expect(await watching.next()).toBeUndefined()
      for (let edit = 1; edit <= edits; edit++) {
        const names = Object.keys(files) as (keyof State)[]
        const changed = names.filter(() => random(3) === 0)
        for (const name of changed.length > 0 ? changed : [names[random(4)] ?? 'script']) {
          state[name] = edit
          await project.write(files[name](edit))
          if (random(2) === 0) await setTimeout(random(80))
        }
        const expected = [state.script, state.shared, state.package].map(String)
        const seen = () => builtState(project, state)
        await expect.poll(seen, { timeout: 60_000, interval: 25, message: `edit ${edit}` }).toEqual(expected)
        await setTimeout(random(150))
      }
    } finally {
      await watching.close()
      await project.dispose()
    }
  },
)
