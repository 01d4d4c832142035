import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memorySource, readConnector } from '../connector/index.ts'
import { withTacoFile } from '../connector/taco-file.ts'
import { type ArchiveBytes, type ByteSource, byteSource } from '../format/zip/index.ts'
import { packageConnector } from '../package/index.ts'
import { readPlace } from './found-connector.ts'
import { type Host, nodeDisk } from './host.ts'
import { type Installation, installTaco } from './install-taco.ts'
import { installPlaces, knownPlaces } from './install-target.ts'
import { developmentPlace } from './places.ts'
import { uninstallConnector } from './uninstall-connector.ts'

let home: string
let host: Host
const desktop = { kind: 'products', products: ['desktop'] } as const

/** A Mac whose home is a temporary folder. */
beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'deploy-')))
  host = { platform: 'darwin', environment: {}, home, disk: nodeDisk }
  await mkdir(join(home, 'Documents/My Tableau Repository'), { recursive: true })
})
afterEach(async () => {
  await rm(home, { recursive: true, force: true })
})

async function taco(version = '1.0.0', className = 'brook_jdbc'): Promise<Uint8Array> {
  const files = minimalConnector()
  const manifest = replaceIn(files['manifest.xml'], 'plugin-version="1.0.0"', `plugin-version="${version}"`)
  files['manifest.xml'] = manifest.replaceAll('brook_jdbc', className)
  const connector = await readConnector(memorySource(files))
  return (await packageConnector(connector)).bytes
}

async function install(bytes: ArchiveBytes, name: string): Promise<Installation> {
  const places = await installPlaces(desktop, host)
  return await installTaco(bytes, name, { places, host, trust: [], tolerate: 'unverified' })
}

const connectors = (): string => join(home, 'Documents/My Tableau Repository/Connectors')

