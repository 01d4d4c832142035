import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { folderSource } from '../connector/index.ts'
import type { ConnectorSource } from '../connector/source.ts'
import { Session } from './session.ts'

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

describe('Session', () => {
  it('watches for a connector until there is one, then its files and the folders they are in', async () => {
    const session = new Session({}, { cwd: root })
    await expect(session.open()).rejects.toMatchObject({ code: 'connector-not-found' })
    expect(session.watchFiles).toContain(join(root, 'connector/manifest.xml'))
    expect(session.watchFolders).toEqual([root, join(root, 'connector')])
    expect(await session.build()).toMatchObject({ ok: false, report: { diagnostics: [] } })

    await writeConnector({
      'connection-resolver.tdr': replaceIn(resolver, 'connectionBuilder.js', 'scripts/missing.js'),
    })
    expect((await session.open()).fileName).toBe(taco)
    expect(session.watchFiles).toContain(join(root, 'connector/dialect.tdd'))
    expect(session.watchFolders).toEqual([join(root, 'connector'), join(root, 'connector/scripts')])
  })

  it('knows no file name while the manifest does not say it', async () => {
    await writeConnector({ 'manifest.xml': replaceIn(manifest, 'plugin-version="1.0.0"', '') })
    expect((await new Session({}, { cwd: root }).open()).fileName).toBeUndefined()
  })

  it('packages the scripts that it is given, and only checks where the build has failed', async () => {
    await writeConnector({ 'connectionBuilder.ts': 'export default () => ["built"]' })
    const session = new Session({}, { cwd: root })
    const { modules } = await session.open()
    expect(modules.map(({ sourcePath }) => sourcePath)).toEqual(['connectionBuilder.ts'])
    expect(await session.build(false)).toMatchObject({ ok: false, report: { errors: 0 } })
    await session.takeScripts(
      new Map([['connectionBuilder.js', { code: '__tacosmith = function () { return ["built"] }' }]]),
    )
    expect(await session.build()).toMatchObject({ ok: true, fileName: taco, file: undefined })
    expect(await readdir(root)).toEqual(['connector'])
  })

  it('heeds comments that ignore rules in the sources of scripts, of a module and of what it imports', async () => {
    const sources = (comment: string) => ({
      'connectionBuilder.ts': `import { log } from '../src/log.ts'\n${comment}\nexport default () => [log('x').trimStart()]`,
      '../src/log.ts': `export const log = (text) => {\n  ${comment}\n  return text.trimEnd()\n}`,
    })
    const code = '__tacosmith = function () {\n  return ["x".trimStart()]\n}'
    const place = (file: string, line: number) => ({ file, line, column: 3 })
    const builder = new Session({}, { cwd: root })
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
      const { report } = await builder.build()
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
    const builder = new Session({}, { cwd: root })
    const rulesAfter = async (source: string) => {
      await writeConnector({ 'connectionBuilder.js': undefined, 'connectionBuilder.ts': source })
      await builder.open()
      await builder.takeScripts(bundles)
      return (await builder.build()).report.diagnostics.map(({ rule }) => rule)
    }
    const module = 'export default () => ["x"]'
    expect(await rulesAfter(`// tacosmith-ignore script-library: x\n${module}`)).toEqual(['ignore-unused'])
    expect(await rulesAfter(module)).toEqual([])
  })

  it('gives the same result again until something has changed, the names of other files too', async () => {
    await writeConnector()
    const session = new Session({}, { cwd: root })
    const again = async () => {
      await session.open()
      return session.build()
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
    const session = new Session({}, { cwd: root })
    const withCode = async (result: string) => {
      await session.open()
      const code = `__tacosmith = function () { return [${result}] }`
      await session.takeScripts(new Map([['connectionBuilder.js', { code, locate: () => undefined }]]))
      return session.build()
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
    const session = new Session({}, { cwd: root })
    await session.open()
    await session.build()
    const all = ['brook_jdbc-v1.0.1.taco', taco, 'readme.txt', 'river-v1.0.0.taco'].sort()
    await write(Object.fromEntries(all.map((name) => [`dist/${name}`, ''])))
    await session.discardEarlier({ folder: join(root, 'dist') })
    expect(await readdir(join(root, 'dist'))).toEqual(all)
    await session.discardEarlier({ folder: join(root, 'dist'), all: true })
    expect(await readdir(join(root, 'dist'))).toEqual(['readme.txt'])
  })
})

/** A folder whose files are counted as they are read, and may change right after. */
function countingSource(afterRead: (path: string) => Promise<void> = async () => {}) {
  const counts: Record<string, number> = {}
  const count = (path: string) => {
    counts[path] = (counts[path] ?? 0) + 1
  }
  const folder = folderSource(join(root, 'connector'))
  const source: ConnectorSource = {
    name: folder.name,
    list: async () => {
      count('(list)')
      return await folder.list()
    },
    read: async (path) => {
      count(path)
      const bytes = await folder.read(path)
      await afterRead(path)
      return bytes
    },
  }
  return { counts, source }
}

describe('a snapshot', () => {
  it('reads each file once, whatever is done with it', async () => {
    await writeConnector({
      'connectionBuilder.js': undefined,
      'connectionBuilder.ts': '// tacosmith-ignore script-library: x\nexport default () => ["built"]',
    })
    const { counts, source } = countingSource()
    const session = new Session({}, { cwd: root, source })
    await session.read()
    await session.takeScripts(
      new Map([['connectionBuilder.js', { code: '__tacosmith = function () { return ["built"] }' }]]),
    )
    expect(await session.build(false)).toMatchObject({ ok: false })
    expect(await session.build()).toMatchObject({ ok: true })
    expect(Object.keys(counts)).toEqual(
      expect.arrayContaining(['manifest.xml', 'connectionBuilder.ts', 'dialect.tdd']),
    )
    expect(new Set(Object.values(counts)), JSON.stringify(counts)).toEqual(new Set([1]))
    await session.read()
    expect(counts['manifest.xml']).toBe(2)
  })

  it('is what is validated, packaged and named, though the folder changes meanwhile', async () => {
    await writeConnector()
    const { source } = countingSource(async (path) => {
      if (path !== 'manifest.xml') return
      await writeConnector({ 'manifest.xml': replaceIn(manifest, '"1.0.0"', '"9.9.9"') })
    })
    const session = new Session({}, { cwd: root, source })
    const { fileName } = await session.read()
    expect(fileName).toBe(taco)
    expect(await session.build()).toMatchObject({ ok: true, fileName: taco, version: '1.0.0' })
    expect((await session.read()).fileName).toBe('brook_jdbc-v9.9.9.taco')
  })
})
