import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findConnectorFolder } from './find-connector-source.ts'
import { folderSource } from './folder-source.ts'
import { memorySource } from './memory-source.ts'
import { overlaySource } from './overlay-source.ts'
import { readConnector } from './read-connector.ts'

const onWindows = process.platform === 'win32'
let temporary: string
let folder: string

beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'tacosmith-'))
  folder = join(temporary, 'connector')
  await put('connector/manifest.xml', '<connector-plugin/>')
  await put('connector/scripts/b.js', 'b')
  await put('outside.js', 'secret')
})

afterEach(async () => {
  await rm(temporary, { recursive: true })
})

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(temporary, path)), { recursive: true })
  await writeFile(join(temporary, path), content)
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder().decode(bytes)
}

describe('folderSource', () => {
  it('reads files and tells their sizes', async () => {
    const source = folderSource(folder)
    expect(textOf(await source.read('scripts/b.js'))).toBe('b')
    expect(await source.size?.('manifest.xml')).toBe(19)
    expect(await source.read('absent.xml')).toBeUndefined()
    expect(await source.size?.('scripts/b.js/c')).toBeUndefined()
  })

  it('finds out once which files there are, and reads each time what they hold', async () => {
    const source = folderSource(folder)
    expect(await source.list()).toEqual(['manifest.xml', 'scripts/b.js'])
    await put('connector/new.js', 'new')
    await put('connector/scripts/b.js', 'changed')
    expect(await source.read('new.js')).toBeUndefined()
    expect(textOf(await source.read('scripts/b.js'))).toBe('changed')
    await rm(join(folder, 'scripts'), { recursive: true })
    expect(await source.read('scripts/b.js')).toBeUndefined()
    expect(await folderSource(folder).list()).toEqual(['manifest.xml', 'new.js'])
  })

  it('lists all files but those of node_modules and hidden folders', async () => {
    await put('connector/node_modules/x/index.js', '')
    await put('connector/.git/config', '')
    await put('connector/.hidden', '')
    expect(await folderSource(folder).list()).toEqual(['.hidden', 'manifest.xml', 'scripts/b.js'])
  })

  it.each([
    '../outside.js',
    'scripts/../../outside.js',
    'scripts/../manifest.xml',
    '/etc/hostname',
    'scripts\\b.js',
    './manifest.xml',
    'scripts//b.js',
    'scripts',
    'scripts/',
    '',
    '.',
    'manifest.xml\0',
    'x'.repeat(5000),
  ])('has no file %j', async (path) => {
    expect(await folderSource(folder).read(path)).toBeUndefined()
    expect(await folderSource(folder).size?.(path)).toBeUndefined()
  })

  it.each(['Manifest.xml', 'Scripts/b.js', 'scripts/B.js'])('takes case exactly: no %s', async (path) => {
    expect(await folderSource(folder).read(path)).toBeUndefined()
  })

  it.skipIf(onWindows)('follows links that stay inside, and no others', async () => {
    await symlink(join(folder, 'scripts/b.js'), join(folder, 'inside.js'))
    await symlink('scripts', join(folder, 'linked'))
    await symlink('../outside.js', join(folder, 'leaving.js'))
    await symlink(temporary, join(folder, 'leaving'))
    await symlink('loop.js', join(folder, 'loop.js'))
    await symlink('..', join(folder, 'scripts/up'))
    await symlink('nowhere', join(folder, 'dangling.js'))
    const source = folderSource(folder)
    expect(textOf(await source.read('inside.js'))).toBe('b')
    expect(textOf(await source.read('linked/b.js'))).toBe('b')
    for (const path of ['leaving.js', 'leaving/outside.js', 'loop.js', 'dangling.js']) {
      expect(await source.read(path)).toBeUndefined()
      expect(await source.size?.(path)).toBeUndefined()
    }
    const listed = await source.list()
    expect(listed).toContain('inside.js')
    expect(listed).not.toContain('leaving.js')
    expect(listed.filter((path) => path.includes('outside'))).toEqual([])
  })

  it.skipIf(onWindows)('takes a folder that is itself a link', async () => {
    await symlink(folder, join(temporary, 'link'))
    expect(textOf(await folderSource(join(temporary, 'link')).read('scripts/b.js'))).toBe('b')
  })

  it.skipIf(onWindows)('does not wait for pipes', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.xml')])
    await symlink('pipe.xml', join(folder, 'link.xml'))
    const source = folderSource(folder)
    for (const path of ['pipe.xml', 'link.xml']) expect(await source.read(path)).toBeUndefined()
    expect(await source.list()).toEqual(['manifest.xml', 'scripts/b.js'])
  })

  it('fails clearly where the folder does not exist or is a file', async () => {
    for (const path of [join(temporary, 'absent'), join(folder, 'manifest.xml')]) {
      const source = folderSource(path)
      for (const attempt of [() => source.list(), () => source.read('a'), () => readConnector(source)]) {
        await expect(attempt()).rejects.toMatchObject({
          code: 'connector-not-found',
          message: expect.stringContaining(path),
        })
      }
    }
  })

  it.skipIf(onWindows || process.getuid?.() === 0)('says which file may not be read', async () => {
    await chmod(join(folder, 'scripts/b.js'), 0)
    const reading = folderSource(folder).read('scripts/b.js')
    await expect(reading).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/b\.js: permission denied/),
    })
  })

  it('lets a huge file be passed over without loading it', async () => {
    const handle = await open(join(folder, 'huge.xml'), 'w')
    await handle.truncate(8 * 1024 ** 3)
    await handle.close()
    await put('connector/manifest.xml', '<connector-plugin><dialect file="huge.xml"/></connector-plugin>')
    const connector = await readConnector(folderSource(folder))
    expect(connector.files.map(({ path }) => path)).toEqual(['manifest.xml'])
    expect(connector.problems).toMatchObject([
      { rule: 'xml-file-too-large', severity: 'error', file: 'huge.xml' },
    ])
  })
})

describe('overlaySource', () => {
  it('puts its files over those of the base and adds new ones', async () => {
    const base = memorySource({ 'a.js': 'base a', 'b.js': 'base b' }, 'base')
    const source = overlaySource(base, { 'b.js': 'over b', 'c.js': new TextEncoder().encode('over c') })
    expect(source.name).toBe('base')
    expect(await source.list()).toEqual(['a.js', 'b.js', 'c.js'])
    const texts = await Promise.all(
      ['a.js', 'b.js', 'c.js', 'd.js'].map((path) => source.read(path).then(textOf)),
    )
    expect(texts).toEqual(['base a', 'over b', 'over c', undefined])
    expect(await source.size?.('c.js')).toBe(6)
  })
})

describe('findConnectorFolder', () => {
  it('takes the folder "connector" if it holds a manifest, else the current one', async () => {
    expect(await findConnectorFolder(temporary)).toBe(folder)
    expect(await findConnectorFolder(folder)).toBe(folder)
  })

  it('takes the named folder as it is', async () => {
    expect(await findConnectorFolder(temporary, 'connector/scripts')).toBe(join(folder, 'scripts'))
    expect(await findConnectorFolder('/', folder)).toBe(folder)
  })

  it('says where it looked', async () => {
    await expect(findConnectorFolder(join(folder, 'scripts'))).rejects.toMatchObject({
      code: 'connector-not-found',
      message: expect.stringMatching(/scripts.connector.manifest\.xml nor .*scripts.manifest\.xml/),
    })
    await expect(findConnectorFolder(temporary, 'absent')).rejects.toMatchObject({
      code: 'connector-not-found',
      message: expect.stringContaining('absent'),
    })
  })
})