describe('installTaco', () => {
  it('makes the folder and leaves nothing beside the file', async () => {
    const bytes = await taco()
    const { targets, ...identity } = await install(bytes, 'brook.taco')
    expect(identity).toEqual({
      ...{ class: 'brook_jdbc', version: '1.0.0', minTableauVersion: '2020.3', signature: 'unsigned' },
    })
    expect(targets).toMatchObject([{ outcome: 'installed', file: join(connectors(), 'brook.taco') }])
    expect(await readdir(connectors())).toEqual(['brook.taco'])
    expect(new Uint8Array(await readFile(join(connectors(), 'brook.taco')))).toEqual(new Uint8Array(bytes))
  })

  it('tells what it replaced, and leaves alone what is the same', async () => {
    await install(await taco(), 'brook.taco')
    const again = await install(await taco(), 'brook.taco')
    expect(again.targets[0]?.outcome).toBe('unchanged')
    const [target] = (await install(await taco('1.1.0'), 'brook.taco')).targets
    expect(target).toMatchObject({
      outcome: 'replaced',
      replaced: { class: 'brook_jdbc', version: '1.0.0', signature: 'unsigned' },
    })
    await writeFile(join(connectors(), 'brook.taco'), 'text')
    const [overText] = (await install(await taco(), 'brook.taco')).targets
    expect(overText).toMatchObject({ outcome: 'replaced', replaced: {} })
  })

  it('copies a file from disk as it copies bytes', async () => {
    const path = join(home, 'brook.taco')
    await writeFile(path, await taco())
    const { targets } = await withTacoFile(path, (file) => install(file, 'brook.taco'))
    expect(targets).toMatchObject([{ outcome: 'installed' }])
    expect(await readFile(join(connectors(), 'brook.taco'))).toEqual(await readFile(path))
    const again = await withTacoFile(path, (file) => install(file, 'brook.taco'))
    expect(again.targets).toMatchObject([{ outcome: 'unchanged' }])
  })

  it('does not install what was put in the place of the file that was judged', async () => {
    await install(await taco('0.9.0'), 'brook.taco')
    const [judged, copied] = [byteSource(await taco('1.0.0')), byteSource(await taco('1.1.0'))]
    expect(copied).toHaveLength(judged.length)
    const swapped: ByteSource = {
      length: judged.length,
      // Only what copies the file brings a buffer.
      slice: (start, end, buffer) => (buffer === undefined ? judged : copied).slice(start, end),
      checkUnchanged() {},
    }
    await expect(install(swapped, 'brook.taco')).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('was changed while it was being read'),
    })
    expect(await readdir(connectors())).toEqual(['brook.taco'])
    expect((await install(await taco('0.9.0'), 'brook.taco')).targets).toMatchObject([
      { outcome: 'unchanged' },
    ])
  })

  it('finds the connector that Tableau would take', async () => {
    await install(await taco('1.10.0'), 'ten.taco')
    await install(await taco('9.0.0', 'other_jdbc'), 'other.taco')
    const [lower] = (await install(await taco('1.9.0'), 'nine.taco')).targets
    expect(lower?.outrankedBy).toEqual({
      class: 'brook_jdbc',
      version: '1.10.0',
      file: join(connectors(), 'ten.taco'),
      reason: 'the highest version',
    })
    const [higher] = (await install(await taco('1.11.0'), 'eleven.taco')).targets
    expect(higher?.outrankedBy).toBeUndefined()
  })

  it.each([
    ['nothing', false],
    ['unsigned', true],
    ['unverified', true],
  ] as const)('where %s is tolerated, an unsigned file is installed: %s', async (tolerate, isInstalled) => {
    const places = await installPlaces(desktop, host)
    const outcome = await installTaco(await taco(), 'brook.taco', { places, host, trust: [], tolerate }).then(
      () => 'installed',
      (error: { code: string }) => error.code,
    )
    expect(outcome).toBe(isInstalled ? 'installed' : 'connector-invalid')
    expect(await readdir(connectors()).catch(() => [])).toHaveLength(isInstalled ? 1 : 0)
  })

  it('refuses what is no connector, whatever is tolerated', async () => {
    await expect(install(Buffer.from('text'), 'x.taco')).rejects.toMatchObject({ code: 'archive-malformed' })
    expect(await readdir(join(home, 'Documents/My Tableau Repository'))).toEqual([])
  })

  it('names what was written before a folder failed', async () => {
    await mkdir(join(home, 'Documents/My Tableau Prep Repository'))
    await writeFile(join(home, 'Documents/My Tableau Prep Repository/Connectors'), 'in the way')
    const places = await installPlaces({ kind: 'products', products: ['desktop', 'prep'] }, host)
    const options = { places, host, trust: [], tolerate: 'unverified' } as const
    await expect(installTaco(await taco(), 'brook.taco', options)).rejects.toMatchObject({
      code: 'output',
      help: expect.stringContaining(join(connectors(), 'brook.taco')),
    })
  })
})

