import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OwningConnectors } from './owning-connector.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'owning-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

const find = async (path: string) => {
  const owned = await new OwningConnectors().find(join(folder, path))
  return owned && { folder: owned.folder.slice(folder.length), path: owned.path, kinds: owned.kinds }
}

describe('OwningConnectors', () => {
  it('finds the connector that refers to a file, beside it or above', async () => {
    const files = minimalConnector()
    const manifest = replaceIn(files['manifest.xml'], 'file="dialect.tdd"', 'file="sql/dialect.tdd"')
    await write({
      ...files,
      'manifest.xml': manifest,
      'sql/dialect.tdd': files['dialect.tdd'] ?? '',
      'sql/other.tdd': '<dialect/>',
    })
    expect(await find('manifest.xml')).toEqual({ folder: '', path: 'manifest.xml', kinds: ['manifest'] })
    expect(await find('sql/dialect.tdd')).toEqual({ folder: '', path: 'sql/dialect.tdd', kinds: ['dialect'] })
    expect(await find('connectionBuilder.js')).toMatchObject({ kinds: ['script'] })
    expect(await find('sql/other.tdd')).toEqual({ folder: '', path: 'sql/other.tdd', kinds: [] })
  })

  it('goes on where the nearest connector does not refer to it', async () => {
    const manifest = replaceIn(minimalConnector()['manifest.xml'], 'dialect.tdd', 'inner/dialect.tdd')
    await write({ 'a/manifest.xml': manifest, 'a/inner/manifest.xml': '<connector-plugin/>' })
    await write({ 'a/inner/dialect.tdd': '<dialect/>', 'a/inner/x.tdd': '<dialect/>' })
    expect(await find('a/inner/dialect.tdd')).toMatchObject({ folder: '/a', kinds: ['dialect'] })
    expect(await find('a/inner/x.tdd')).toMatchObject({ folder: '/a/inner', kinds: [] })
  })

  it('finds none where there is none', async () => {
    await write({ 'b/dialect.tdd': '<dialect/>' })
    expect(await find('b/dialect.tdd')).toBeUndefined()
  })

  it('reads each connector once', async () => {
    await write(minimalConnector())
    const owners = new OwningConnectors()
    const [one, two] = await Promise.all(
      ['manifest.xml', 'dialect.tdd'].map((name) => owners.find(join(folder, name))),
    )
    expect(one?.connector).toBeDefined()
    expect(two?.connector).toBe(one?.connector)
  })
})
