import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConnectorBuild } from './connector-build.ts'
import { discardEarlierTacos } from './earlier-output.ts'

const { 'manifest.xml': manifest, 'connection-resolver.tdr': resolver } = minimalConnector()
const taco = 'brook_jdbc-v1.0.0.taco'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'connector-build-'))
})
afterEach(() => rm(root, { recursive: true }))

const write = async (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), text)
  }
}
const writeConnector = (changes: Record<string, string | undefined> = {}) => {
  const files = Object.entries(minimalConnector(changes))
  return write(Object.fromEntries(files.map(([name, text]) => [`connector/${name}`, text])))
}

describe('ConnectorBuild', () => {
  it('watches for a connector until there is one, then its files and the folders they are in', async () => {
    const build = new ConnectorBuild({}, root)
    await expect(build.open()).rejects.toMatchObject({ code: 'connector-not-found' })
    expect(build.watchFiles).toContain(join(root, 'connector/manifest.xml'))
    expect(build.watchFolders).toEqual([root, join(root, 'connector')])
    expect(await build.finish()).toMatchObject({ ok: false, report: { diagnostics: [] } })

    await writeConnector({
      'connection-resolver.tdr': replaceIn(resolver, 'connectionBuilder.js', 'scripts/missing.js'),
    })
    expect((await build.open()).fileName).toBe(taco)
    expect(build.watchFiles).toContain(join(root, 'connector/dialect.tdd'))
    expect(build.watchFolders).toEqual([join(root, 'connector'), join(root, 'connector/scripts')])
  })

  it('knows no file name while the manifest does not say it', async () => {
    await writeConnector({ 'manifest.xml': replaceIn(manifest, 'plugin-version="1.0.0"', '') })
    expect((await new ConnectorBuild({}, root).open()).fileName).toBeUndefined()
  })

  it('packages the scripts that it is given, and only checks where the build has failed', async () => {
    await writeConnector({ 'connectionBuilder.ts': 'export default () => ["built"]' })
    const build = new ConnectorBuild({}, root)
    const { modules } = await build.open()
    expect(modules.map(({ sourcePath }) => sourcePath)).toEqual(['connectionBuilder.ts'])
    expect(await build.finish(false)).toMatchObject({ ok: false, report: { errors: 0 } })
    await build.takeScripts(
      new Map([['connectionBuilder.js', { code: '__tacosmith = function () { return ["built"] }' }]]),
    )
    expect(await build.finish()).toMatchObject({ ok: true, fileName: taco, file: undefined })
    expect(await readdir(root)).toEqual(['connector'])
  })

  it('heeds comments that ignore rules in the sources of scripts, of a module and of what it imports', async () => {
    const sources = (comment: string) => ({
      'connectionBuilder.ts': `import { log } from '../src/log.ts'\n${comment}\nexport default () => [log('x').trimStart()]`,
      '../src/log.ts': `export const log = (text) => {\n  ${comment}\n  return text.trimEnd()\n}`,
    })
    const code = '__tacosmith = function () {\n  return ["x".trimStart()]\n}'
    const place = (file: string, line: number) => ({ file, line, column: 3 })
    const builder = new ConnectorBuild({}, root)
    const rulesAfter = async (comment: string, files = ['connectionBuilder.ts', '../src/log.ts']) => {
      const texts = sources(comment)
      await writeConnector({
        'connectionBuilder.js': undefined,
        'connectionBuilder.ts': texts['connectionBuilder.ts'],
      })
      await builder.open()
      const [file = ''] = files
      const locate = () => ({ ...place(file, 3), text: texts[file as keyof typeof texts] })
      await builder.takeScripts(new Map([['connectionBuilder.js', { code, locate }]]))
      const { report } = await builder.finish()
      return report.diagnostics.map(({ rule, file: where, line }) => `${rule} ${where}:${line}`)
    }
    const ignore = '// tacosmith-ignore script-library: a newer Tableau only'
    const unused = '// tacosmith-ignore script-syntax: x'
    expect(await rulesAfter('')).toEqual(['script-library connectionBuilder.ts:3'])
    expect(await rulesAfter(ignore)).toEqual([])
    expect(await rulesAfter(ignore, ['../src/log.ts'])).toEqual([
      // The module itself has nothing to ignore now.
      'ignore-unused connectionBuilder.ts:2',
    ])
    expect(await rulesAfter(unused)).toEqual([
      'ignore-unused connectionBuilder.ts:2',
      'script-library connectionBuilder.ts:3',
    ])
  })

  it('does not keep what it said of a comment that is gone', async () => {
    const bundles = new Map([
      ['connectionBuilder.js', { code: '__tacosmith = function () { return ["x"] }' }],
    ])
    const builder = new ConnectorBuild({}, root)
    const rulesAfter = async (source: string) => {
      await writeConnector({ 'connectionBuilder.js': undefined, 'connectionBuilder.ts': source })
      await builder.open()
      await builder.takeScripts(bundles)
      return (await builder.finish()).report.diagnostics.map(({ rule }) => rule)
    }
    const module = 'export default () => ["x"]'
    expect(await rulesAfter(`// tacosmith-ignore script-library: x\n${module}`)).toEqual(['ignore-unused'])
    expect(await rulesAfter(module)).toEqual([])
  })

  it('gives the same result again until something has changed, the names of other files too', async () => {
    await writeConnector()
    const build = new ConnectorBuild({}, root)
    const again = async () => {
      await build.open()
      return build.finish()
    }
    const first = await again()
    expect(await again()).toBe(first)
    await write({ 'connector/notes.txt': 'not packaged' })
    expect(await again()).not.toBe(first)
    await write({ 'connector/dialect.tdd': '<dialect' })
    expect(await again()).toMatchObject({ ok: false })
    await writeConnector()
    expect(await again()).toMatchObject({ ok: true, bytes: first.ok ? first.bytes : undefined })
    await writeConnector({ 'manifest.xml': replaceIn(manifest, '"1.0.0"', '"1.0.1"') })
    expect(await again()).toMatchObject({ fileName: 'brook_jdbc-v1.0.1.taco' })
  })

  it('finishes scripts anew where their code has changed', async () => {
    await writeConnector({ 'connectionBuilder.ts': 'export default () => ["built"]' })
    const build = new ConnectorBuild({}, root)
    const withCode = async (result: string) => {
      await build.open()
      const code = `__tacosmith = function () { return [${result}] }`
      await build.takeScripts(new Map([['connectionBuilder.js', { code, locate: () => undefined }]]))
      return build.finish()
    }
    const first = await withCode('1')
    expect(await withCode('1')).toBe(first)
    expect(await withCode('2')).not.toBe(first)
    for (const _time of [1, 2]) {
      const { report } = await withCode('[].flat()')
      expect(report.diagnostics.map(({ rule }) => rule)).toContain('script-library')
    }
    expect(await withCode('2')).toMatchObject({ ok: true })
  })

  it('discards earlier .taco files only where the output folder is emptied', async () => {
    await writeConnector()
    const build = new ConnectorBuild({}, root)
    await build.open()
    await build.finish()
    const all = ['brook_jdbc-v1.0.1.taco', taco, 'readme.txt', 'river-v1.0.0.taco'].sort()
    await write(Object.fromEntries(all.map((name) => [`dist/${name}`, ''])))
    await build.discardEarlier({ folder: join(root, 'dist') })
    expect(await readdir(join(root, 'dist'))).toEqual(all)
    await build.discardEarlier({ folder: join(root, 'dist'), all: true })
    expect(await readdir(join(root, 'dist'))).toEqual(['readme.txt'])
  })
})

describe('discardEarlierTacos', () => {
  it('removes every .taco from a folder that would have been emptied, and no other file', async () => {
    await write({ 'dist/a.taco': '', 'dist/b.taco': '', 'dist/readme.txt': '' })
    await discardEarlierTacos({ folder: join(root, 'dist'), names: [undefined], all: true })
    expect(await readdir(join(root, 'dist'))).toEqual(['readme.txt'])
    await discardEarlierTacos({ folder: join(root, 'nowhere'), names: ['a.taco'], all: true })
  })

  it('leaves what is to be kept, and everything in a folder that is not emptied', async () => {
    await write({ 'dist/a.taco': '', 'dist/b.taco': '' })
    const output = { folder: join(root, 'dist'), names: ['a.taco'] }
    await discardEarlierTacos(output)
    expect(await readdir(join(root, 'dist'))).toEqual(['a.taco', 'b.taco'])
    await discardEarlierTacos({ ...output, all: true, keep: (name) => name.startsWith('a') })
    expect(await readdir(join(root, 'dist'))).toEqual(['a.taco'])
  })
})
