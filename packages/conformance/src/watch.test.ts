import { loadScript } from '@tacosmith/core/testing'
import { callScript, minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import type { Watching } from './drivers/driver.ts'
import { drivers } from './drivers/index.ts'
import { connectorProject, type Project } from './project.ts'

const first = 'brook_jdbc-v1.0.0.taco'
const second = 'brook_jdbc-v1.0.1.taco'
const { 'manifest.xml': manifest, 'connection-resolver.tdr': resolver } = minimalConnector()

describe.each(drivers)('$name in watch mode', (driver) => {
  let project: Project
  let watching: Watching
  afterEach(async () => {
    await watching.close()
    await project.dispose()
  })

  const start = async (files: Record<string, string> = {}) => {
    project = await connectorProject(files)
    watching = await driver.watch(project)
    expect(await watching.next()).toBeUndefined()
  }
  const builder = async () => callScript(await project.readTaco('connectionBuilder.js'), {})

  it('follows changes, new and removed references, and survives errors', async () => {
    await start()

    // A changed file.
    await project.write({ 'connector/manifest.xml': replaceIn(manifest, '"1.0.0"', '"1.0.1"') })
    expect(await watching.next()).toBeUndefined()
    expect(await project.output()).toEqual(driver.emptiesOutput ? [second] : [first, second])

    // A broken file: what was there goes the way of all else in the folder; then it is mended.
    await project.write({ 'connector/manifest.xml': replaceIn(manifest, '</connector-plugin>', '') })
    expect(await watching.next()).toMatch(/manifest\.xml/)
    expect(await project.output()).toEqual(driver.emptiesOutput ? [] : [first, second])
    await project.write({ 'connector/manifest.xml': manifest })
    expect(await watching.next()).toBeUndefined()
    expect(await project.output()).toContain(first)
    await project.remove(`dist/${second}`)

    // A reference to a file that is missing, until it is made, in a folder of its own.
    const moved = replaceIn(resolver, 'connectionBuilder.js', 'scripts/builder.js')
    await project.write({ 'connector/connection-resolver.tdr': moved })
    expect(await watching.next()).toMatch(/resolver\.tdr:5:\d+[\s\S]*scripts\/builder\.js/)
    expect(await project.output()).toEqual(driver.emptiesOutput ? [] : [first])
    await project.write({ 'connector/scripts/builder.ts': 'export default () => ["new"]' })
    expect(await watching.next()).toBeUndefined()
    expect(callScript(await project.readTaco('scripts/builder.js'), {})).toEqual(['new'])
  })

  it('follows the modules of scripts, broken and missing ones too', async () => {
    await start({ 'connectionBuilder.ts': 'export default () => ["first"]' })

    await project.write({
      'connector/lib/word.ts': 'export const word = "made"',
      'connector/connectionBuilder.ts': 'import { word } from "./lib/word.ts"\nexport default () => [word]',
    })
    expect(await watching.next()).toBeUndefined()
    expect(await builder()).toEqual(['made'])
    await project.write({ 'connector/lib/word.ts': 'export const word = "changed"' })
    expect(await watching.next()).toBeUndefined()
    expect(await builder()).toEqual(['changed'])

    await project.write({ 'connector/lib/word.ts': 'export const word = "broken' })
    expect(await watching.next()).toContain('word.ts')
    if (driver.emptiesOutput) expect(await project.output()).toEqual([])
    else expect(await builder()).toEqual(['changed'])
    await project.write({ 'connector/lib/word.ts': 'export const word = "mended"' })
    expect(await watching.next()).toBeUndefined()
    expect(await builder()).toEqual(['mended'])
  })

  it('follows scripts that go, others that come in their place, and those that come back', async () => {
    await start({ 'connectionBuilder.ts': 'export default () => ["first"]' })
    await project.remove('connector/connectionBuilder.ts')
    expect(await watching.next()).toMatch(/resolver\.tdr:5/)
    await project.write({ 'connector/connectionBuilder.js': '(function (attr) { return ["plain"] })' })
    expect(await watching.next()).toBeUndefined()
    expect(await builder()).toEqual(['plain'])
    await project.remove('connector/connectionBuilder.js')
    expect(await watching.next()).toMatch(/connectionBuilder\.js/)
    await project.write({ 'connector/connectionBuilder.ts': 'export default () => ["again"]\n' })
    expect(await watching.next()).toBeUndefined()
    const loaded = await loadScript<string[]>(await project.readTaco('connectionBuilder.js'))
    expect(loaded({})).toEqual(['again'])
    await project.remove('connector/connectionBuilder.ts')
    expect(await watching.next()).toMatch(/connectionBuilder\.js/)
    await project.write({ 'connector/connectionBuilder.ts': 'export default () => ["once more"]\n' })
    expect(await watching.next()).toBeUndefined()
    expect(await builder()).toEqual(['once more'])
  })

  it('follows a plain script that goes, and one in TypeScript that comes in its place', async () => {
    await start()
    await project.remove('connector/connectionBuilder.js')
    expect(await watching.next()).toMatch(/connectionBuilder\.js/)
    await project.write({ 'connector/connectionBuilder.ts': 'export default () => ["added"]\n' })
    expect(await watching.next()).toBeUndefined()
    expect(await builder()).toEqual(['added'])
  })
})
