import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { TacosmithPlugin } from './index.ts'
import {
  type BundlerProject,
  type BundlerStats,
  buildOnce,
  bundlerProject,
  bundlers,
  type StatsJson,
  statsJson,
} from './testing/bundler-project.ts'

const taco = 'brook_jdbc-v1.0.0.taco'
const { 'manifest.xml': manifest, 'connection-resolver.tdr': resolver } = minimalConnector()

describe.each(bundlers)('$name', (bundler) => {
  let project: BundlerProject
  afterEach(() => project?.dispose())

  const start = async (changes: Record<string, string | undefined> = {}) => {
    project = await bundlerProject(bundler, changes)
  }
  const withBuilder = (text: string, more: Record<string, string> = {}) =>
    start({ 'connector/connectionBuilder.js': undefined, 'connector/connectionBuilder.ts': text, ...more })
  const build = (config: object = {}, options = {}) =>
    buildOnce(bundler, project.config({ plugins: [new TacosmithPlugin(options)], ...config }))

  /** Every error in one text: file, place and message. */
  const told = ({ errors }: StatsJson) =>
    errors.map(({ file, moduleName, loc, message }) => `${file ?? moduleName} ${loc} ${message}`).join('\n')

  /** Builds, expects that nothing is left in the output folder, and tells the errors. */
  const failure = async (config: object = {}) => {
    const stats = await build(config)
    expect(stats.errors).not.toEqual([])
    expect(await project.output()).toEqual([])
    return told(stats)
  }

  it('names every finding with file, line and code frame', async () => {
    await start({
      'connector/manifest.xml': replaceIn(manifest, 'superclass=', 'superklass='),
      'connector/dialect.tdd': '<dialect name="x" class="other" version="1.0"/>',
    })
    const errors = await failure()
    expect(errors).toMatch(
      /\.\/connector\/manifest\.xml 2:37[\s\S]*superklass[\s\S]*manifest\.xml:2:38[\s\S]*\^/,
    )
    expect(errors).toMatch(/\.\/connector\/dialect\.tdd 1:18[\s\S]*class="other"/)
  })

  it.each(['development', 'production'])(
    'leads findings in scripts back to the line, mode %s',
    async (mode) => {
      await withBuilder(
        'import { log } from "./shared/log.ts"; import "./plain.js"\ninterface Attributes { server: string }\nexport default (attr: Attributes) => {\n  log(attr.server)\n  return [/(?<host>.+)/.exec(attr.server)?.[0] ?? ""]\n}',
        {
          'connector/shared/log.ts':
            'export type Unused = string\n\nexport const log = (text: string) =>\n  console.log(text.trimStart())\n',
          'connector/plain.js': '\nexport const later = 1;  setTimeout(() => later)',
          'src/index.ts': 'alert(1)',
        },
      )
      const stats = await build({ mode, entry: './src/index.ts' })
      expect(told(stats)).toMatch(/\.\/connector\/shared\/log\.ts 4:2 [\s\S]*`console`/)
      expect(told(stats)).toMatch(/\.\/connector\/shared\/log\.ts 4:14 [\s\S]*`trimStart`/)
      expect(told(stats)).toMatch(/\.\/connector\/plain\.js 2:25 [\s\S]*`setTimeout`/)
      expect(told(stats)).toMatch(/\.\/connector\/connectionBuilder\.ts 5:10 [\s\S]*a named group/)
      expect((await project.output()).filter((name) => name.endsWith('.taco'))).toEqual([])
    },
  )

  it.each([
    [
      'has no default export',
      'export const builder = () => []',
      /has no default export[\s\S]*export default/,
    ],
    ['has two', 'export default () => []\nexport default () => []', /default/],
    ['is async', 'export default async () => []', / 1:15 [\s\S]*async function/],
    ['is no JavaScript', 'export default (attr) => [\n', /Expression expected/],
    [
      'imports what is not there',
      'import x from "./none.ts"\nexport default () => [x]',
      /1:[\s\S]*\.\/none\.ts/,
    ],
    ['uses import()', 'export default () => [import("./x.ts")]', /import\(\)/],
    ['uses top-level await', 'const x = await 1\nexport default () => [x]', /await/],
  ])('refuses a script that %s', async (_fault, script, message) => {
    await withBuilder(script, { 'connector/x.ts': 'export const x = 1' })
    for (const mode of ['development', 'production']) {
      const errors = await failure({ mode })
      expect(errors).toMatch(/^\.\/connector\/connectionBuilder\.ts/)
      expect(errors).toMatch(message)
      expect(errors).not.toContain('data:text')
    }
  })

  it('tells of both scripts at once', async () => {
    await withBuilder('export const a = 1', { 'connector/connectionProperties.ts': 'export const b = 1' })
    const errors = await failure()
    expect(errors).toMatch(/connectionBuilder\.ts has no[\s\S]*connectionProperties\.ts has no/)
  })

  it('tells warnings, and emits all the same', async () => {
    await start({ 'connector/connection-resolver.tdr': replaceIn(resolver, '<attr>dbname</attr>', '') })
    const { errors, warnings } = await build()
    expect(errors).toEqual([])
    expect(warnings).toMatchObject([
      { file: './connector/connection-resolver.tdr', message: expect.stringContaining('dbname') },
    ])
    expect(await project.output()).toEqual([taco])
  })

  it('makes errors of warnings when asked to', async () => {
    await start({ 'connector/connection-resolver.tdr': replaceIn(resolver, '<attr>dbname</attr>', '') })
    const stats = await build({}, { validate: { warningsAsErrors: true } })
    expect(told(stats)).toContain('dbname')
    expect(await project.output()).toEqual([])
  })

  it('makes warnings of errors where forced, for a build with errors emits nothing', async () => {
    const { 'dialect.tdd': dialect } = minimalConnector()
    await start({ 'connector/dialect.tdd': replaceIn(dialect, '<dialect', '<dialect unheard="of"') })
    expect(told(await build())).toContain('unheard')
    expect(await project.output()).toEqual([])
    const { errors, warnings } = await build({}, { validate: { force: true } })
    expect(errors).toEqual([])
    expect(warnings.map(({ message }) => message).join()).toContain('unheard')
    expect(await project.output()).toEqual([taco])
  })

  it('refuses a compiler that is already set up', async () => {
    await withBuilder('export default () => []')
    const compiler = bundler.create(project.config({ plugins: [], entry: {} }))
    new TacosmithPlugin().apply(compiler as never)
    const stats = await new Promise<BundlerStats>((done, fail) => {
      compiler.run((error, result) => (result ? done(result) : fail(error)))
    })
    await new Promise((done) => compiler.close(done))
    expect(told(statsJson(stats))).toMatch(/already set up[\s\S]*plugins of the configuration/)
  })

  it.each([
    ['an unknown option', { conector: 'x' }, /unknown option conector[\s\S]*connector/],
    ['a value of the wrong kind', { scripts: { target: 'es3' } }, /scripts\.target is 'es3'/],
  ])('refuses %s at once', async (_fault, options, message) => {
    expect(() => new TacosmithPlugin(options as never)).toThrow(message)
  })

  describe('an earlier .taco of a build that fails', () => {
    const broken = { 'connector/dialect.tdd': '<dialect' }
    const others = { 'dist/river-v1.0.0.taco': '', 'dist/readme.txt': '' }
    const fail = async (config: object) => {
      await project.write(broken)
      expect((await build(config)).errors).not.toEqual([])
      return project.output()
    }

    it.each(['development', 'production'])('stays with all else in the folder, mode %s', async (mode) => {
      await start(others)
      await build()
      expect(await fail({ mode })).toEqual([taco, 'readme.txt', 'river-v1.0.0.taco'])
    })

    it.each(['development', 'production'])(
      'goes whatever its name, where the folder is cleaned, mode %s',
      async (mode) => {
        await start(others)
        await build()
        expect((await fail({ mode, output: { clean: true } })).join()).not.toContain('.taco')
      },
    )

    it('goes where the folder is cleaned but for some files', async () => {
      await start(others)
      await build()
      expect(await fail({ output: { clean: { keep: /^river/ } } })).toEqual([
        'readme.txt',
        'river-v1.0.0.taco',
      ])
    })
  })
})
