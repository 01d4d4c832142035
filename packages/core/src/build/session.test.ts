import { createPrivateKey } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { CertificateAuthority, minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { folderSource } from '../connector/index.ts'
import type { ConnectorSource } from '../connector/source.ts'
import { buildTaco } from './build.ts'
import { discardEarlierTacos } from './earlier-output.ts'
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

describe('what the options name belongs to the result', () => {
  const signed = async (session: Session) => {
    await session.open()
    const result = await session.build()
    if (!result.ok) throw new Error(JSON.stringify(result.report))
    return result
  }

  it('so that a replaced keystore signs anew, and one that is the same does not', async () => {
    const authority = await CertificateAuthority.create()
    const writeKey = async (commonName: string) => {
      const issued = await authority.issue({ commonName })
      await write({ 'key.pem': issued.keyPem, 'chain.pem': authority.chainPem(issued) })
    }
    await writeConnector()
    await writeKey('First')
    const session = new Session({ sign: { key: 'key.pem', certificates: 'chain.pem' } }, { cwd: root })
    const first = await signed(session)
    expect(first.signature?.signer.subject).toBe('CN=First')
    expect(session.watchFiles).toEqual(
      expect.arrayContaining([join(root, 'key.pem'), join(root, 'chain.pem')]),
    )
    expect(await signed(session)).toBe(first)
    await writeKey('Second')
    expect((await signed(session)).signature?.signer.subject).toBe('CN=Second')
  })

  it('and the file of a password starts where the configuration is, not where the process runs', async () => {
    const authority = await CertificateAuthority.create()
    const issued = await authority.issue()
    const pkcs8 = createPrivateKey(issued.keyPem).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'first line',
    })
    await writeConnector()
    await write({
      'key.pem': String(pkcs8),
      'chain.pem': authority.chainPem(issued),
      'secrets/key.txt': 'first line\nanother',
    })
    const sign = { key: 'key.pem', certificates: 'chain.pem', keyPassword: { file: 'secrets/key.txt' } }
    const session = new Session({ sign }, { cwd: root })
    expect((await signed(session)).signature).toBeDefined()
    expect(session.watchFiles).toContain(join(root, 'secrets/key.txt'))
    await write({ 'secrets/key.txt': 'wrong' })
    await expect(signed(session)).rejects.toThrow(/password/)
    // Messages repeat only what is a path.
    for (const [file, shown] of [
      ['secrets/kye.txt', /^the file secrets\/kye\.txt, which should contain .* does not exist$/],
      ['hunter2', /^the file that should contain .* does not exist$/],
    ] as const) {
      const mistyped = new Session({ sign: { ...sign, keyPassword: { file } } }, { cwd: root })
      await expect(signed(mistyped)).rejects.toThrow(shown)
    }
  })

  it('so that a schema that has changed is heeded', async () => {
    await writeConnector()
    const schemas = join(import.meta.dirname, '../schema/xsd')
    const names = (await readdir(schemas)).filter((name) => name.endsWith('.xsd'))
    const texts = await Promise.all(
      names.map(async (name) => [`schemas/${name}`, await readFile(join(schemas, name), 'utf8')] as const),
    )
    await write(Object.fromEntries(texts))
    const session = new Session({ validate: { schemas: 'schemas' } }, { cwd: root })
    await signed(session)
    const [, dialect = ''] = texts.find(([name]) => name === 'schemas/dialect.xsd') ?? []
    await write({ 'schemas/dialect.xsd': dialect.replaceAll('"dialect"', '"accent"') })
    await session.open()
    await expect(session.build()).rejects.toThrow('contains no XSD file with the root element <dialect>')
  })

  it('so that a variable that holds a password is looked at in each round', async () => {
    await writeConnector()
    const authority = await CertificateAuthority.create()
    const issued = await authority.issue({ commonName: 'Signer' })
    await write({ 'key.pem': issued.keyPem, 'chain.pem': authority.chainPem(issued) })
    const environment: Record<string, string> = { STORE_PASSWORD: 'one' }
    const sign = { key: 'key.pem', certificates: 'chain.pem', storePassword: { env: 'STORE_PASSWORD' } }
    vi.stubEnv('STORE_PASSWORD', 'one')
    onTestFinished(() => void vi.unstubAllEnvs())
    const session = new Session({ sign }, { cwd: root, environment })
    const first = await signed(session)
    expect(await signed(session)).toBe(first)
    environment.STORE_PASSWORD = 'two'
    expect(await signed(session)).not.toBe(first)
  })

  it('and options are resolved once: what a caller changes later does not count', async () => {
    await writeConnector()
    const options = { fileName: 'first.taco' }
    const session = new Session(options, { cwd: root })
    await session.open()
    options.fileName = 'second.taco'
    await session.open()
    expect(await session.build()).toMatchObject({ fileName: 'first.taco' })
    expect(await buildTaco(options, { cwd: root, write: false })).toMatchObject({ fileName: 'second.taco' })
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
