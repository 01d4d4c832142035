import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { drivers } from './drivers/index.ts'
import { type BuildSettings, connectorProject, makeProject, type Project } from './project.ts'

const taco = 'brook_jdbc-v1.0.0.taco'
const otherDialect = '<dialect name="x" class="other" version="1.0"/>'
const { 'manifest.xml': manifest, 'dialect.tdd': dialect } = minimalConnector()

describe.each(drivers)('$name', (driver) => {
  let project: Project
  afterEach(() => project.dispose())

  /** Everything that the bundler says of the project, which cannot be built. */
  const failureOfProject = (): Promise<string> =>
    driver.build(project).then(
      () => expect.unreachable('the build succeeded'),
      (error: Error) => error.message,
    )
  /** The same of a connector with these files, of which nothing is left. */
  const failure = async (
    files: Record<string, string | undefined>,
    settings: BuildSettings = {},
  ): Promise<string> => {
    project = await connectorProject(files, settings)
    const message = await failureOfProject()
    expect(await project.output()).toEqual([])
    return message
  }

  it('names every finding with file, line and code, and treats an earlier .taco as all else in the folder', async () => {
    project = await connectorProject()
    await driver.build(project)
    await project.write({
      'connector/manifest.xml': replaceIn(manifest, 'superclass=', 'superklass='),
      'connector/dialect.tdd': otherDialect,
    })
    const message = await failureOfProject()
    expect(message).toMatch(/manifest\.xml:2:38/)
    expect(message).toMatch(/superklass/)
    expect(message).toMatch(/dialect\.tdd:1:19/)
    expect(await project.output()).toEqual(driver.emptiesOutput ? [] : [taco])
  })

  it('names the syntax error of a script, and findings in XML with it', async () => {
    const message = await failure({
      ...{ 'connectionBuilder.ts': 'export default (attr) => [\n', 'dialect.tdd': otherDialect },
    })
    expect(message).toContain('connectionBuilder.ts')
    expect(message).not.toMatch(/\((\d+:\d+)\).*\(\1\)/)
    expect(message).toMatch(/dialect\.tdd:1:/)
  })

  it('names a missing script at its place in the resolver', async () => {
    const message = await failure({ 'connectionBuilder.js': undefined })
    expect(message).toMatch(/connection-resolver\.tdr:5:15/)
    expect(message).toContain('connectionBuilder.js')
  })

  it.each([
    ['other exports', 'export const builder = () => []'],
    ['nothing', 'const builder = () => []'],
    ['a type', 'export default interface Builder {}'],
  ])('wants a default export, not %s', async (_kind, script) => {
    expect(await failure({ 'connectionBuilder.ts': script })).toMatch(
      /connectionBuilder\.ts has no default export/,
    )
  })

  it.each([
    ['async', 'export default async () => []', /async function/],
    ['an async declaration', 'export default async function builder() { return [] }', /async function/],
    ['two', 'export default () => []\nexport default () => []', /default/],
  ])('refuses a default export that is %s', async (_kind, script, words) => {
    const message = await failure({ 'connectionBuilder.ts': script })
    expect(message).toMatch(words)
    expect(message).toContain('connectionBuilder.ts')
  })

  it('names the source line of what the engine lacks, in every module', async () => {
    const message = await failure({
      'shared.ts':
        'export type Unused = string\n\nexport const log = (text: string) =>\n  console.log(text.trimStart())\n',
      'connectionBuilder.ts':
        'import { log } from "./shared.ts"\ninterface Attributes { server: string }\nexport default (attr: Attributes) => {\n  log(attr.server)\n  return [/(?<host>.+)/.exec(attr.server)?.[0] ?? ""]\n}',
    })
    const places = message.match(/(?:shared|connectionBuilder)\.ts:\d+:\d+/g) ?? []
    expect(places).toEqual(
      expect.arrayContaining(['shared.ts:4:3', 'shared.ts:4:15', 'connectionBuilder.ts:5:11']),
    )
    // Some bundlers add the place of the first in their own words, and no other.
    const lines = new Set(places.map((place) => place.replace(/:\d+$/, '')))
    expect(lines).toEqual(new Set(['shared.ts:4', 'connectionBuilder.ts:5']))
    for (const words of [/`console`/, /`trimStart`/, /a named group/]) expect(message).toMatch(words)
  })

  it('names the folder where there is no connector', async () => {
    project = await makeProject({})
    expect(await failureOfProject()).toMatch(/manifest\.xml/)
  })

  it('names the option that does not exist, and those that do', async () => {
    const settings = { plugin: { conector: 'x' } } as BuildSettings
    project = await connectorProject({}, settings)
    // Some bundlers are told when the plugin is made, and some when they build.
    const message = await (async () => await driver.build(project))().catch((error: Error) => error)
    expect(String(message)).toMatch(/unknown option conector[\s\S]*connector/)
  })

  it('makes errors of warnings where asked to, and warnings of errors where forced', async () => {
    const two = {
      'connectionBuilder.ts': 'export default () => []',
      '../connector/connectionBuilder.js': minimalConnector()['connectionBuilder.js'],
    }
    project = await connectorProject(two)
    expect((await driver.build(project)).warnings.join()).toMatch(/connectionBuilder\.js/)
    await project.dispose()
    expect(await failure(two, { plugin: { validate: { warningsAsErrors: true } } })).toContain(
      'connectionBuilder.js',
    )
    await project.dispose()
    const unheard = { 'dialect.tdd': replaceIn(dialect, '<dialect', '<dialect unheard="of"') }
    expect(await failure(unheard)).toContain('unheard')
    await project.dispose()
    project = await connectorProject(unheard, { plugin: { validate: { force: true } } })
    expect((await driver.build(project)).warnings.join()).toContain('unheard')
    expect(await project.output()).toEqual([taco])
  })
})