describe('readPlace', () => {
  it('lists what is no connector with the reason', async () => {
    await install(await taco(), 'good.taco')
    const folder = connectors()
    await writeFile(join(folder, 'text.taco'), 'text')
    await writeFile(join(folder, 'notes.txt'), 'no .taco')
    await mkdir(join(folder, 'folder.taco'))
    await symlink(join(folder, 'nowhere'), join(folder, 'link.taco'))
    const [place] = await knownPlaces(host)
    const { connectors: found, unreadable } = await readPlace(place!, host, [])
    expect(found.map(({ file }) => file)).toEqual([join(folder, 'good.taco')])
    expect(unreadable.map(({ file, reason }) => [file, reason.replace(`${file} `, '')])).toEqual([
      [join(folder, 'folder.taco'), 'should be a connector, but it contains no manifest.xml'],
      [join(folder, 'link.taco'), 'is not a file, or is a link to nothing'],
      [
        join(folder, 'text.taco'),
        expect.stringMatching(/text\.taco: the file is not a well-formed archive: its last 22 bytes/),
      ],
    ])
  })

  it('takes unpacked connectors under development only', async () => {
    const folder = join(home, 'work')
    for (const [name, manifest] of [
      ['one', '<connector-plugin class="one" plugin-version="1.0"/>'],
      ['two', '<connector-plugin class="two"/>'],
      ['three', '<connector-plugin'],
      ['four', '<connector-plugin/>'],
    ] as const) {
      await mkdir(join(folder, name), { recursive: true })
      await writeFile(join(folder, name, 'manifest.xml'), manifest)
    }
    await mkdir(join(folder, 'node_modules'))
    const { connectors: found, unreadable } = await readPlace(developmentPlace(folder), host, [])
    expect(found.map(({ class: name, version, signature }) => [name, version, signature])).toEqual([
      ['one', '1.0', 'unpacked'],
      ['two', undefined, 'unpacked'],
    ])
    expect(unreadable.map(({ file }) => file)).toEqual([join(folder, 'four'), join(folder, 'three')])
    const shared = { ...developmentPlace(folder), kind: 'all-users' as const }
    const { ignored, ...others } = await readPlace(shared, host, [])
    expect(others).toMatchObject({ connectors: [], unreadable: [] })
    expect(ignored.map(({ class: name, file, reason }) => [name, file, reason])).toEqual([
      ['one', join(folder, 'one'), 'Tableau takes only .taco files from this folder'],
      ['two', join(folder, 'two'), 'Tableau takes only .taco files from this folder'],
    ])
  })

  it('does not take the searched folder for a connector', async () => {
    const folder = join(home, 'work')
    await mkdir(join(folder, 'inner'), { recursive: true })
    const manifest = '<connector-plugin class="one" plugin-version="1.0" min-version-tableau="2023.1"/>'
    for (const file of ['manifest.xml', 'inner/manifest.xml']) await writeFile(join(folder, file), manifest)
    const { connectors: found, ignored } = await readPlace(developmentPlace(folder), host, [])
    expect(found).toMatchObject([{ file: join(folder, 'inner'), minTableauVersion: '2023.1' }])
    expect(ignored).toMatchObject([
      { file: folder, class: 'one', reason: expect.stringContaining('give the folder above') },
    ])
    const shared = { ...developmentPlace(folder), kind: 'repository' as const }
    const { ignored: raw } = await readPlace(shared, host, [])
    expect(raw.map(({ file, reason }) => [file, reason])).toEqual([
      [folder, 'Tableau takes only .taco files from this folder'],
      [join(folder, 'inner'), 'Tableau takes only .taco files from this folder'],
    ])
  })

  it('tells of a folder that it cannot open', async () => {
    const folder = join(home, 'loop')
    await symlink(folder, folder)
    const { unreadable } = await readPlace(developmentPlace(folder), host, [])
    expect(unreadable).toMatchObject([{ file: folder, reason: `${folder} cannot be opened (ELOOP)` }])
  })
})

describe('uninstallConnector', () => {
  const uninstall = async (wanted: string): Promise<string[]> =>
    (await uninstallConnector(wanted, await knownPlaces(host), host)).removed.map(({ file }) => file)

  it('goes by class, by file name with and without .taco, and by nothing else', async () => {
    for (const [name, className] of [
      ['a.taco', 'one'],
      ['b.taco', 'one'],
      ['c.taco', 'two'],
      ['d.taco', 'a'],
    ] as const) {
      await install(await taco('1.0.0', className), name)
    }
    await writeFile(join(connectors(), 'broken.taco'), 'text')
    expect(await uninstall('on')).toEqual([])
    expect(await uninstall('one')).toEqual([join(connectors(), 'a.taco'), join(connectors(), 'b.taco')])
    expect(await uninstall('C')).toEqual([join(connectors(), 'c.taco')])
    expect(await uninstall('broken.taco')).toEqual([join(connectors(), 'broken.taco')])
    expect(await readdir(connectors())).toEqual(['d.taco'])
  })

  it('never removes an unpacked connector or a folder', async () => {
    const folder = join(home, 'work')
    await mkdir(join(folder, 'one.taco'), { recursive: true })
    await writeFile(join(folder, 'one.taco/manifest.xml'), '<connector-plugin class="one"/>')
    const result = await uninstallConnector('one', [developmentPlace(folder)], host)
    expect(result).toMatchObject({ removed: [], failed: [] })
  })

  it('tells what it could not remove', async () => {
    await mkdir(join(connectors(), 'x.taco'), { recursive: true })
    const result = await uninstallConnector('x', await knownPlaces(host), host)
    expect(result.removed).toEqual([])
    expect(result.failed).toMatchObject([{ file: join(connectors(), 'x.taco'), reason: expect.any(String) }])
  })
})
