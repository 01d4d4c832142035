import { checkScript } from '@tacosmith/core/adapter'
import { callScript, minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { drivers } from './drivers/index.ts'
import { type BuildSettings, connectorProject, makeProject, type Project } from './project.ts'

const attr = { server: 'db', port: '1', username: 'ada', password: 'secret' }
const taco = 'brook_jdbc-v1.0.0.taco'
const { 'connection-resolver.tdr': resolver = '', 'manifest.xml': manifest } = minimalConnector()

describe.each(drivers)('$name', (driver) => {
  let project: Project
  afterEach(() => project.dispose())

  /** Builds a connector with these files without a word, and nothing but the `.taco`. */
  const build = async (
    files: Record<string, string | undefined> = {},
    settings: BuildSettings = {},
    warnings?: unknown,
  ) => {
    project = await connectorProject(files, settings)
    await buildProject(warnings)
  }
  const buildProject = async (warnings: unknown = []) => {
    expect(await driver.build(project)).toMatchObject({ warnings })
    expect(await project.output()).toEqual([taco])
  }

  it('writes nothing but the .taco, plain scripts byte for byte', async () => {
    await build()
    expect(await project.readTaco('connectionBuilder.js')).toBe(minimalConnector()['connectionBuilder.js'])
  })

  it('bundles scripts in TypeScript that share a module, each for itself', async () => {
    await build({
      'shared.ts': 'export const port = (attr: Record<string, string>) => attr.port ?? "5432"',
      'connectionBuilder.ts':
        'import { port } from "./shared.ts"\nexport default (attr: Record<string, string>) => [`jdbc:x://${attr.server}:${port(attr)}`]',
      'connectionProperties.ts':
        'import { port } from "./shared.ts"\nexport default (attr: Record<string, string>) => ({ user: attr.username, port: port(attr) })',
    })
    const builder = await project.readTaco('connectionBuilder.js')
    expect(builder).toMatch(/^\(function dsbuilder\(attr\) \{\n/)
    expect(builder).not.toMatch(/\beval\(|sourceMappingURL/)
    expect(callScript(builder, attr)).toEqual(['jdbc:x://db:1'])
    const properties = await project.readTaco('connectionProperties.js')
    expect(properties).toMatch(/^\(function propertiesbuilder\(attr\) \{\n/)
    expect(callScript(properties, attr)).toEqual({ user: 'ada', port: '1' })
  })

  it.each(['es2016', 'es2015', 'es5'] as const)('lowers scripts to %s', async (target) => {
    const text =
      'export default (attr: { server?: string }) => { const all = { ...attr }; class A { x = all?.server ?? "none" } return [new A().x] }'
    await build({ 'connectionBuilder.ts': text }, { plugin: { scripts: { target } } })
    const script = await project.readTaco('connectionBuilder.js')
    expect(script).not.toMatch(/\?\.|\.\.\.attr/)
    expect(checkScript('connectionBuilder.js', new TextEncoder().encode(script), target)).toEqual([])
    expect(callScript(script, attr)).toEqual(['db'])
  })

  it('takes scripts from a sub-folder, an ES module by its own name, and a resolver with one script', async () => {
    const one = resolver.replace(/<connection-properties>[\s\S]*<\/connection-properties>/, '')
    const files = {
      'connectionBuilder.js': undefined,
      'connectionProperties.js': undefined,
      'manifest.xml': replaceIn(manifest, 'superclass="jdbc"', 'superclass="odbc"'),
      'connection-resolver.tdr': replaceIn(one, 'connectionBuilder.js', 'scripts/builder.js'),
      'scripts/builder.js':
        'import { word } from "../words.js"\nexport default function () { return [word] }',
      'words.js': 'export const word = "found"',
    }
    await build(files, {}, [expect.stringContaining('driver-resolver')])
    expect(callScript(await project.readTaco('scripts/builder.js'), attr)).toEqual(['found'])
  })

  it('builds a connector without scripts, and one that is the whole project', async () => {
    const warnings = ['connection-resolver', 'connection-fields'].map((what) => expect.stringContaining(what))
    const fields = replaceIn(manifest, '<connection-fields file="connection-fields.xml"/>', '')
    const xml = {
      'manifest.xml': replaceIn(fields, '<connection-resolver file="connection-resolver.tdr"/>', ''),
      'dialect.tdd': minimalConnector()['dialect.tdd'],
    }
    project = await makeProject(
      Object.fromEntries(Object.entries(xml).map(([name, text]) => [`connector/${name}`, text])),
    )
    await buildProject(warnings)
    await project.dispose()
    project = await makeProject(xml)
    await buildProject(warnings)
  })

  it('keeps module state from lasting between calls', async () => {
    await build({ 'connectionBuilder.ts': 'let calls = 0\nexport default () => [String(++calls)]' })
    const script = await project.readTaco('connectionBuilder.js')
    expect([callScript(script, {}), callScript(script, {})]).toEqual([['1'], ['1']])
  })
})
