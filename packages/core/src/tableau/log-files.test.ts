import { appendFile, mkdtemp, realpath, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, posix, win32 } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Host } from './host.ts'
import { readLines } from './log-lines.ts'
import { newestLog } from './newest-log.ts'

/** A computer with these files, each with the time of its last change. */
function computer(
  platform: NodeJS.Platform,
  files: Record<string, number>,
  environment: Host['environment'] = {},
) {
  const { dirname, basename } = platform === 'win32' ? win32 : posix
  const folders = new Set<string>()
  for (const file of Object.keys(files))
    for (let up = dirname(file); !folders.has(up); up = dirname(up)) folders.add(up)
  const all = [...Object.keys(files), ...folders]
  const host: Host = {
    ...{ platform, environment, home: platform === 'win32' ? 'C:\\Users\\ada' : '/Users/ada' },
    disk: {
      kindOf: async (path) => (path in files ? 'file' : folders.has(path) ? 'folder' : undefined),
      namesIn: async (folder) =>
        folders.has(folder)
          ? all.filter((path) => dirname(path) === folder && path !== folder).map((path) => basename(path))
          : undefined,
    },
  }
  return { host, find: (path?: string) => newestLog(host, path, async (file) => files[file] ?? 0) }
}

describe('newestLog', () => {
  it('finds the newest log of the repositories on macOS', async () => {
    const logs = '/Users/ada/Documents/My Tableau Repository/Logs'
    const prep = '/Users/ada/Documents/My Tableau Prep Repository/Logs'
    const files = {
      [`${logs}/log.txt`]: 5,
      [`${logs}/log_1.txt`]: 4,
      [`${logs}/hyper.log`]: 9,
      [`${prep}/log.txt`]: 3,
    }
    expect(await computer('darwin', files).find()).toBe(`${logs}/log.txt`)
    expect(await computer('darwin', { ...files, [`${prep}/log.txt`]: 8 }).find()).toBe(`${prep}/log.txt`)
  })

  it('finds it in OneDrive on Windows', async () => {
    const log = 'D:\\OneDrive\\Dokumente\\My Tableau Repository\\Logs\\log.txt'
    const { find } = computer('win32', { [log]: 1 }, { OneDrive: 'D:\\OneDrive' })
    expect(await find()).toBe(log)
  })

  it('takes a file as it is, a folder of logs and a repository', async () => {
    const { find } = computer('linux', { '/r/Logs/log.txt': 1, '/r/Logs/log_2.txt': 2, '/x/any.json': 1 })
    expect(await find('/x/any.json')).toBe('/x/any.json')
    expect(await find('/r/Logs')).toBe('/r/Logs/log_2.txt')
    expect(await find('/r')).toBe('/r/Logs/log_2.txt')
  })

  it('says where it looked', async () => {
    await expect(computer('darwin', {}).find()).rejects.toThrow('in /Users/ada/Documents')
    const empty = computer('darwin', { '/Users/ada/Documents/My Tableau Repository/x': 1 })
    await expect(empty.find()).rejects.toThrow(
      'no log.txt of Tableau in /Users/ada/Documents/My Tableau Repository',
    )
    await expect(computer('linux', {}).find()).rejects.toThrow('found no My Tableau Repository')
    await expect(computer('linux', { '/r/a': 1 }).find('/r')).rejects.toThrow('/r contains no log.txt')
    await expect(computer('linux', {}).find('/r')).rejects.toThrow('/r does not exist')
  })
})

describe('readLines', () => {
  let folder: string
  let log: string
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'log-lines-')))
    log = join(folder, 'log.txt')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('reads lines across pieces, with and without a last line break', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `${index} ${'é'.repeat(index % 300)}`)
    await writeFile(log, lines.join('\n'))
    const found: string[] = []
    for await (const { text, number } of readLines(log)) {
      expect(number).toBe(found.length + 1)
      found.push(text)
    }
    expect(found).toEqual(lines)
  })

  it('counts empty lines, and leaves out what is too long for a line', async () => {
    await writeFile(log, `a\n\n${'x'.repeat(5 * 1024 * 1024)}\nb\n`)
    const found: unknown[] = []
    for await (const line of readLines(log)) found.push(line)
    expect(found).toEqual([
      { text: 'a', number: 1 },
      { text: 'b', number: 4 },
    ])
  })

  it('says what cannot be read', async () => {
    await expect(readLines(join(folder, 'absent')).next()).rejects.toThrow(/absent cannot be read \(ENOENT\)/)
    await expect(readLines(folder).next()).rejects.toThrow(/cannot be read \(EISDIR\)/)
  })

  it('follows a file that grows, is cut off and is replaced', async () => {
    const end = new AbortController()
    await writeFile(log, 'one\ntw')
    const lines = readLines(log, { follow: true, interval: 5, signal: end.signal })
    const next = async (): Promise<string | undefined> => (await lines.next()).value?.text
    expect(await next()).toBe('one')
    const two = next()
    await appendFile(log, 'o\n')
    expect(await two).toBe('two')
    const cut = next()
    await truncate(log, 0)
    await appendFile(log, 'x\n')
    expect(await cut).toBe('x')
    await appendFile(log, 'left without a line break')
    const left = next()
    await new Promise((resolve) => setTimeout(resolve, 30))
    await rename(log, join(folder, 'log_1.txt'))
    await new Promise((resolve) => setTimeout(resolve, 30))
    await writeFile(log, 'new\n')
    expect(await left).toBe('left without a line break')
    expect(await next()).toBe('new')
    const last = lines.next()
    end.abort()
    expect((await last).done).toBe(true)
  })
})
