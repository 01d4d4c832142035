import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector, replaceIn, type TemporaryProject } from '@tacosmith/test-kit'
import type * as newest from 'esbuild'
import { afterEach, describe, expect, it } from 'vitest'
import { type TacosmithEsbuildOptions, tacosmith } from './index.ts'
import { connectorProject } from './testing/connector-project.ts'
import { releases } from './testing/releases.ts'

const taco = 'brook_jdbc-v1.0.0.taco'

describe.each(releases)('esbuild %s', (_, esbuild) => {
  let project: TemporaryProject
  afterEach(() => project.dispose())

  const build = (
    more: newest.BuildOptions = {},
    options: TacosmithEsbuildOptions = {},
  ): Promise<newest.BuildResult> => {
    const settings = {
      absWorkingDir: project.root,
      logLevel: 'silent',
      plugins: [tacosmith(options)],
      ...more,
    }
    return esbuild.build(settings as newest.BuildOptions)
  }

  describe('a failing build', () => {
    const failure = async (
      more: newest.BuildOptions = {},
      options: object = {},
    ): Promise<newest.BuildFailure> =>
      build(more, options).then(
        () => expect.unreachable('the build succeeded'),
        (error) => error,
      )

    it('tells every finding with its place, and makes no .taco', async () => {
      project = await connectorProject()
      await project.write({
        'connector/manifest.xml': replaceIn(minimalConnector()['manifest.xml'], 'superclass=', 'superklass='),
        'connector/connectionBuilder.js': '(function (attr) { return [console.log(attr) + "" })',
      })
      const { errors } = await failure()
      const inManifest = errors.find(({ location }) => location?.file === 'connector/manifest.xml')
      expect(inManifest?.text).toMatch(/superklass/)
      expect(inManifest?.location).toMatchObject({ line: 2, lineText: expect.stringContaining('superklass') })
      expect(errors.map(({ location }) => location?.file)).toContain('connector/connectionBuilder.js')
      expect(inManifest?.pluginName).toBe('tacosmith')
      expect(await project.output()).toEqual([])
    })

    it('counts columns in bytes, as esbuild does', async () => {
      project = await connectorProject({
        'connectionBuilder.ts': 'export default () => {\n  return ["üöä", console.log("x")]\n}',
      })
      const { errors } = await failure()
      const { location } = errors.find(({ text }) => text.includes('`console`'))!
      expect(location).toMatchObject({ file: 'connector/connectionBuilder.ts', line: 2 })
      const before = Buffer.from(location!.lineText).subarray(0, location!.column).toString()
      expect(before).toBe('  return ["üöä", ')
    })

    it('tells syntax errors of scripts together with those in XML', async () => {
      project = await connectorProject({
        'connectionBuilder.ts': 'export default (attr) => [\n',
        'dialect.tdd': '<dialect name="x" class="other" version="1.0"/>',
      })
      const files = (await failure()).errors.map(({ location }) => location?.file)
      expect(files).toContain('connector/connectionBuilder.ts')
      expect(files).toContain('connector/dialect.tdd')
      expect(await project.output()).toEqual([])
    })

    it('tells a missing script at its place in the resolver, and once', async () => {
      project = await connectorProject({ 'connectionBuilder.js': undefined })
      const { errors } = await failure()
      expect(errors.map(({ location }) => location)).toMatchObject([
        { file: 'connector/connection-resolver.tdr', line: 5 },
      ])
      expect(errors[0]?.text).toContain('connectionBuilder.js')
    })

    it('names the source line of what the engine lacks, in every module', async () => {
      project = await connectorProject({
        'shared.ts':
          'export type Unused = string\n\nexport const log = (text: string) =>\n  console.log(text.trimStart())\n',
        'connectionBuilder.ts':
          'import { log } from "./shared.ts"\ninterface Attributes { server: string }\nexport default (attr: Attributes) => {\n  log(attr.server)\n  return [/(?<host>.+)/.exec(attr.server)?.[0] ?? ""]\n}',
      })
      const { errors } = await failure()
      const places = errors.map(({ text, location }) => `${location?.file}:${location?.line} ${text}`)
      expect(places).toEqual([
        expect.stringMatching(/connectionBuilder\.ts:5 .*a named group/),
        expect.stringMatching(/shared\.ts:4 .*`console`/),
        expect.stringMatching(/shared\.ts:4 .*`trimStart`/),
      ])
    })

    it('names the source line of what scripts do with attributes, and of what a trial run meets', async () => {
      project = await connectorProject({
        'shared.ts':
          'type Attributes = Record<string, string>\n\nexport const login = (attr: Attributes) =>\n  `user=${attr.username}`\nexport const sslOf = (attr: Attributes) => attr.port.ssl.mode\n',
        'connectionBuilder.ts':
          'import { login } from "./shared.ts"\nexport default (attr: Record<string, string>) => {\n  logging.Log("x")\n  return [`jdbc:x://${attr[connectionHelper.attributeServer]}?${login(attr)}`]\n}',
        'connectionProperties.ts':
          'import { sslOf } from "./shared.ts"\nexport default (attr: Record<string, string>) => {\n  return { ssl: sslOf(attr) }\n}',
      })
      const { errors, warnings } = await failure()
      const placed = [...errors, ...warnings].map(
        ({ text, location }) => `${location?.file}:${location?.line} ${text}`,
      )
      expect(placed).toEqual([
        expect.stringMatching(/shared\.ts:4 .*`username` gets into the JDBC address/),
        expect.stringMatching(/connectionBuilder\.ts:3 .*logging\.Log/),
        expect.stringMatching(/shared\.ts:5 .*TypeError/),
      ])
    })

    it('refuses files that stand beside a script', async () => {
      project = await connectorProject({
        'x.css': 'a {}',
        'x.png': '',
        'connectionBuilder.ts': 'import "./x.css"\nexport default () => []',
        'connectionProperties.ts': 'import x from "./x.png"\nexport default () => ({ x })',
      })
      const { errors } = await failure({ loader: { '.png': 'file' } })
      expect(errors.map(({ text }) => text)).toEqual([
        expect.stringMatching(/^connectionBuilder\.ts .*\.css/),
        expect.stringMatching(/^connectionProperties\.ts .*\.png/),
      ])
    })

    it('writes no .taco where the app beside it fails', async () => {
      project = await connectorProject()
      await project.write({ 'app.js': 'let let' })
      await failure({ entryPoints: ['app.js'], outdir: 'dist' })
      expect(await project.output()).toEqual([])
    })

    it('leaves what was made before, as esbuild does with all of its output', async () => {
      project = await connectorProject()
      await project.write({ 'app.js': 'export {}' })
      const app = { entryPoints: ['app.js'], outdir: 'dist' }
      await build(app)
      const before = await readFile(join(project.root, 'dist', taco))
      await project.write({ 'connector/dialect.tdd': '<dialect' })
      await failure(app)
      await project.write({ 'app.js': 'let let' })
      await failure(app)
      expect(await project.output()).toEqual(['app.js', taco])
      expect((await readFile(join(project.root, 'dist', taco))).equals(before)).toBe(true)
    })

    it('makes errors of warnings where asked to, and warnings of errors where forced', async () => {
      project = await connectorProject({ 'connectionBuilder.ts': 'export default () => []' })
      await project.write({
        'connector/connectionBuilder.js': minimalConnector()['connectionBuilder.js'] ?? '',
      })
      const { warnings } = await build()
      expect(warnings[0]?.text).toMatch(/script-two-sources/)
      expect((await failure({}, { validate: { warningsAsErrors: true } })).errors[0]?.text).toMatch(
        /script-two-sources/,
      )
      await project.write({ 'connector/dialect.tdd': '<dialect name="x" class="other" version="1.0"/>' })
      const forced = await build({}, { validate: { force: true } })
      expect(forced.warnings.map(({ location }) => location?.file)).toContain('connector/dialect.tdd')
      expect(await project.output()).toEqual([taco])
    })
  })
})
